"""Who is hit: the customers who write, others who report the same, and counts with their nouns."""

from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.counts import Count, counts
from draft_escalation.extract.offline.fields import field, field_names
from draft_escalation.extract.offline.phrases import facts, heard, speaker, tables
from draft_escalation.extract.offline.trim import shortened, trimmed
from draft_escalation.extract.offline.view import View
from draft_escalation.thread.model import Message

_MOST_COUNTS = 3


def find(view: View) -> tuple[Fact, ...]:
    """Gives the first reporter and organisation, further reporters, then the latest figure of each noun."""
    return (*_first(view), *_further(view), *_others(view), *_figures(view))


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
    """Who reported it first, with the organisation that the ticket or they themselves name."""
    named = _named(view)
    organisation = field(view, *field_names().organisation)
    if named is None and organisation is None:
        return
    text, lines = named or ("", ())
    if organisation and organisation.value.lower() not in text.lower():
        text = f"{text} ({organisation.value})" if text else organisation.value
        lines = (*lines, organisation.line.id)
    yield Fact(text=text, lines=lines)


def _named(view: View) -> tuple[str, tuple[str, ...]] | None:
    """The first customer's name; what they say of themselves where the thread gives their part only."""
    first, requester = first_customer(view), field(view, *field_names().requester)
    if first and first.author and first.author.lower() not in field_names().parts:
        return first.author, (first.lines[0].id,)
    if requester:
        return requester.value, (requester.line.id,)
    introduction = facts("introduction", view)
    return (introduction[0].text, introduction[0].lines) if introduction else None


def _further(view: View) -> Iterator[Fact]:
    named = reporters(view)
    if named:
        lines = tuple(id_ for message, line in named.values() for id_ in (message.lines[0].id, line))
        yield Fact(text="also reported by " + ", ".join(named), lines=lines)


def _others(view: View) -> Iterator[Fact]:
    """What is said of others who have it, where it does not count them."""
    counted = {count.spoken.line.id for count in counts(view)}
    said = [one.spoken for one in heard("reporters", view) if one.tag == "others"]
    for spoken in said[-tables()["reporters"].most :]:
        if spoken.line.id not in counted:
            yield spoken.fact(shortened(spoken.text))


def _figures(view: View) -> Iterator[Fact]:
    """The latest figure of each noun; the lines of earlier ones are superseded."""
    by_noun: dict[tuple[str, bool], list[Count]] = {}
    for count in counts(view):
        if not corrections(view).retracts(count.text, count.spoken.line.id):
            by_noun.setdefault((count.noun, count.number == "all"), []).append(count)
    figures = [_latest(said, view) for said in by_noun.values()]
    yield from list({fact.text: fact for fact in figures}.values())[-_MOST_COUNTS:]


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
    ends = [found for mark in (", ", "; ", ". ", " – ", " — ", " not ") if (found := text.find(mark, at)) > 0]
    return trimmed(text[start + 2 if start >= 0 else 0 : min(ends, default=len(text))].strip(" ."))
