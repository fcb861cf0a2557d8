"""E-mail addresses, phone numbers and names of persons as placeholders, and back.

Names are those of authors, ticket fields, greetings and signatures, wherever they are mentioned. The map
lives as long as its object and is written nowhere. Phone numbers by phonenumbers, imported when asked for.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Thread

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}+@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])")
_PLACEHOLDER = re.compile(r"\[(?:person|e-mail|phone) \d{1,5}[b-z]?\]")
_NAME_WORD = r"[^\W\d_a-zß-öø-ÿ](?:[^\W\d_]|['’-](?=[^\W\d_])){1,30}"
_SMALL = r"(?:van|von|de|der|den|da|di|del|la|le|bin|al|el)"
_NAME = rf"{_NAME_WORD}(?:[ \t](?:{_SMALL}[ \t]){{0,2}}{_NAME_WORD}){{0,3}}"
_ONE_NAME = re.compile(_NAME)
_SHORTEST_PART = 3
_LETTERS = ("", *"bcdefghijklmnopqrstuvwxyz")
_PHONE = re.compile(r"(?<![\w.+-])\+?\(?\d[\d \t()/.-]{5,20}(?<=\d)(?!\w)")
_REGIONS = ("US", "GB", "DE", "FR", "ES", "IT")


class _Found(NamedTuple):
    place: int
    kind: str
    value: str


class NameTable(Record):
    """The table personal.toml."""

    fields: frozenset[str]
    greetings: str
    titles: str
    generic: frozenset[str]
    words: frozenset[str]


class Veil:
    """Personal data of one thread: `hide` puts numbered placeholders in their place, `put_back` undoes it."""

    def __init__(self, thread: Thread | None = None) -> None:
        self._placeholders = dict(_placeholders(thread)) if thread else {}
        self._values = {placeholder: value for value, placeholder in self._placeholders.items()}
        longest_first = sorted(self._placeholders, key=len, reverse=True)
        told = "|".join(rf"(?<!\w){re.escape(value)}(?!\w)" for value in longest_first)
        self._pattern = re.compile(told) if told else None

    def hide(self, text: str) -> str:
        """Gives the text with `[person 1]`, `[e-mail 1]`, `[phone 1]`, numbered in order of appearance."""
        return self._pattern.sub(lambda match: self._placeholders[match[0]], text) if self._pattern else text

    def put_back(self, answer: Any) -> Any:
        """Gives an answer (text, or lists and objects of it) with the values in place of placeholders."""
        if isinstance(answer, str):
            return _PLACEHOLDER.sub(lambda match: self._values.get(match[0], match[0]), answer)
        if isinstance(answer, dict):
            return {key: self.put_back(value) for key, value in answer.items()}
        if isinstance(answer, list | tuple):
            return type(answer)(map(self.put_back, answer))
        return answer


def _placeholders(thread: Thread) -> Iterator[tuple[str, str]]:
    """Values and their placeholders. A person's parts and spellings share the number: `[person 1b]`."""
    text = _whole(thread)
    numbers = {"e-mail": 0, "phone": 0, "person": 0}
    known: set[str] = set()
    for one in sorted({*_emails(text), *_phones(text), *_names(thread, text)}):
        if one.value in known:
            continue
        numbers[one.kind] += 1
        forms = _forms(one.value) if one.kind == "person" else [one.value]
        new = [form for form in forms if form not in known]
        for letter, form in zip(_LETTERS, new, strict=False):
            known.add(form)
            yield form, f"[{one.kind} {numbers[one.kind]}{letter}]"


def _whole(thread: Thread) -> str:
    """Authors, subject and text; headers repeat what they say, so the order is the text's."""
    authors = (message.author for message in thread.messages if message.author)
    return "\n".join((thread.text, thread.subject or "", *authors))


def _emails(text: str) -> Iterator[_Found]:
    if "@" in text:
        yield from (_Found(match.start(), "e-mail", match[0]) for match in _EMAIL.finditer(text))


def _phones(text: str) -> Iterator[_Found]:
    """Numbers that are valid in one of the regions; bare digits without a plus or a zero ahead are ids."""
    places: dict[str, int] = {}
    for match in _PHONE.finditer(text):
        places.setdefault(match[0], match.start())
    for number, place in places.items():
        digits = sum(map(str.isdigit, number))
        if 7 <= digits <= 15 and (number[0] in "+(0" or digits < len(number)) and _is_phone(number):
            yield _Found(place, "phone", number)


def _is_phone(number: str) -> bool:
    from phonenumbers import NumberParseException, is_valid_number, parse

    for region in (None,) if number[0] == "+" else _REGIONS:
        try:
            if is_valid_number(parse(number, region)):
                return True
        except NumberParseException:
            continue
    return False


def _names(thread: Thread, text: str) -> Iterator[_Found]:
    whole = [" ".join(_without_generic(name)) for name in _named(thread, text)]
    parts = {part for name in whole if " " in name for part in name.split()}
    for name in dict.fromkeys(whole):
        if len(name) >= _SHORTEST_PART and name not in parts:
            places = [at for form in (name, *name.split()) if (at := text.find(form)) >= 0]
            yield _Found(min(places, default=len(text)), "person", name)


def _without_generic(name: str) -> list[str]:
    return [word for word in name.split() if word.lower().strip(".,") not in _table().generic]


def _named(thread: Thread, text: str) -> Iterator[str]:
    yield from (*_authors(thread), *_fields(text), *_signed(thread), *_spoken_to(text))


def _authors(thread: Thread) -> Iterator[str]:
    people = (message.author for message in thread.messages if message.author and message.role != "system")
    for author in people:
        bare = re.sub(r"[<(\[|/].*", "", author.replace("\n", " ")).strip(" ,;\"'")
        if bare and "@" not in bare:
            yield bare


def _fields(text: str) -> Iterator[str]:
    for match in re.finditer(r"^[ \t>*]{0,8}([\w ]{2,20}):[ \t*]{0,4}([^\n]{2,200})$", text, re.MULTILINE):
        if match[1].strip().lower() in _table().fields:
            for person in re.split(r"[,;]", match[2])[:20]:
                if name := _ONE_NAME.match(person.strip(" \"'")):
                    yield name[0]


def _signed(thread: Thread) -> Iterator[str]:
    """The first line of a signature that is nothing but a name."""
    for message in thread.messages:
        for line in message.lines:
            if "signature" in line.flags:
                rows = (row.strip(" -–—,\t") for row in line.text.splitlines())
                yield from [row for row in rows if _ONE_NAME.fullmatch(row) and not _is_generic(row)][:1]


def _spoken_to(text: str) -> Iterator[str]:
    table = _table()
    before = rf"(?<!\w)(?:(?i:{table.greetings}),?[ \t]|(?i:{table.titles})\.?[ \t]|@)"
    pattern = rf"{before}(?P<name>{_NAME_WORD}(?:[ \t]{_NAME_WORD})?)"
    yield from (match["name"] for match in re.finditer(pattern, text))


def _is_generic(name: str) -> bool:
    return any(word.lower() in _table().generic for word in name.split())


def _forms(name: str) -> list[str]:
    """A name as it may be written: whole, its parts, in capitals, as a handle."""
    parts = [part for part in name.split() if len(part) >= _SHORTEST_PART and part[0].isupper()]
    lone = [part for part in parts if part.lower() not in _table().words] if len(parts) > 1 else parts
    handles = [f"{parts[0]}.{parts[-1]}".lower(), "".join(parts).lower()] if len(parts) > 1 else []
    forms = [name, *lone, name.upper(), *(part.upper() for part in lone), *handles]
    return list(dict.fromkeys(forms))


@cache
def _table() -> NameTable:
    return read_table("draft_escalation.guard", "personal.toml", NameTable)
