"""Exports of any other system, whose columns or keys a settings file names: `[mapping.NAME]`.

A record is one message, and those with the same id are one thread; where `messages` names a list inside the
record, the record is the ticket and the list holds its messages. A key may be a path: `customer.name`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError

from draft_escalation.tables import Record
from draft_escalation.thread.html import html_to_text, looks_like_html
from draft_escalation.thread.model import Role, Visibility
from draft_escalation.thread.readers.foreign import moment, records, said
from draft_escalation.thread.readers.reader import Fields, Side, SideFormat, System, TicketFormat
from draft_escalation.thread.ticket import Entry, Ticket

if TYPE_CHECKING:
    from draft_escalation.config_file import Source

Name = Annotated[str, Field(min_length=1)]


class Mapping(Record):
    """Which column or key holds what, and which values of `role` and `visibility` mean what.

    `fields` are further ones that stand in m0 under their own names. A value is compared without regard to
    capitals; `internal` holds for either column.
    """

    id: Name
    text: Name
    subject: Name | None = None
    author: Name | None = None
    role: Name | None = None
    time: Name | None = None
    visibility: Name | None = None
    messages: Name | None = None
    fields: tuple[Name, ...] = ()
    customer: tuple[Name, ...] = ()
    agent: tuple[Name, ...] = ()
    system: tuple[Name, ...] = ()
    internal: tuple[Name, ...] = ()


_NEEDS = {
    "customer": ("role",), "agent": ("role",), "system": ("role",), "internal": ("visibility", "role"),
}  # fmt: skip


def mapped_systems(tables: "Iterable[Source]") -> tuple[System, ...]:
    """A system for each table in the tables `[mapping]`; of two with one name the later holds.

    Raises UserError, naming file, line and key, for an unknown key, a wrong or missing one.
    """
    named = {name: _checked(table, name) for table in tables for name in table.values}
    return tuple(_Mapped(name, mapping).system for name, mapping in named.items())


def _checked(mappings: "Source", name: str) -> Mapping:
    table = mappings.table(name)
    try:
        mapping = Mapping.model_validate_json(json.dumps(table.values, default=str), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "missing":
            key = str(first["loc"][0])
            todo = f"add {key}: the column or key it stands in"
            raise mappings.wrong((name,), f"no key {key}", todo, met=False) from None
        raise table.refused([first], dict.fromkeys(Mapping.model_fields)) from None
    for values, columns in _NEEDS.items():
        if getattr(mapping, values) and not any(getattr(mapping, column) for column in columns):
            raise table.wrong(
                (values,), f"expected a key {columns[0]} beside it", f"add {columns[0]} or remove it"
            )
    return mapping


@dataclass(frozen=True, slots=True)
class _Mapped:
    name: str
    mapping: Mapping

    @property
    def kind(self) -> str:
        return f"mapping.{self.name}"

    @property
    def system(self) -> System:
        ticket = TicketFormat(f"{self.name} export", self._fits, self._ticket, self._edition)
        return System((ticket,), (SideFormat(self.kind, self._fits, self._key, says=False),))

    def _fits(self, one: Fields) -> bool:
        held = _at(one, self.mapping.messages or self.mapping.text)
        return bool(_words(one, self.mapping.id)) and held is not None

    def _key(self, one: Fields) -> str:
        return _words(one, self.mapping.id)

    def _edition(self, one: Fields) -> tuple[str, str]:
        return self._key(one), ""

    def _ticket(self, one: Fields, side: Side) -> Ticket:
        rows = side.all(self.kind, self._key(one))
        name = self.mapping.messages
        messages = [message for row in rows for message in records(_at(row, name))] if name else rows
        top = (
            (name, next((v for row in rows if (v := _words(row, name))), "")) for name in self.mapping.fields
        )
        return Ticket(
            id=self._key(one),
            subject=next((words for row in rows if (words := _words(row, self.mapping.subject))), None),
            fields=(("Ticket", self._key(one)), *(pair for pair in top if pair[1])),
            entries=tuple(map(self._entry, messages)),
            unread=tuple(dict.fromkeys(chain.from_iterable(map(self._told, messages)))),
        )

    def _entry(self, message: Fields) -> Entry:
        text = _words(message, self.mapping.text)
        sent_at, sent_words = moment(_words(message, self.mapping.time))
        role, visibility = self._role(message)
        return Entry(
            author=_words(message, self.mapping.author) or None,
            role=role,
            text=html_to_text(text) if looks_like_html(text) else text,
            visibility=visibility,
            sent_at=sent_at,
            sent_words=sent_words,
            guessed=role == "unknown",
        )

    def _role(self, message: Fields) -> tuple[Role, Visibility]:
        value = _words(message, self.mapping.role).lower()
        seen = _words(message, self.mapping.visibility).lower()
        internal = {word.lower() for word in self.mapping.internal}
        hidden = value in internal or seen in internal
        by_value: dict[Role, tuple[str, ...]] = {
            "customer": self.mapping.customer, "agent": self.mapping.agent, "system": self.mapping.system,
        }  # fmt: skip
        found: Iterator[Role] = (
            role for role, words in by_value.items() if value in {word.lower() for word in words}
        )
        known: Visibility = "public" if self.mapping.internal else "unknown"
        return next(found, "agent" if hidden else "unknown"), "internal" if hidden else known

    def _told(self, message: Fields) -> Iterator[str]:
        value = _words(message, self.mapping.role)
        if value and self._role(message)[0] == "unknown":
            yield f"{self.mapping.role}: {value[:40]!r} is no value of customer, agent, system or internal"
        time = _words(message, self.mapping.time)
        if time and moment(time)[0] is None:
            yield f"{self.mapping.time}: {time[:40]!r} is no time that could be read"


def _at(one: Fields, name: str | None) -> Any:
    """What stands under a key, or at a path of keys; None where nothing does."""
    if name is None or name in one:
        return one.get(name or "")
    found: Any = one
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _words(one: Fields, name: str | None) -> str:
    value = _at(one, name)
    return "\n".join(filter(None, map(said, value))) if isinstance(value, list) else said(value)
