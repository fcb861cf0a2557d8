"""The brief as headings and items, in the skill's order: what every text-like format renders.

Headings, labels and order are the skill's to the letter; an item that the skill does not name appears only
where something is stated.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from draft_escalation.brief.document import Document
from draft_escalation.brief.headings import CITED, HEADINGS, NOT_A_BUG, OTHER_ISSUE, SLA_WORDS, TARGET_NAMES
from draft_escalation.brief.model import Fact, SlaFact, State
from draft_escalation.brief.slots import slots
from draft_escalation.render.cited import cited_messages

Shape = Literal["label", "bullet", "number", "prose"]
_NOTHING = Fact(state="silent")


class Say(NamedTuple):
    """A piece of a line: words, a note in brackets, and the messages that bear it.

    `state` is the fact's: what the thread is silent on can look unlike what it says.
    """

    text: str
    note: str = ""
    cites: tuple[str, ...] = ()
    state: State = "stated"


class Item(NamedTuple):
    """One line of the brief. `before` stands ahead of the words (a label, an ask's kind)."""

    shape: Shape
    says: tuple[Say, ...]
    label: str = ""
    arrow: tuple[Say, ...] = ()


class Section(NamedTuple):
    """A heading and its items; the head of the brief has no heading."""

    heading: str
    items: tuple[Item, ...]


def layout(document: Document) -> tuple[Section, ...]:
    """The sections of a brief, in order."""
    rooms = (
        _impact(document),
        (_prose(document.brief.issue_description),),
        _reproduction(document),
        _tried(document),
        _communication(document),
        _needed(document),
        _context(document),
    )
    sections = (Section(heading, tuple(room)) for heading, room in zip(HEADINGS, rooms, strict=True))
    return (Section("", tuple(_head(document))), *sections)


def numbered(section: Section, *, cite: bool) -> Iterator[tuple[Item, int]]:
    """The items of a section with the numbers of those that are numbered (the others: 0).

    Without `cite` the list of cited messages is left out.
    """
    number = 0
    for item in section.items:
        if cite or item.label != CITED:
            number = number + 1 if item.shape == "number" else 0
            yield item, number


def joint(item: Item) -> str:
    """What stands between the pieces of an item: prose runs on, values are told apart."""
    return " " if item.shape == "prose" and not item.label else "; "


def say(fact: Fact) -> Say:
    """A fact as it is printed: silent and inferred facts say what they are."""
    if fact.state == "silent":
        return Say(_silent(fact), state="silent")
    text = fact.text
    if isinstance(fact, SlaFact) and fact.status:
        text = f"{SLA_WORDS[fact.status]} ({text})" if text else SLA_WORDS[fact.status]
    cites = _messages(fact.lines)
    if fact.state == "inferred" and fact.basis:
        if fact.basis.startswith("from "):
            return Say(text, ", ".join((fact.basis, *cites)), state="inferred")
        return Say(text, f"inferred: {fact.basis}", cites, "inferred")
    return Say(text, _corrects(fact), cites)


def _silent(fact: Fact) -> str:
    if not fact.question:
        return "not stated in the thread"
    return f'not stated in the thread; ask the {fact.ask_whom}: "{fact.question}"'


def _corrects(fact: Fact) -> str:
    return f"corrects {', '.join(_messages(fact.superseded))}" if fact.superseded else ""


def _messages(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.partition(".")[0] for line in lines))


def _head(document: Document) -> Iterator[Item]:
    decision, brief = document.decision, document.brief
    if decision.verdict == "handle_in_support":
        reasons = (Say(b.signal.replace("_", " "), cites=_messages(b.lines)) for b in decision.support)
        yield Item("prose", tuple(reasons), "HANDLE IN SUPPORT")
    yield Item("prose", (say(brief.summary),), "ESCALATION")
    yield Item("prose", (Say(brief.severity.capitalize()),), "Severity")
    yield Item("prose", (Say(TARGET_NAMES[brief.target]),), "Target")


def _labelled(path: str, facts: tuple[Fact, ...]) -> Iterator[Item]:
    slot = slots()[path]
    stated = any(fact.state != "silent" for fact in facts)
    if stated or slot.shown == "always":
        yield Item("label", tuple(map(say, facts or (_NOTHING,))), slot.label)


def _impact(document: Document) -> Iterator[Item]:
    impact = document.brief.impact
    both = tuple(f for f in (*impact.reputation, *impact.contractual) if f.state != "silent")
    for path in slots():
        room, _, name = path.partition(".")
        if room == "impact" and name not in {"reputation", "contractual"}:
            yield from _labelled(path, getattr(impact, name))
    if both:
        yield from _labelled("impact.reputation", both)


def _prose(facts: tuple[Fact, ...]) -> Item:
    return Item("prose", tuple(map(say, facts)))


def _reproduction(document: Document) -> Iterator[Item]:
    brief = document.brief.reproduction
    if not brief.applies:
        yield Item("prose", (Say(NOT_A_BUG),))
        for name in ("actual", "environment", "evidence"):
            if any(fact.state != "silent" for fact in getattr(brief, name)):
                yield from _room(f"reproduction.{name}", getattr(brief, name))
        return
    yield from _room("reproduction.start_state", brief.start_state)
    yield from (Item("number", (say(step),)) for step in brief.steps)
    for name in ("expected", "actual", "environment", "frequency", "evidence", "ruled_out"):
        yield from _room(f"reproduction.{name}", getattr(brief, name))


def _room(path: str, facts: tuple[Fact, ...]) -> Iterator[Item]:
    for item in _labelled(path, facts):
        yield Item("prose", item.says, item.label)


def _tried(document: Document) -> Iterator[Item]:
    for tried in document.brief.tried:
        action = say(tried.action)
        if tried.kind != "done":
            action = Say(f"({tried.kind}) {action.text}", action.note, action.cites)
        if tried.action.state == "silent":
            yield Item("bullet", (say(tried.action),))
        else:
            yield Item("number", (action,), arrow=(say(tried.result),))


def _communication(document: Document) -> Iterator[Item]:
    talk = document.brief.communication
    yield from _labelled("communication.last_update", talk.last_update)
    yield from _labelled("communication.customer_expectation", talk.customer_expectation)
    yield from _labelled("communication.escalation_risk", talk.escalation_risk)


def _needed(document: Document) -> Iterator[Item]:
    needed = document.brief.needed
    for ask in needed.asks:
        yield Item("label", (say(ask.fact),), ask.kind)
    if not needed.asks:
        yield Item("bullet", (Say("not stated in the thread"),))
    yield from _labelled("needed.deadline", (needed.deadline,))


def _context(document: Document) -> Iterator[Item]:
    brief = document.brief
    for reference in brief.context:
        yield Item("bullet", (say(reference.fact),))
    for path, facts in brief.for_target.items():
        yield from _labelled(path, facts)
    for other in brief.other_issues:
        if other.state != "silent":
            yield Item("label", (say(other),), OTHER_ISSUE)
    yield from _labelled("communication.owner", brief.communication.owner)
    if cited := cited_messages(document):
        yield Item("label", tuple(Say(one) for one in cited), CITED)
