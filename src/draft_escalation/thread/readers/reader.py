"""What an export's reader is: the seam between the containers (zip, JSON, CSV, XML) and the ticket systems.

Containers give records: a JSON object as it stands; a CSV row as header to value (a repeated header to the
list of its values); an XML element as child name to text, record or list (attributes as `@name`, own text
beside children as `#text`). Every record also has `@part`, the name of the file it stands in, and `@key`, the
name of the list that held it (`comments`; the element's name in XML; "" where it stood alone or in a bare
list). A system says which records are its tickets, and which belong to tickets.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from draft_escalation.thread.ticket import Ticket

Fields = Mapping[str, Any]
MOST_RECORD = 64 << 20
"""The most that one record may take of a file, in bytes or characters: no ticket is larger."""
MOST_TEXT = 20_000_000
"""The most characters that the messages of one thread may have together."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export, wherever it lies: `export.zip/tickets/1.json`. `open` may be called again."""

    name: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that could not be read: where it stands, and why, in one line.

    `line` is the line of a text format, `record` the number of the record in its part; both begin at 1.
    `foreign` where it was read, and is of no system that is known.
    """

    part: str
    why: str
    record: int | None = None
    line: int | None = None
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Who is who, where the user says so: names or domains of support and of the customer."""

    staff: Sequence[str] = ()
    customer: Sequence[str] = ()


class Side(Protocol):
    """What an export keeps beside its tickets: comments, people, organisations, by kind and key."""

    def all(self, kind: str, key: object) -> Sequence[Fields]:
        """All records of a kind under a key, in the order of the export."""
        ...

    def one(self, kind: str, key: object) -> Fields | None:
        """The first such record, or None."""
        ...


@dataclass(frozen=True, slots=True)
class TicketFormat:
    """Records that are tickets of one system.

    `fits` looks at the record's shape only and never raises; `ticket` makes the ticket with what lies beside
    it, and raises ValueError with one line where the record cannot be read. `edition` tells which ticket a
    record is, and when it was last changed: of several editions in a source the latest is read, of equally
    late ones the largest.
    """

    name: str
    fits: Callable[[Fields], bool]
    ticket: Callable[[Fields, Side], Ticket]
    edition: Callable[[Fields], tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class SideFormat:
    """Records that belong to tickets: `kind` ("zendesk.comment"), and the key that tickets ask by.

    `key` gives None for a record that cannot be asked for. `says` is true for what somebody wrote: where no
    ticket asks for it, that is told. `stand_in` is the ticket that is made up for a key in a source that
    holds no ticket at all: one page of an API is often all that somebody has.
    """

    kind: str
    fits: Callable[[Fields], bool]
    key: Callable[[Fields], str | None]
    says: bool = True
    stand_in: Callable[[str], Fields] | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """A thread that is read like one that somebody pastes: who is who and what is quoted is told there.

    `place` is the part it stands in (its first message's), with its id: `inbox.mbox#<1@acme.example>`.
    """

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class BundleFormat:
    """Tickets that lie across files (a Slack workspace, a folder of mails): one reader of all of them.

    `claims` gives the parts of a source that are this system's, none where it is none; `tickets` reads them.
    """

    name: str
    claims: Callable[[Sequence[Part]], Sequence[Part]]
    tickets: Callable[[Sequence[Part]], Iterator[Ticket | Pasted | Broken]]


@dataclass(frozen=True, slots=True)
class System:
    """Everything that one file of this folder knows about one ticket system."""

    tickets: Sequence[TicketFormat] = ()
    beside: Sequence[SideFormat] = ()
    bundles: Sequence[BundleFormat] = ()


class NoSide:
    """Nothing lies beside the tickets."""

    def all(self, kind: str, key: object) -> Sequence[Fields]:  # noqa: ARG002
        """Nothing."""
        return ()

    def one(self, kind: str, key: object) -> Fields | None:  # noqa: ARG002
        """Nothing."""
        return None


def texts(values: Iterable[object]) -> tuple[str, ...]:
    """Those of the values that say something, as trimmed text."""
    return tuple(text for value in values if value is not None and (text := str(value).strip()))
