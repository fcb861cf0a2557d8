"""Who is hit: the customers who write, others who report the same, and counts with their nouns."""

from collections.abc import Iterable, Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.counts import Count, counts, may_be_counted
from draft_escalation.extract.offline.fields import field, field_names
from draft_escalation.extract.offline.named import companies, own_company, person
from draft_escalation.extract.offline.organisations import (
    beside,
    in_head,
    labelled,
    led,
    named,
    only_names,
    others_too,
    row,
)
from draft_escalation.extract.offline.phrases import heard, speaker, spoken_plainly, tables
from draft_escalation.extract.offline.trim import shortened, trimmed
from draft_escalation.extract.offline.view import View
from draft_escalation.extract.offline.ways import ways
from draft_escalation.thread.model import Line, Message

_MOST_COUNTS = 3
_MOST_NAMES = 4
_MOST_ROWS = 6


def find(view: View) -> tuple[Fact, ...]:
    """Gives the first reporter and organisation, others by name, then the latest figure of each noun.

    A reporter of whom no organisation is known is told as the reporter: one person is no count of customers.
    """
    first, counted = (*_first(view), *further(view)), _rows(view) or (*_figures(view),)
    told = " ".join(fact.text for fact in (*first, *counted))
    spoken_of = (fact for fact in _spoken_of(view) if fact.text not in told)
    return (*first, *spoken_of, *counted)


def further(view: View) -> tuple[Fact, ...]:
    """Gives who else reports the same or asks for it."""
    return (*_further(view), *_others(view))


def reporters(view: View) -> dict[str, tuple[Message, str]]:
    """Gives customers other than the first who say that they have it too: name → message and line."""
    first = first_customer(view)
    found: dict[str, tuple[Message, str]] = {}
    for one in heard("reporters", view):
        author = one.spoken.message.author
        if one.tag == "me" and first and author and author != first.author:
            found.setdefault(author, (one.spoken.message, one.spoken.line.id))
    return found


def first_customer(view: View) -> Message | None:
    """Gives the first message of a customer that names its author."""
    return next((m for m in view.thread.messages if m.author and speaker(m) == "customer"), None)


def _first(view: View) -> Iterator[Fact]:
    """Who reported it first, with the organisations that the ticket or they themselves name."""
    name, lines = _named(view) or ("", ())
    organisations: dict[str, str] = {}
    if own := _own_company(view):
        organisations[own[0]] = own[1]
    if headed := _headed(view):
        organisations.setdefault(*headed)
    if recorded := field(view, *field_names().organisation):
        organisations.setdefault(recorded.value, recorded.line.id)
    new = {
        one: line
        for one, line in organisations.items()
        if one.lower() not in name.lower() and not _within(one, organisations)
    }
    if not name and not new:
        return
    listed = ", ".join(new)
    text = f"{name} ({listed})" if name and listed else f"reported by {name}" if name else listed
    yield Fact(text=text, lines=(*lines, *new.values()))


def _named(view: View) -> tuple[str, tuple[str, ...]] | None:
    """The first customer's name; who introduces themselves where the thread gives their part only."""
    first, requester = first_customer(view), field(view, *field_names().requester)
    if first and first.author and first.author.lower() not in field_names().parts:
        return first.author, (first.lines[0].id,)
    if requester:
        return requester.value, (requester.line.id,)
    said = ((person(one.spoken), one.spoken.line.id) for one in heard("introduction", view))
    return next(((name, (line,)) for name, line in said if name), None)


def _own_company(view: View) -> tuple[str, str] | None:
    """The company that the first customer says to be of, and its line."""
    first = first_customer(view)
    mine = (one for one in view.spoken if first is not None and one.message.author == first.author)
    said = ((own_company(spoken), spoken.line.id) for spoken in mine if spoken_plainly(spoken))
    return next(((name, line) for name, line in said if name), None)


def _headed(view: View) -> tuple[str, str] | None:
    """The organisation that the customer's signature or the ticket's head names, and its line."""
    signed = (
        line
        for message in view.thread.messages
        if speaker(message) == "customer"
        for line in message.lines
        if "signature" in line.flags or "header" in line.flags
    )
    said = ((in_head(line), line.id) for line in (*signed, *_record(view)))
    return next(((name, line) for name, line in said if name), _bracketed(view))


def _record(view: View) -> Iterator[Line]:
    """The lines of the ticket's own fields."""
    return (line for message in view.thread.messages if message.id == "m0" for line in message.lines)


def _bracketed(view: View) -> tuple[str, str] | None:
    """The organisation in brackets behind the first customer's name, in a header or the ticket's head."""
    first = first_customer(view)
    who = first.author if first and first.author else ""
    heads = (line for message in view.thread.messages for line in message.lines if "header" in line.flags)
    said = ((beside(who, line.text), line.id) for line in (*heads, *_record(view)) if who)
    return next(((name, line) for name, line in said if name), None)


def _further(view: View) -> Iterator[Fact]:
    """The other reporters, each with the company that they name."""
    named = reporters(view)
    if not named:
        return
    company = {one.message.author: own for one in view.spoken if (own := own_company(one))}
    told = [f"{name} ({company[name]})" if name in company else name for name in named]
    lines = tuple(id_ for message, line in named.values() for id_ in (message.lines[0].id, line))
    homes = tuple(one.line.id for one in view.spoken if one.message.author in named and own_company(one))
    yield Fact(text="also reported by " + ", ".join(told), lines=tuple(dict.fromkeys((*lines, *homes))))


def _spoken_of(view: View) -> Iterator[Fact]:
    """Customers and sites that somebody speaks of by name, each once."""
    found: dict[str, Fact] = {}
    for before, spoken in zip((None, *view.spoken), view.spoken, strict=False):
        if spoken_plainly(spoken) and not spoken.text.endswith("?"):
            recorded = speaker(spoken.message) == "record"
            names = [*companies(spoken), *([] if recorded else named(spoken.text))]
            names += filter(None, [in_head(spoken.line)]) if recorded else labelled(spoken.text)
            names += only_names(spoken.text) if before and before.message is spoken.message else ()
            names += led(spoken.text) if speaker(spoken.message) == "staff" or not names else ()
            together = len(names) > 1 and others_too(spoken)
            for name in [shortened(spoken.text)] if together else names:
                found.setdefault(name, spoken.fact(name))
    whole = [one for one in found.values() if not _within(one.text, found)]
    yield from whole[:_MOST_NAMES]


def _within(name: str, others: Iterable[str]) -> bool:
    """Whether a longer name or line holds this one."""
    return any(name != other and name in other for other in others)


def _rows(view: View) -> tuple[Fact, ...]:
    """The rows of a table that gives each customer's own figure."""
    rows = [spoken.fact(said) for spoken in view.spoken if (said := row(spoken.line.text))]
    counted = any(may_be_counted(fact.text.rpartition(" ")[2]) for fact in rows)
    return tuple(rows[:_MOST_ROWS]) if len(rows) > 1 and counted else ()


def _others(view: View) -> Iterator[Fact]:
    """What is said of others who have it, where it does not count them."""
    counted = {count.spoken.line.id for count in counts(view)}
    said = [one.spoken for one in heard("reporters", view) if one.tag == "others"]
    for spoken in said[-tables()["reporters"].most :]:
        if spoken.line.id not in counted:
            yield spoken.fact(shortened(spoken.text))


def _figures(view: View) -> Iterator[Fact]:
    """The latest figure of each noun, earlier lines superseded; "every payment" is what, not who."""
    by_noun: dict[tuple[str, bool], list[Count]] = {}
    told = {view.spoken[place].line.id for place in ways(view)}
    for count in counts(view):
        if (count.number == "all" and count.is_thing) or count.spoken.line.id in told:
            continue
        if _stands(count, view):
            by_noun.setdefault((count.noun, count.number == "all"), []).append(count)
    listed = _told(view, (said for said in by_noun.values() if not said[-1].is_open))
    others = _told(view, (said for said in by_noun.values() if said[-1].is_open))
    room = _MOST_COUNTS - len(listed)
    yield from (*listed, *(fact for fact in others[-room:] if room and fact not in listed))


def _told(view: View, counted: Iterable[list[Count]]) -> list[Fact]:
    figures = [_latest(said, view) for said in counted]
    return list({fact.text: fact for fact in figures}.values())[-_MOST_COUNTS:]


def _stands(count: Count, view: View) -> bool:
    """Whether a figure was not taken back, or can be put right."""
    line, said = count.spoken.line.id, shortened(count.spoken.text)
    retracted = corrections(view).retracts(count.text, line)
    return not retracted or corrections(view).put_right(said, line) is not None


def _latest(said: list[Count], view: View) -> Fact:
    """The first line that gives the last figure: a correction rather than its repetition."""
    number = said[-1].number
    same = [count for count in said if count.number == number]
    corrected = {count.spoken.line.id: corrections(view).replaced_by(count.spoken.line.id) for count in same}
    count = next((one for one in same if corrected[one.spoken.line.id]), same[0])
    line = count.spoken.line.id
    old = (one.spoken.line.id for one in said if one.number != number)
    superseded = dict.fromkeys((*old, *(earlier for lines in corrected.values() for earlier in lines)))
    superseded.pop(line, None)
    text = _clause(count) if corrected[line] else shortened(count.spoken.text)
    return Fact(text=text, lines=(line,), superseded=tuple(superseded))


def _clause(count: Count) -> str:
    """The part of a correcting line that gives the figure: "it is 4 shops", without ", not 40"."""
    text = count.spoken.text
    at = text.find(count.text)
    start = max(text.rfind(mark, 0, at) for mark in (", ", ": ", "; ", ". ", "– ", "— "))
    ends = [found for mark in (", ", "; ", ". ", " – ", " — ") if (found := text.find(mark, at)) > 0]
    return trimmed(text[start + 2 if start >= 0 else 0 : min(ends, default=len(text))].strip(" ."))
