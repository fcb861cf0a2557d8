"""3 to 5 sentences: what happens, since when, how it shows, how far it reaches, the cause, how it stands."""

import re
from collections.abc import Iterable, Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import subject
from draft_escalation.extract.offline.attempts import attempts
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.customers_affected import first_customer
from draft_escalation.extract.offline.echo import echoes
from draft_escalation.extract.offline.phrases import WISHES, heard, heard_apart, spoken_plainly, tables, told
from draft_escalation.extract.offline.phrases import facts as facts_of
from draft_escalation.extract.offline.tried import told_lines
from draft_escalation.extract.offline.trim import says_nothing, shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.extract.offline.workflow_impact import opening

_MOST, _LEAST = 5, 3
_ASKED = re.compile(r"\?|\b(?:please|kindly|bitte|merci de|por favor)\b", re.IGNORECASE)
_SHORTEST = 25
_CONDITION = re.compile(r"(?:when|whenever|if|once|wenn|falls|sobald|quand|si|cuando)(?!\w)", re.IGNORECASE)
_SENTENCE, _FIRST_WORDS = 4, 30


def find(view: View, facts: dict[str, tuple[Fact, ...]]) -> tuple[Fact, ...]:
    """Gives the sentences in that order, built on the facts of the other slots; nothing is told twice.

    The title, which the summary told, comes again only where there is little else to tell.
    """
    title = subject.find(view)
    told_first = {line for fact in title for line in fact.lines if not line.endswith(".0")}
    last = tuple(fact.lines for fact in _now(view))
    kept = _kept(_candidates(view, facts), told_first, last)
    if len(kept) < _LEAST:
        kept = _kept((*kept, *_wishes(facts)), told_first, last)
    if len(kept) < _LEAST:
        kept = _filled(view, kept)
    if len(kept) < _LEAST:
        kept = [*(fact.model_copy(update={"text": _sentence(fact.text)}) for fact in title), *kept]
    now = [fact for fact in kept if fact.lines in last]
    others = [fact for fact in kept if fact not in now]
    return (*others[: _MOST - len(now)], *now)


def _kept(candidates: Iterable[Fact], known: set[str], last: tuple[tuple[str, ...], ...]) -> list[Fact]:
    """The candidates as sentences: each line once, and no echo but for how it stands at the end."""
    kept, cited = list[Fact](), set(known)
    for fact in candidates:
        repeats = fact.lines not in last and any(echoes(fact.text, one.text) for one in kept)
        if cited.isdisjoint(fact.lines) and not repeats:
            kept.append(fact.model_copy(update={"text": _sentence(fact.text)}))
            cited.update(fact.lines)
    return kept


def _candidates(view: View, facts: dict[str, tuple[Fact, ...]]) -> Iterator[Fact]:
    yield from _matter(view, facts)
    started = facts.get("impact.started", ())
    yield from [fact for fact in started if _states(fact, view)][:1] or _first_reported(view)
    yield from (fact for fact in facts.get("reproduction.actual", ())[:2] if _states(fact, view))
    scope = facts.get("impact.customers_affected", ())[1:]
    yield from [fact for fact in scope if _is_sentence(fact) and _states(fact, view)][:2]
    yield from (fact for fact in facts_of("cause", view) if not _shows_steps(fact, facts))
    yield from (fact for fact in _now(view) if _tells(fact, view))
    idle = {one.spoken.line.id for one in heard("symptom", view) if one.tag == "none"}
    others = (fact for fact in facts.get("impact.workflow_impact", ())[1:] if idle.isdisjoint(fact.lines))
    yield from [fact for fact in others if _tells(fact, view)][:2]
    yield from facts.get("reproduction.evidence", ())[:1]


def _matter(view: View, facts: dict[str, tuple[Fact, ...]]) -> list[Fact]:
    """What is broken, best in the words of the first account; else what is wanted."""
    told_of = (
        *opening(view),
        *facts.get("reproduction.actual", ()),
        *facts.get("impact.workflow_impact", ()),
    )
    broken = [fact for fact in told_of if _tells(fact, view)]
    first = first_customer(view)
    own = [fact for fact in broken if first and fact.lines[0].startswith(f"{first.id}.")]
    return (own or ([] if first else broken) or _wishes(facts) or broken)[:1]


def _tells(fact: Fact, view: View) -> bool:
    """Whether a fact tells of the matter and not of what was tried."""
    return told_lines(view).isdisjoint(fact.lines) and _states(fact, view)


def _states(fact: Fact, view: View) -> bool:
    """Whether a fact is a statement: no plea, no advice, no promise, and no wish in its first words."""
    wishes = (one for one in heard("customer_expectation", view) if one.start < _FIRST_WORDS)
    aside = {one.spoken.line.id for one in wishes}
    aside |= {one.spoken.line.id for one in attempts(view) if one.kind != "done"}
    return aside.isdisjoint(fact.lines) and not _ASKED.search(fact.text)


def _is_sentence(fact: Fact) -> bool:
    """Whether words tell something, and do not but name people or companies."""
    words = fact.text.split()
    return len(words) >= _SENTENCE and sum(map(str.islower, words)) > 1


def _shows_steps(fact: Fact, facts: dict[str, tuple[Fact, ...]]) -> bool:
    return any(not set(one.lines).isdisjoint(fact.lines) for one in facts.get("reproduction.steps", ()))


def _wishes(facts: dict[str, tuple[Fact, ...]]) -> list[Fact]:
    """What the customer wants, as a statement: neither a question nor a request."""
    said = facts.get("communication.customer_expectation", ())
    return [fact for fact in said if not _ASKED.search(fact.text)][:1]


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


def _filled(view: View, kept: list[Fact]) -> list[Fact]:
    """At least three sentences where the first account has more to say."""
    first = first_customer(view) or next(iter(one.message for one in view.spoken if one.message.author), None)
    names = {one.place for one in heard("introduction", view)}
    filled = list(kept)
    for place, spoken in enumerate(view.spoken):
        if len(filled) >= _LEAST:
            break
        if first and spoken.message.id == first.id and place not in names and _adds(spoken, filled, view):
            filled.append(spoken.fact(_sentence(shortened(spoken.text))))
    return filled


def _adds(spoken: Spoken, kept: list[Fact], view: View) -> bool:
    """Whether a line is a plain sentence that none of the others tells."""
    plain = (
        spoken_plainly(spoken)
        and not {"table", "list"}.intersection(spoken.line.flags)
        and not says_nothing(spoken.text)
    )
    cited = {line for fact in kept for line in fact.lines}
    if not plain or len(spoken.text) < _SHORTEST or spoken.line.id in cited:
        return False
    repeats = any(echoes(spoken.text, fact.text) for fact in kept)
    return not repeats and not corrections(view).takes_back(spoken.line.id) and _tells(spoken.fact(), view)


def _sentence(text: str) -> str:
    """The text with a full stop where it has no mark at its end."""
    text = text.rstrip(" ,;:–—-")
    text = text[:1].upper() + text[1:] if text.startswith("also ") else text
    return text if text.endswith((".", "!", "?", "…", '"', "”")) else text + "."
