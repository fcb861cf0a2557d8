"""Where a value stands that the cited lines do not hold: beside them, or elsewhere in the thread."""

import re
from collections.abc import Sequence
from itertools import islice

from draft_escalation.ground.basis import Ground
from draft_escalation.ground.forms import given, needed, of_date, of_moment
from draft_escalation.ground.index import LineValues
from draft_escalation.ground.modality import is_foreign
from draft_escalation.ground.nouns import noun_of
from draft_escalation.ground.quantities import counts_of, plain
from draft_escalation.ground.value import Value
from draft_escalation.ground.values import values_in
from draft_escalation.thread.model import Message

_MOMENTS = frozenset({"date", "weekday", "month", "time"})
_OFTEN = frozenset({"number", "duration", "percent", "date", "weekday", "time", "month"})
_COUNTS = frozenset({"number", "amount", "percent", "measure"})
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|over|more than|some|total|altogether|overall"
    r"|combined|together|in all|remain\w{0,3}|left|rest|others?|fewer|difference"
    r"|unaffected)\b|~",
    re.IGNORECASE,
)
_WRITING = re.compile(
    r"\b(?:report|told|said|wrote|writ|ask|answer|repl|updated|promis|announc|inform|call"
    r"|sent|confirm|request)\w{0,4}\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\b(?:report\w{0,3}|first|open\w{0,2}|raised|since|wait\w{0,3}|wrote|complain\w{0,3}"
    r"|contact\w{0,3}|began|start\w{0,3})\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:still|as of|last|latest|updat\w{1,2}|told|said|wrote|repl\w{1,3}|answer\w{0,3}|asked|sent)\b",
    re.IGNORECASE,
)
_DEED = re.compile(r"\s(?:[a-z-]{2,20}ed|wrote|sent|told|found|saw|ran|made|gave|took|put)\b")
_ONESELF = re.compile(r"\b(?:I|ich|je|yo)\b(?!')")
_ONE = frozenset(
    {"a", "an", "one", "once", "single", "first", "only", "my", "ein", "eine", "un", "une", "una", "uno"}
)
_NONE = frozenset({"no", "none", "nothing", "nobody", "zero", "kein", "keine"})
_TWO_WORDS = 2
_LONG_NAME = 6
_COUNTS_THINGS = re.compile(
    r"\s(?:of\s|(?!an?\s|per\s|the\s|al\s|pro\s|par\s|and\s|for\s|in\s|is\s|euro)[a-z]{3,20}s\b)"
)
_MOST_COUNTS = 100
_SHORT_NUMBER = 3
_LABELLED = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,20}\s$")


def bears_nearby(value: Value, ground: Ground) -> tuple[str, ...] | None:
    """The line beside the cited ones that bears the value; () where it is their header.

    Or the ticket's subject.
    """
    if value.kind == "number" and value.norm.split("|")[0] in {"0", "1"}:
        small = _NONE if value.norm.startswith("0") else _ONE
        if any(small & line.words for line in ground.cited):
            return ()
    if _unit_is_told(value, ground) or _is_word_of(value, ground):
        return ()
    for message in ground.thread.headers(line.line.id for line in ground.cited):
        if _heads(message, value, ground) and not (value.kind == "weekday" and _says_a_weekday(ground)):
            return ()
    for line in ground.around:
        if (
            not (line.is_header and value.kind in _MOMENTS)
            and line.bears(value)
            and _fits(value, line, ground, beside=True)
        ):
            return () if line.is_header else (line.line.id,)
    return () if _in_text(value, ground.thread.subject) else None


def _is_word_of(value: Value, ground: Ground) -> bool:
    """Whether cited lines hold a month as a plain word (`the march release`), or an address the name."""
    if value.kind == "month":
        return any(value.text.lower() in line.words for line in ground.cited)
    return (
        value.kind == "name"
        and len(value.norm) >= _LONG_NAME
        and any(
            one.kind in {"email", "url"} and value.norm in one.norm
            for line in ground.thread.all()
            for one in line.values
        )
    )


def _unit_is_told(value: Value, ground: Ground) -> bool:
    """Whether a cited line gives the bare count, and the unit with another: `300 s, before it was 60`."""
    if value.kind not in {"duration", "amount", "measure", "percent"}:
        return False
    counts = {f"number {plain(count)}" for count in counts_of(value)}
    bare = (
        line
        for line in ground.cited
        for one in line.values[:_MOST_COUNTS]
        if one.kind == "number"
        and not counts.isdisjoint(needed(one))
        and not _COUNTS_THINGS.match(line.text, one.end)
    )
    unit = _unit(value)
    beside = [line for line in ground.cited if not line.is_header]
    return any(
        any(one.kind == value.kind and _unit(one) == unit for one in line.values[:_MOST_COUNTS])
        or (
            value.kind == "percent"
            and any(one.kind == "percent" for near in ground.around for one in near.values)
        )
        or _runs_on(line, beside, value, ground)
        or (value.kind == "amount" and ground.thread.currencies == {unit})
        for line in bare
    )


def _runs_on(line: LineValues, cited: Sequence[LineValues], value: Value, ground: Ground) -> bool:
    """Whether the count ends its line and its unit begins the next one, as wrapped mails have it."""
    at = cited.index(line) if line in cited else len(cited)
    follow = cited[at + 1].text.lstrip("> ").lower() if at + 1 < len(cited) else ""
    units = (one.text.split()[-1].lower() for one in ground.values if _unit(one) == _unit(value))
    return line.text.rstrip()[-1:].isdigit() and any(
        one.isalpha() and follow.startswith(one) for one in units
    )


def _unit(value: Value) -> str:
    """What is measured with: seconds of a duration's unit, a currency, a unit's name."""
    if value.kind != "duration":
        return re.sub(r"[\d. ]", "", value.norm.split("|")[0])
    counts = counts_of(value)
    return plain(float(value.norm.split("|")[0]) / counts[0]) if counts and counts[0] else ""


def contested(value: Value, ground: Ground) -> bool:
    """Whether the cited lines give another count of the same thing.

    And this one stands beside no such noun.
    """
    noun = noun_of(ground.text, value, ground.values) if value.kind in _COUNTS else frozenset()
    if not noun or _ABOUT.search(ground.text):
        return False
    said = {one.norm for one in ground.values}
    rivals = (
        one
        for line in ground.cited
        for one in line.values[:_MOST_COUNTS]
        if one.kind == value.kind and noun & noun_of(line.text, one, line.values)
    )
    return any(one.norm not in said for one in rivals)


def bears_elsewhere(value: Value, ground: Ground) -> tuple[str, ...] | None:
    """The line elsewhere that bears the value and speaks of the same thing."""
    if value.kind == "name" and _did_it_oneself(value, ground):
        return None
    found = ground.thread.where(lambda line: line.bears(value) and _fits(value, line, ground, beside=False))
    for line in islice(found, 1):
        return (line.line.id,)
    return (
        () if value.kind == "name" and any(_heads(m, value, ground) for m in ground.thread.messages) else None
    )


def _did_it_oneself(value: Value, ground: Ground) -> bool:
    """Whether the statement says of this person what the cited lines' author says of himself."""
    deed = value.start == 0 and _DEED.match(ground.text, value.end)
    return bool(deed) and any(_ONESELF.search(line.text) for line in ground.cited)


def _fits(value: Value, line: LineValues, ground: Ground, *, beside: bool) -> bool:
    """Whether a line that holds the value speaks of what the statement speaks of."""
    if line.is_header:
        if value.kind in _MOMENTS and any(one.is_header for one in ground.cited):
            return False
        if value.kind == "date" and not beside and _dated_otherwise(ground):
            return False
        return (
            beside
            or value.kind not in _MOMENTS
            or _opens_or_closes(line.message, ground)
            or (_named(line.message, ground) and not _wrote_cited(line.message, ground))
        )
    noun = noun_of(ground.text, value, ground.values)
    if value.kind == "number" and noun:
        mine = [one for one in line.values[:_MOST_COUNTS] if needed(one) & needed(value)]
        if any(noun & noun_of(line.text, one, line.values) for one in mine):
            return True
    if value.kind == "number" and "." in value.text and _as_version(value, line):
        return True
    if value.kind not in _OFTEN:
        return value.kind not in {"amount", "measure"} or bool(_shared(line, ground))
    if beside and value.text.isdigit() and is_foreign([line]):
        return any(_LABELLED.search(line.text, 0, one.start) for one in line.values if one.norm == value.norm)
    telling = beside or line.line.message_id == "m0" or len(value.norm) > _SHORT_NUMBER
    return _shared(line, ground) >= (1 if telling else _TWO_WORDS)


def _as_version(value: Value, line: LineValues) -> bool:
    """Whether the line gives the number as a version, which is told apart by itself."""
    return any(one.kind == "version" and one.norm == value.text for one in line.values[:_MOST_COUNTS])


def _shared(line: LineValues, ground: Ground) -> int:
    return len(ground.stems & line.stems)


def _opens_or_closes(message: Message, ground: Ground) -> bool:
    written = [one for one in ground.thread.messages if one.sent_at]
    first, last = message in written[:1], message in written[-1:]
    return bool((first and _OPENING.search(ground.text)) or (last and _CLOSING.search(ground.text)))


def _named(message: Message, ground: Ground) -> bool:
    return bool(message.author) and any(
        part in ground.text.lower() for part in (message.author or "").lower().split()
    )


def _wrote_cited(message: Message, ground: Ground) -> bool:
    """Whether this author wrote a cited message: then that message's time counts."""
    return any(one.message.author == message.author for one in ground.cited)


def _heads(message: Message, value: Value, ground: Ground) -> bool:
    """Whether a message's author or time bears the value."""
    if value.kind in {"name", "handle"}:
        return value.norm.lstrip("@") in re.findall(r"[^\W_]+", (message.author or "").lower())
    if value.kind not in _MOMENTS or (value.kind == "date" and _dated_otherwise(ground)):
        return False
    if value.kind == "time" and _timed_otherwise(ground):
        return False
    if message.sent_at is None:
        written = values_in(message.sent_words or "")
        return any(not needed(value).isdisjoint(given(one, None)) for one in written)
    return not needed(value).isdisjoint(of_moment(message.sent_at, in_utc="UTC" in ground.text))


def _dated_otherwise(ground: Ground) -> bool:
    """Whether the cited lines give a date that the statement passes over.

    And it does not speak of writing.
    """
    told = {
        form
        for line in ground.cited
        if not line.is_header
        for one in line.values
        if one.kind == "date"
        for form in needed(one)
    }
    told |= {
        form
        for line in ground.cited
        for words, forms in line.resolved
        if "night" not in words
        for form in forms
        if _is_day(form)
    }
    told -= set() if told - (own := _own_days(ground)) else own
    said = {form for one in ground.values if one.kind == "date" for form in given(one, None)}
    return bool(told) and told.isdisjoint(said) and not _WRITING.search(ground.text)


def _timed_otherwise(ground: Ground) -> bool:
    """Whether the one cited line gives one clock time, as does the statement, which tells of no writing."""
    body = [line for line in ground.cited if not line.is_header]
    said = [one for one in ground.values if one.kind == "time"]
    told = [one for line in body for one in line.values[:_MOST_COUNTS] if one.kind == "time"]
    return len(ground.cited) == len(said) == len(told) == 1 and not _WRITING.search(ground.text)


def _own_days(ground: Ground) -> set[str]:
    """The days that the cited messages were sent on, which a clock time alone means (`since 09:50`)."""
    sent = (line.message.sent_at for line in ground.cited)
    return {form for one in sent if one for form in of_date(one.date())}


def _is_day(form: str) -> bool:
    """Whether a form is a whole date."""
    return form.startswith("date ") and len(form) > len("date 04-02")


def _says_a_weekday(ground: Ground) -> bool:
    return any(one.kind == "weekday" for line in ground.cited for one in line.values)


def _in_text(value: Value, text: str) -> bool:
    if value.kind == "name":
        return value.norm in re.findall(r"[^\W_]+", text.lower())
    return any(one.norm == value.norm and one.kind == value.kind for one in values_in(text))
