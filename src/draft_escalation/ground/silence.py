"""Clauses that tell only what the thread does not hold: nothing in it affirms or denies them."""

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile

from draft_escalation.ground.clauses import Clause
from draft_escalation.ground.index import LineValues, ThreadValues
from draft_escalation.ground.speech import means, speech

_HEARD = 6
_ASKING = frozenset({"which", "whether", "who", "what", "why", "how", "when", "where", "if"})
_NO_ANSWER = re.compile(
    r"\b(?:without|no|ohne|keine|sans|sin)(?: any?)? "
    r"(?:answers?|repl(?:y|ies)|responses?|antwort|réponse|respuesta)\b"
    r"(?!\s(?:was|were|is|are|has|have)\s(?!given|sent|received|been))"
    r"|\b(?:not|never|nobody|no one)(?: been| yet| has)? (?:answered|replied|responded)\b"
    r"|\bno (?:further |other |public )?(?:messages?|posts?|words?|updates?) (?:of|by|from) "
    r"(?:the )?(?:support|staff|agents?)\b"
)
_NONE_YET = re.compile(r"\b(?:none|nothing|not)(?: \w+){0,3} (?:yet|so far|in the (?:thread|ticket))$")


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
    if clause.negated and _NONE_YET.search(clause.text):
        return True
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
    """Whether an agent wrote between the cited messages of a customer, or behind one that is cited alone.

    Behind the cited message of an agent, where a customer's follows it. None where no message is cited, or
    those of several customers, or an agent's last, who may speak of other people's answers.
    """
    messages = {line.message.id: line.message for line in cited if line.message.author}
    agents = [id_ for id_, message in messages.items() if message.role == "agent"]
    if agents and list(messages)[-1] not in agents:
        told = list(dropwhile(lambda message: message.id != agents[-1], thread.messages))
        return any(message.role == "agent" for message in told[1:])
    if not messages or agents or len({message.author for message in messages.values()}) > 1:
        return None
    since = list(dropwhile(lambda message: message.id not in messages, thread.messages))
    last = max(at for at, message in enumerate(since) if message.id in messages)
    until = since[:last] if len(messages) > 1 else since
    return any(message.role == "agent" for message in until)
