"""Values as foreign systems write them: times of every shape, HTML, names, lists that may be anything."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from draft_escalation.thread.html import html_to_text
from draft_escalation.thread.readers.reader import Fields
from draft_escalation.thread.stamps import read_stamp

_EPOCH = re.compile(r"\d{9,19}(?:\.\d{1,9})?")
_NUMBER = re.compile(r"\d{1,20}")
_UTC = re.compile(r"\s?(?:UTC|GMT)$")


def moment(value: object) -> tuple[datetime | None, str | None]:
    """A time, and how the system writes it; naive where it names no zone.

    ISO 8601, RFC 2822, seconds, milliseconds or microseconds since 1970 (which are UTC), and what people
    paste.
    """
    words = said(value)
    if not words or isinstance(value, bool):
        return None, None
    if _EPOCH.fullmatch(words):
        return _epoch(float(words)), f"{_epoch(float(words)):%Y-%m-%d %H:%M UTC}"
    return _iso(words) or _mail(words) or read_stamp(words), words


def _epoch(seconds: float) -> datetime:
    while seconds > 1e11:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)


def _iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_UTC.sub("+00:00", words))
    except ValueError:
        return None


def _mail(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError):
        return None


def said(value: object) -> str:
    """A value as trimmed text; "" for null, lists and records."""
    return "" if value is None or isinstance(value, list | dict) else str(value).strip()


def first(record: Mapping[str, Any] | None, *names: str) -> str:
    """The first of the named values that says something, "" where none does."""
    return next((words for name in names if record and (words := said(record.get(name)))), "")


def html(value: object) -> str:
    """The text of an HTML value."""
    words = said(value)
    return html_to_text(words) if words else ""


def plain_or_html(record: Fields, plain: str, markup: str) -> str:
    """The plain value where it says something, else the text of the HTML one."""
    return said(record.get(plain)) or html(record.get(markup))


def records(value: object) -> Iterator[dict[str, Any]]:
    """The records in a list, whatever else is in it; a record alone is a list of one."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one


def record(value: object) -> dict[str, Any]:
    """The record, an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def listed(value: object, *names: str) -> str:
    """Values of a list with commas: texts, or the first named value of each record."""
    values = value if isinstance(value, list) else [value]
    words = (first(one, *names) if isinstance(one, dict) else said(one) for one in values)
    return ", ".join(filter(None, words))


def yes(value: object) -> bool:
    """Whether a value says yes, as JSON, XML, CSV and databases write it."""
    return said(value).lower() in {"true", "yes", "1", "t", "y"}


def no(value: object) -> bool:
    """Whether a value says no; silence says neither."""
    return said(value).lower() in {"false", "no", "0", "f", "n"}


def spoken(value: object, *names: str) -> Iterator[str]:
    """Every text under one of the names, however deep, in its order: what a message of blocks says."""
    for one in value if isinstance(value, list) else [value]:
        for name, held in one.items() if isinstance(one, dict) else ():
            if name in names and isinstance(held, str) and held.strip():
                yield held.strip()
            elif isinstance(held, dict | list):
                yield from spoken(held, *names)


def files(value: object, *names: str) -> tuple[str, ...]:
    """Names or addresses of attachments: the first named value of each record, texts as they are."""
    listed_ = value if isinstance(value, list) else [value]
    words = (first(one, *names) if isinstance(one, dict) else said(one) for one in listed_)
    return tuple(filter(None, words))


def named(record: Mapping[str, Any] | None) -> str:
    """A person as `name <address>`, whichever of both is known."""
    name, address = (
        first(record, "name", "displayName", "display_name"),
        first(record, "email", "emailAddress"),
    )
    return f"{name} <{address}>" if name and address and name != address else name or address


def unknown(number: object) -> str:
    """An author of whom only the number is known."""
    return f"unknown author #{said(number)}" if said(number) else "unknown author"


def number_in_name(one: Fields) -> str:
    """The last number in the name of a record's file or folder; the whole name where there is none."""
    for name in reversed(said(one.get("@part")).split("/")):
        if found := _NUMBER.findall(name):
            return str(found[-1])
    return said(one.get("@part"))


def repeated(text: str, others: Iterable[str]) -> bool:
    """Whether one of the other texts says the same, but for white space, marks and what stands behind it."""
    bare = _bare(text)
    return not bare or any(_bare(other).startswith(bare) for other in others)


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
