"""Who is hit: the customers who write, others who report the same, and counts with their nouns."""

from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.counts import Count, counts
from draft_escalation.extract.offline.fields import field
from draft_escalation.extract.offline.phrases import heard, speaker, tables
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import View
from draft_escalation.thread.model import Message

_ORGANISATION = (
    "organization",
    "organisation",
    "company",
    "account",
    "customer",
    "client",
    "firma",
    "kunde",
    "entreprise",
    "société",
    "client",
    "empresa",
    "cliente",
)
_REQUESTER = (
    "requester",
    "reporter",
    "reported by",
    "contact",
    "from",
    "requested by",
    "submitter",
    "caller",
    "raised by",
    "melder",
    "demandeur",
    "solicitante",
)
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
    organisation = field(view, *_ORGANISATION)
    if named is None and organisation is None:
        return
    text, lines = named or ("", ())
    if organisation and organisation.value.lower() not in text.lower():
        text = f"{text} ({organisation.value})" if text else organisation.value
        lines = (*lines, organisation.line.id)
    yield Fact(text=text, lines=lines)


def _named(view: View) -> tuple[str, tuple[str, ...]] | None:
    first, requester = first_customer(view), field(view, *_REQUESTER)
    if first and first.author:
        return first.author, (first.lines[0].id,)
    return (requester.value, (requester.line.id,)) if requester else None


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
    retracted = corrections(view)
    by_noun: dict[tuple[str, bool], list[Count]] = {}
    for count in counts(view):
        if not retracted.retracts(count.text, count.spoken.line.id):
            by_noun.setdefault((count.noun, count.number == "all"), []).append(count)
    latest = [(said[-1], said[:-1]) for said in by_noun.values()]
    texts: set[str] = set()
    for count, earlier in latest[-_MOST_COUNTS:]:
        text = shortened(count.spoken.text)
        if text in texts:
            continue
        texts.add(text)
        old = (one.spoken.line.id for one in earlier if one.number != count.number)
        superseded = dict.fromkeys((*old, *retracted.replaced_by(count.spoken.line.id)))
        superseded.pop(count.spoken.line.id, None)
        yield Fact(text=text, lines=(count.spoken.line.id,), superseded=tuple(superseded))
