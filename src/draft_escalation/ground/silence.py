"""Clauses that tell only what the thread does not hold: nothing in it affirms or denies them."""

import re
from collections.abc import Iterable
from itertools import dropwhile

from draft_escalation.ground.index import LineValues, ThreadValues
from draft_escalation.ground.speech import Clause, means, speech

_HEARD = 6
_NO_ANSWER = re.compile(
    r"\b(?:without|no|ohne|keine|sans|sin)(?: any?)? "
    r"(?:answers?|repl(?:y|ies)|responses?|antwort|réponse|respuesta)\b"
    r"|\b(?:not|never|nobody|no one)(?: been| yet| has)? (?:answered|replied|responded)\b"
)


def tells_silence(clause: Clause) -> bool:
    """Whether it tells only that something is not said: `no cause is given`."""
    said = clause.text.split()
    return clause.negated and any(
        one in speech().negations and any(means(word, "saying") for word in said[at + 1 : at + _HEARD])
        for at, one in enumerate(said)
    )


def unanswered(clause: Clause, cited: Iterable[LineValues], thread: ThreadValues) -> bool:
    """Whether it tells that nobody answered, and no agent wrote from the first cited message on."""
    if not _NO_ANSWER.search(clause.text):
        return False
    ids = {line.message.id for line in cited if line.message.author}
    since = dropwhile(lambda message: message.id not in ids, thread.messages)
    return bool(ids) and all(message.role != "agent" for message in since)
