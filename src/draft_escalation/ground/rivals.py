"""Where the cited lines give another value of the same make, which the statement passes over."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from draft_escalation.ground.basis import Ground
from draft_escalation.ground.forms import given, needed, of_date, of_moment
from draft_escalation.ground.index import LineValues
from draft_escalation.ground.moments import with_weekdays
from draft_escalation.ground.quantities import counts_of
from draft_escalation.ground.stems import is_content, stem
from draft_escalation.ground.value import COUNTS, Value

_SERIAL = frozenset({"code", "identifier", "email", "path"})
_IN_UNITS = frozenset({"duration", "measure", "amount"})
_ONE_AT_A_TIME = frozenset({"version", "time", "weekday"})
_KEBAB = re.compile(
    r"(?<![\w/.@-])(?!\d{1,4}(?:-\d{1,4}){1,5}(?![\w-]))[a-z0-9]{2,30}(?:-[A-Za-z0-9]{2,30}){1,5}(?![\w/@-])"
)
_LETTERED = re.compile(r"(?<!\w)([A-Za-z][a-z]{2,20}) ([A-HJ-Z])(?![\w'’+#-]|\.\w)")
_WORD_BEFORE = re.compile(r"(?<!\w)([a-z]{3,24})\s$", re.IGNORECASE)
_WORD = re.compile(r"(?:'s)?\s([A-Za-z][a-z]{2,29})(?!\w)")
_MOST_VALUES = 100
_BESIDE = 25
_PLURAL = re.compile(r"[^s]s$")
_MOST_PLANS = 4
_PLAN = re.compile(
    r"\b(Enterprise|Business|Premium|Professional|Pro|Standard|Basic|Free|Gold|Silver|Platinum|Starter|Growth|Team)"
    r"(?=\s(?:plan|tier|edition|subscription|package|contract|customer|account)\b)",
    re.IGNORECASE,
)
_TOUCH = 5
_TOUCHING = re.compile(r",?\s(?:the\s)?|\s?\(")


def serial_rival(value: Value, ground: Ground) -> bool:
    """Whether the cited lines give an id that differs in its digits only (`LAB_01`, `LAB_02`)."""
    if value.kind not in _SERIAL:
        return False
    make = _make(value.norm)
    return any(_make(one.norm) == make for one in _unused(value, ground))


def unit_rival(value: Value, ground: Ground) -> bool:
    """Whether the cited lines give the same count in another unit (`two hours` told as `2 days`)."""
    if value.kind not in _IN_UNITS:
        return False
    counts = set(counts_of(value))
    return any(counts & set(counts_of(one)) for one in _unused(value, ground))


def label_rival(value: Value, ground: Ground) -> bool:
    """Whether the cited lines give another number after the word that this one follows (`code 0`)."""
    label = _label(ground.text, value) if value.kind == "number" else ""
    if not label:
        return False
    said = {one.norm for one in ground.values if _label(ground.text, one) == label}
    told = {
        one.norm
        for line in ground.cited
        for one in line.values[:_MOST_VALUES]
        if one.kind == "number" and _label(line.text, one) == label
    }
    return bool(told - said) and value.norm not in told


def _label(text: str, value: Value) -> str:
    """The stem of the singular content word right before a value."""
    before = _WORD_BEFORE.search(text, max(value.start - 30, 0), value.start)
    return stem(before[1]) if before and is_content(before[1]) and not _PLURAL.search(before[1]) else ""


def strange_plan(ground: Ground) -> list[str]:
    """Gives the plans that a statement names (`Enterprise plan`) and no line of the thread does."""
    return [plan for plan in _PLAN.findall(ground.text)[:_MOST_PLANS] if not _is_said(plan.lower(), ground)]


def _is_said(word: str, ground: Ground) -> bool:
    return any(word in line.words for line in ground.thread.all())


def name_rival(value: Value, ground: Ground) -> bool:
    """Whether the cited lines put another name before the noun that this one stands before (`Lyon vans`)."""
    noun = _next_word(ground.text, value) if value.kind == "name" else ""
    if not noun:
        return False
    said = {one.norm for one in ground.values}
    return any(
        one.kind == "name" and one.norm not in said and _next_word(line.text, one) == noun
        for line in ground.cited
        for one in line.values[:_MOST_VALUES]
    )


def _next_word(text: str, value: Value) -> str:
    """The stem of a lower-case content word right after a value."""
    after = _WORD.match(text, value.end)
    return stem(after[1]) if after and is_content(after[1].lower()) else ""


def other_than_cited(value: Value, ground: Ground) -> bool:
    """Whether the cited lines give another version, clock time or weekday.

    One from elsewhere in the thread then is no support.
    """
    alone = value.kind in _ONE_AT_A_TIME or (value.kind == "number" and "." in value.norm)
    if not alone or ("UTC" in ground.text and value.kind == "time"):
        return False
    return next(iter(_unused(value, ground)), None) is not None


def only_count(value: Value, ground: Ground) -> bool:
    """Whether a statement has one count of its kind, and the only cited line as well, which is another."""
    if value.kind not in COUNTS or sum(one.kind == value.kind for one in ground.values) > 1:
        return False
    told = {one.norm for line in ground.cited for one in line.values[:_MOST_VALUES] if one.kind == value.kind}
    return len(told) == 1 and len(ground.cited) == 1 and "," not in ground.text[: value.start]


def only_name(value: Value, ground: Ground) -> bool:
    """Whether a statement has one name, and the only cited line one as well, which is another."""
    lines = [line for line in ground.cited if not line.is_header]
    if value.kind != "name" or len(lines) != 1 or value.text.isupper():
        return False
    if sum(one.kind == "name" for one in ground.values) > 1 or value.norm in lines[0].message_words:
        return False
    told = {
        one.norm for one in lines[0].values[:_MOST_VALUES] if one.kind == "name" and not one.text.isupper()
    }
    return len(told) == 1


def _unused(value: Value, ground: Ground) -> list[Value]:
    """The values of this kind in the cited lines that the statement does not carry."""
    said = {form for one in ground.values for form in (*needed(one), *given(one, None))}
    return [
        one
        for line in ground.cited
        if not line.is_header
        for one in line.values[:_MOST_VALUES]
        if one.kind == value.kind and needed(one).isdisjoint(said)
    ]


def _make(norm: str) -> str:
    return re.sub(r"\d+[a-z]?(?![a-z])", "0", norm)


def _of(date: Value, sent: list[datetime]) -> frozenset[str]:
    """The forms of a date and of its weekday."""
    days = given(date, sent[0] if sent else None)
    return needed(date) | {form for form in days if form.startswith("weekday")}


def off_the_week(ground: Ground) -> tuple[Value, Value] | None:
    """A weekday right beside a date that falls on another one."""
    sent = next((line.message.sent_at for line in ground.cited if line.message.sent_at), None)
    for one, other in pairwise(with_weekdays(ground.text, ground.values)):
        day, date = (one, other) if one.kind == "weekday" else (other, one)
        if (
            {one.kind, other.kind} == {"weekday", "date"}
            and _TOUCHING.fullmatch(ground.text, one.end, other.start)
            and (forms := [form for form in given(date, sent) if form.startswith("weekday")])
            and needed(day).isdisjoint(forms)
        ):
            return one, other
    return None


def weekday_beside(value: Value, ground: Ground) -> str:
    """The id of the cited line that names the weekday which a statement puts beside this date.

    "" where there is none, or where the date is more than a week from the message.
    """
    for line in ground.cited if value.kind == "date" else ():
        sent = line.message.sent_at
        for one in ground.values if sent else ():
            touching = 0 <= value.start - one.end <= _TOUCH and one.kind == "weekday"
            if touching and line.bears(one) and sent and needed(value) & _week_around(sent):
                return line.line.id
    return ""


def _week_around(sent: datetime) -> set[str]:
    return {form for step in range(-7, 8) for form in of_date(sent.date() + timedelta(days=step))}


def off_the_header(ground: Ground) -> tuple[Value, Value] | None:
    """A date beside a clock time that only the message's header gives, and that is not the header's date."""
    if not {"time", "date"} <= {one.kind for one in ground.values}:
        return None
    for time in ground.values:
        if time.kind != "time":
            continue
        spoken = [line for line in ground.cited if not line.is_header and line.bears(time)]
        sent = [m.sent_at for m in ground.thread.headers(one.line.id for one in ground.cited) if m.sent_at]
        forms = [set(of_moment(one, in_utc="UTC" in ground.text)) for one in sent]
        told = {
            form for line in spoken for form in (*line.forms, *(one for _, r in line.resolved for one in r))
        }
        stamped = [told.union(*forms)] if spoken else [one for one in forms if needed(time) & one]
        due = [forms for line in ground.cited for _, forms in line.resolved if needed(time) & forms]
        stamped += [set(forms) for forms in due if stamped]
        stamped += [day for line in spoken for day in _days_beside(line, time, ground)]
        date = _date_of(time, ground.values, ground.text) if stamped else None
        if date and not any(_of(date, sent) & one for one in stamped):
            return date, time
    return None


def _date_of(time: Value, values: Sequence[Value], text: str) -> Value | None:
    """The date beside a clock time: the one right before it (`2026-05-04 09:12`), else the nearest."""
    beside = {
        _apart(one, time): one
        for one in values
        if one.kind == "date" and ";" not in text[time.end : one.start] + text[one.end : time.start]
    }
    before = [one for one in beside.values() if 0 <= time.start - one.end <= _TOUCH]
    near = min(beside, default=_BESIDE + 1)
    return before[0] if before else beside[near] if near <= _BESIDE else None


def _apart(one: Value, other: Value) -> int:
    return min(abs(one.end - other.start), abs(one.start - other.end))


def _days_beside(line: LineValues, time: Value, ground: Ground) -> list[set[str]]:
    """What the other cited lines of the message tell of days, where the line names none by the time."""
    values = line.values[:_MOST_VALUES]
    times = [one for one in values if not needed(one).isdisjoint(needed(time))]
    days = [one for one in values if one.kind in {"date", "weekday"}]
    if any(_apart(one, day) <= _BESIDE for one in times for day in days):
        return []
    return [set(one.forms) for one in ground.cited if one.line.message_id == line.line.message_id]


def strange_letters(text: str, cited: Sequence[LineValues]) -> Iterator[str]:
    """Gives the `row H` of a statement whose lines have only other letters behind that word."""
    for label, letter in _LETTERED.findall(text):
        told = {
            one for line in cited for word, one in _LETTERED.findall(line.text) if stem(word) == stem(label)
        }
        if told and letter not in told:
            yield f"{label} {letter}"


def strange_words(text: str, cited: list[LineValues]) -> list[str]:
    """Gives the hyphenated words (`acme-sso`) whose lines have only one like it (`acme-idp`)."""
    if "-" not in text or not (told := {word for line in cited for word in _KEBAB.findall(line.text)}):
        return []
    known = frozenset().union(*(line.words for line in cited))
    return [
        word
        for word in _KEBAB.findall(text)
        if word not in told
        and any(_alike(word, other) for other in told)
        and not known >= set(word.split("-"))
    ]


def _alike(one: str, other: str) -> bool:
    """Whether two hyphenated words of as many parts differ in one of them."""
    parts = list(zip(one.split("-"), other.split("-"), strict=False))
    differing = [pair for pair in parts if pair[0] != pair[1]]
    return one.count("-") == other.count("-") and len(differing) == 1 and stem(one) != stem(other)
