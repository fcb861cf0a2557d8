"""3 to 5 sentences: what happens, since when, how it shows, how far it reaches, the cause, how it stands."""

import re
from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import subject
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.customers_affected import first_customer
from draft_escalation.extract.offline.echo import echoes
from draft_escalation.extract.offline.phrases import WISHES, heard, heard_apart, tables, told
from draft_escalation.extract.offline.phrases import facts as facts_of
from draft_escalation.extract.offline.trim import says_nothing, shortened
from draft_escalation.extract.offline.view import View

_MOST, _LEAST = 5, 3
_SHORTEST = 25
_CONDITION = re.compile(r"(?:when|whenever|if|once|wenn|falls|sobald|quand|si|cuando)(?!\w)", re.IGNORECASE)
_PARTS = (
    ("impact.workflow_impact", 1),
    ("impact.started", 1),
    ("reproduction.actual", 1),
    ("impact.customers_affected", 1),
)


def find(view: View, facts: dict[str, tuple[Fact, ...]]) -> tuple[Fact, ...]:
    """Gives the sentences in that order, built on the facts of the other slots; nothing is told twice.

    The title, which the summary told, comes again only where there is little else to tell.
    """
    kept, cited = list[Fact](), set[str]()
    title = [fact.text for fact in subject.find(view)]
    candidates = [fact.model_copy(update={"text": _sentence(fact.text)}) for fact in _candidates(view, facts)]
    titles = [fact for fact in candidates if fact.text.rstrip(".") in title]
    last = [fact.lines for fact in _now(view)]
    for fact in candidates:
        known = fact.lines not in last and any(echoes(fact.text, one.text) for one in kept)
        if cited.isdisjoint(fact.lines) and not known and fact not in titles:
            kept.append(fact)
            cited.update(fact.lines)
    now = [fact for fact in kept if fact.lines in last]
    others = [fact for fact in kept if fact not in now]
    if len(kept) >= _LEAST:
        return (*others[: _MOST - len(now)], *now)
    filled = _filled(view, kept)
    return filled if len(filled) >= _LEAST else (*titles[:1], *filled)


def _candidates(view: View, facts: dict[str, tuple[Fact, ...]]) -> Iterator[Fact]:
    for path, most in _PARTS:
        said = facts.get(path, ())
        yield from (said[1:] if path == "impact.customers_affected" else said)[:most]
        if path == "impact.started" and not said:
            yield from _first_reported(view)
    yield from facts_of("cause", view)
    yield from _now(view)
    yield from facts.get("impact.workflow_impact", ())[1:3]
    yield from facts.get("communication.customer_expectation", ())[:1]
    yield from facts.get("reproduction.evidence", ())[:1]


def _now(view: View) -> tuple[Fact, ...]:
    """How it stands at the end; "when …" and "if …" tell no state."""
    said = heard_apart("state", view, *WISHES)
    return told(tuple(one for one in said if not _CONDITION.match(one.spoken.text)), tables()["state"])


def _first_reported(view: View) -> Iterator[Fact]:
    """When it was reported: no word on when it began."""
    first = first_customer(view)
    if first and first.sent_words:
        yield Fact(
            text=f"Reported by {first.author} on {' '.join(first.sent_words.split())}",
            lines=(first.lines[0].id,),
        )


def _filled(view: View, kept: list[Fact]) -> tuple[Fact, ...]:
    """At least three sentences where the first message of the customer has more to say."""
    cited = {line for fact in kept for line in fact.lines}
    retracted, first = corrections(view), first_customer(view)
    names = {one.place for one in heard("introduction", view)}
    for place, spoken in enumerate(view.spoken):
        if len(kept) >= _LEAST:
            break
        fits = first is not None and spoken.message.id == first.id and len(spoken.text) >= _SHORTEST
        plain = not {"log", "code", "table"}.intersection(spoken.line.flags)
        known = spoken.line.id in cited or place in names or retracted.takes_back(spoken.line.id)
        known = known or any(echoes(spoken.text, fact.text) for fact in kept)
        if fits and plain and not known and not says_nothing(spoken.text):
            kept.append(spoken.fact(_sentence(shortened(spoken.text))))
    return tuple(kept)


def _sentence(text: str) -> str:
    """The text with a full stop where it has no mark at its end."""
    text = text.rstrip(" ,;:–—-")
    text = text[:1].upper() + text[1:] if text.startswith("also ") else text
    return text if text.endswith((".", "!", "?", "…", '"', "”")) else text + "."
