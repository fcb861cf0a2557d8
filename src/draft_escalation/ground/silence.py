"""Clauses that tell only what the thread does not hold: nothing in it affirms or denies them."""

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile

from draft_escalation.ground.index import LineValues, ThreadValues
from draft_escalation.ground.speech import Clause, means, speech

_HEARD = 6
_ASKING = frozenset({"which", "whether", "who", "what", "why", "how", "when", "where", "if"})
_NO_ANSWER = re.compile(
    r"\b(?:without|no|ohne|keine|sans|sin)(?: any?)? "
    r"(?:answers?|repl(?:y|ies)|responses?|antwort|réponse|respuesta)\b"
    r"(?!\s(?:was|were|is|are|has|have)\s(?!given|sent|received|been))"
    r"|\b(?:not|never|nobody|no one)(?: been| yet| has)? (?:answered|replied|responded)\b"
)


def held(said: Sequence[Clause]) -> list[Clause]:
    """Gives the clauses without those that tell only what is not said, and what that is (`which …`)."""
    return [
        one
        for before, one in zip((None, *said), said, strict=False)
        if not _tells_silence(one) and not (before and _tells_silence(before) and _asks(one))
    ]


def _tells_silence(clause: Clause) -> bool:
    """Whether it tells only that something is not said: `no cause is given`."""
    said = clause.text.split()
    return clause.negated and any(
        one in speech().negations and any(means(word, "saying") for word in said[at + 1 : at + _HEARD])
        for at, one in enumerate(said)
    )


def _asks(clause: Clause) -> bool:
    return clause.text.split()[0] in _ASKING


def tells_no_answer(clause: Clause) -> bool:
    """Whether it tells that nobody answered."""
    return _NO_ANSWER.search(clause.text) is not None


def agents_wrote(cited: Iterable[LineValues], thread: ThreadValues) -> bool | None:
    """Whether an agent wrote between the cited messages of customers, or behind one that is cited alone.

    None where no message is cited, or one of an agent, who may speak of other people's answers.
    """
    messages = {line.message.id: line.message for line in cited if line.message.author}
    if not messages or any(message.role == "agent" for message in messages.values()):
        return None
    since = list(dropwhile(lambda message: message.id not in messages, thread.messages))
    last = max(at for at, message in enumerate(since) if message.id in messages)
    until = since[:last] if len(messages) > 1 else since
    return any(message.role == "agent" for message in until)
