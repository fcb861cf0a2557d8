"""Exports of any mix of systems and formats as threads, one after another.

The parts of a source are walked twice: first for what lies beside the tickets (comments, people), then for
the tickets. Memory holds one record at a time, and one pasted text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from draft_escalation.errors import UserError
from draft_escalation.thread.decode import whole
from draft_escalation.thread.model import Thread
from draft_escalation.thread.read import read_thread
from draft_escalation.thread.readers.parts import Unfolds, parts_in, parts_of
from draft_escalation.thread.readers.reader import (
    MOST_TEXT,
    Broken,
    BundleFormat,
    Fields,
    Part,
    Pasted,
    People,
    SideFormat,
    System,
    TicketFormat,
)
from draft_escalation.thread.readers.records import Container, container_of, records_of
from draft_escalation.thread.readers.side import SideStore
from draft_escalation.thread.readers.systems import systems
from draft_escalation.thread.ticket import Ticket, thread_of

_STRANGE = "no record of a known ticket system"
_ALONE = "the ticket itself: not in the export; export it beside the messages for its subject and fields"
_NONE = "no ticket in it, only what belongs to tickets; export the tickets too"
_MOST_STRANGE = 1000
_TABLES: tuple[Container, ...] = ("json", "csv", "xml")


@dataclass(frozen=True, slots=True)
class Found:
    """A thread, and where it came from (`export.zip/tickets.json#4711`); `unread` was not understood."""

    place: str
    thread: Thread
    unread: tuple[str, ...] = ()


def read_exports(
    sources: Iterable[str], people: People | None = None, known: Sequence[System] | None = None
) -> Iterator[Found | Broken]:
    """The threads of all sources, and every record or file that could not be read.

    A source is a file, a folder or a pattern; plain text files are pasted threads, one each. Raises UserError
    for a source that is not there.
    """
    for source in sources:
        reading = _Reading(people or People(), systems() if known is None else known)
        yield from map(_named, reading.of(source, parts_of(source)))


def read_export(
    data: bytes, name: str, people: People, known: Sequence[System]
) -> Iterator[Found | Broken] | None:
    """The same of one file's bytes; None where they are neither an export nor packed: a pasted text."""
    parts = list(parts_in(data, name))
    if [part.name for part in parts if isinstance(part, Part) and _container(part) == "text"] == [name]:
        return None
    return map(_named, _Reading(people, known).of(name, parts))


@dataclass
class _Reading:
    people: People
    known: Sequence[System]

    def of(self, source: str, found: Iterable[Part | Broken]) -> Iterator[Found | Broken]:
        parts: list[Part] = []
        for part in found:
            if isinstance(part, Broken):
                yield part
            else:
                parts.append(part)
        for bundle in (bundle for system in self.known for bundle in system.bundles):
            if claimed := bundle.claims(parts):
                yield from self._bundle(bundle, claimed)
                names = {part.name for part in claimed}
                parts = [part for part in parts if part.name not in names]
        with SideStore() as side:
            kinds = [(part, _container(part)) for part in parts]
            self._fill(side, kinds)
            yield from self._told(source, kinds, side)

    def _told(
        self, source: str, kinds: Sequence[tuple[Part, Container | Broken]], side: SideStore
    ) -> Iterator[Found | Broken]:
        nothing = bool(kinds)
        parts = (self._part(part, kind, side) for part, kind in kinds)
        for one in chain(chain.from_iterable(parts), self._alone(side), self._left(source, side)):
            nothing = False
            yield one
        if nothing:
            yield Broken(source, _NONE, foreign=True)

    def _alone(self, side: SideStore) -> Iterator[Found | Broken]:
        """What somebody wrote in a source that holds no ticket: each stand-in with what asks for it."""
        for one in (one for system in self.known for one in system.beside):
            if one.stand_in is None:
                continue
            for key, part in side.unasked(one.kind):
                fields = {"@part": part, "@key": "", **one.stand_in(key)}
                if format_ := self._format(fields):
                    yield _headless(self._ticket(part, None, fields, format_, side))

    def _left(self, source: str, side: SideStore) -> Iterator[Broken]:
        """What somebody wrote on tickets that are not in the source."""
        for kind in dict.fromkeys(one.kind for system in self.known for one in system.beside if one.says):
            count, key = side.never_asked(kind)
            if count:
                what = (
                    f"{kind}: {count} without their ticket (first: of {key}); export the tickets beside them"
                )
                yield Broken(source, what)

    def _bundle(self, bundle: BundleFormat, parts: Sequence[Part]) -> Iterator[Found | Broken]:
        for ticket in bundle.tickets(parts):
            if isinstance(ticket, Broken):
                yield ticket
            elif isinstance(ticket, Pasted):
                yield self._read(whole(ticket.text).encode(), ticket.place)
            else:
                yield self._bundled(ticket, parts[0].name, bundle.name)

    def _bundled(self, ticket: Ticket, part: str, style: str) -> Found | Broken:
        try:
            return self._found(ticket, part, style)
        except ValueError as error:
            return Broken(f"{part}#{ticket.id}", f"{style}: {error}")

    def _fill(self, side: SideStore, kinds: Sequence[tuple[Part, Container | Broken]]) -> None:
        formats = [one for system in self.known for one in system.beside]
        for part, kind in kinds if formats else ():
            if isinstance(kind, Broken) or kind not in _TABLES:
                continue
            for found in _records(part, kind):
                if isinstance(found, Broken):
                    continue
                number, fields = found
                if edition := _edition(self._format(fields), fields):
                    size = len(repr(fields)) if edition[1] else 0
                    side.put_edition(*edition, size, f"{part.name}#{number}")
                _keep(side, fields, formats)

    def _part(self, part: Part, kind: Container | Broken, side: SideStore) -> Iterator[Found | Broken]:
        if isinstance(kind, Broken):
            yield kind
        elif kind in _TABLES:
            yield from self._tickets(part, kind, side)
        else:
            yield self._pasted(part)

    def _tickets(self, part: Part, kind: Container, side: SideStore) -> Iterator[Found | Broken]:
        known = set[object]()
        strange = list[tuple[object, int, str]]()
        for record in _records(part, kind):
            if isinstance(record, Broken):
                yield record
                continue
            number, fields = record
            if format_ := self._format(fields):
                known.add(fields["@key"])
                edition = _edition(format_, fields)
                if edition is None or side.is_latest(edition[0], f"{part.name}#{number}"):
                    yield self._ticket(part.name, number, fields, format_, side)
            elif any(one.fits(fields) for system in self.known for one in system.beside):
                known.add(fields["@key"])
            elif len(strange) < _MOST_STRANGE:
                strange.append((fields["@key"], number, _names(fields)))
        if known:
            alike = [(number, names) for key, number, names in strange if key in known]
            yield from (Broken(part.name, f"{_STRANGE} ({names})", number) for number, names in alike)
        elif strange:
            what = f"{_STRANGE} (first one: {strange[0][2]}); name its keys in [mapping], or paste the thread"
            yield Broken(part.name, what, foreign=kind != "csv")

    def _format(self, fields: Fields) -> TicketFormat | None:
        return next((one for system in self.known for one in system.tickets if one.fits(fields)), None)

    def _ticket(
        self, part: str, number: int | None, fields: Fields, format_: TicketFormat, side: SideStore
    ) -> Found | Broken:
        try:
            return self._found(format_.ticket(fields, side), part, format_.name)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            what = f"{error}" if isinstance(error, ValueError) else f"{type(error).__name__} {error}"
            return Broken(part, f"{format_.name}: {' '.join(what.split())}", number)

    def _found(self, ticket: Ticket, part: str, style: str) -> Found:
        size = sum(len(entry.text) for entry in ticket.entries)
        if size > MOST_TEXT:
            most = f"the most is {MOST_TEXT / 1e6:.0f} MB"
            raise ValueError(f"a ticket of {size / 1e6:.0f} MB of text; {most}")
        place = f"{part}#{ticket.id}"
        thread = thread_of(
            ticket, source=place, style=style, staff=self.people.staff, customer=self.people.customer
        )
        return Found(place, thread, ticket.unread)

    def _pasted(self, part: Part) -> Found | Broken:
        try:
            with part.open() as file:
                data = file.read(MOST_TEXT + 1)
        except (OSError, Unfolds) as error:
            return Broken(part.name, str(error).removeprefix(f"{part.name}: "))
        if len(data) > MOST_TEXT:
            return Broken(part.name, f"over {MOST_TEXT / 1e6:.0f} MB, and no export that is known here")
        return self._read(data, part.name)

    def _read(self, data: bytes, place: str) -> Found | Broken:
        try:
            thread = read_thread(data, source=place, staff=self.people.staff, customer=self.people.customer)
        except UserError as error:
            return Broken(place, str(error).removeprefix(f"{place}: "))
        return Found(place, thread)


def _headless(found: Found | Broken) -> Found | Broken:
    return found if isinstance(found, Broken) else replace(found, unread=(*found.unread, _ALONE))


def _named(found: Found | Broken) -> Found | Broken:
    """The same under a name that can be written: the names of files and tickets may hold half signs."""
    if isinstance(found, Broken):
        return replace(found, part=whole(found.part), why=whole(found.why))
    place = whole(found.place)
    return found if place == found.place else Found(place, replace(found.thread, source=place), found.unread)


def _names(fields: Fields) -> str:
    return ", ".join(name for name in fields if not name.startswith("@"))[:120]


def _container(part: Part) -> Container | Broken:
    try:
        return container_of(part)
    except (OSError, ValueError, EOFError) as error:
        return Broken(part.name, f"cannot be read ({error})")


def _records(part: Part, kind: Container) -> Iterator[tuple[int, Fields] | Broken]:
    try:
        yield from records_of(part, kind)
    except Unfolds as error:
        yield Broken(part.name, f"cannot be read to its end ({error})")
    except OSError as error:
        yield Broken(part.name, f"cannot be read to its end ({error}); export it anew")


def _edition(format_: TicketFormat | None, fields: Fields) -> tuple[str, str] | None:
    """Which ticket a record is and when it was changed, None where its format does not tell."""
    if format_ is None or format_.edition is None:
        return None
    ticket, changed = format_.edition(fields)
    return f"{format_.name} {ticket}", changed


def _keep(side: SideStore, record: Fields, formats: Sequence[SideFormat]) -> None:
    for one in formats:
        if one.fits(record) and (key := one.key(record)) is not None:
            side.put(one.kind, key, record)
            return
