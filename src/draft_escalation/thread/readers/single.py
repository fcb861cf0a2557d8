"""An export that is drafted by itself: the one ticket in it.

What only looks like an export (a log that opens with a bracket) is a paste, as before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from draft_escalation.errors import UserError
from draft_escalation.thread.readers.reader import Broken, People

if TYPE_CHECKING:
    from draft_escalation.config_file import Source
    from draft_escalation.thread.readers.export import Found

_OPENS = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,99}[{\[<"]|PK\x03\x04|\x1f\x8b|\xff\xfe|\xfe\xff')
_SENT = re.compile(rb"^(?:from \S|(?:message-id|mime-version|received)\s?:)", re.IGNORECASE | re.MULTILINE)
_TABLES = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".zip", ".gz")


def exported(data: bytes, name: str, people: People, mappings: "Sequence[Source]") -> "Found | None":
    """The ticket of an export, with what was not understood of it; None for a paste.

    Raises UserError for several tickets, for another system's data, and for a file that is called an export
    and cannot be read.
    """
    head = data.lstrip()[: 1 << 14].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    called = name.lower().endswith(_TABLES)
    if not (called or _OPENS.match(data) or _SENT.search(head)):
        return None
    from draft_escalation.thread.readers.export import read_export
    from draft_escalation.thread.readers.mapping import mapped_systems
    from draft_escalation.thread.readers.systems import systems

    opened = read_export(data, name, people, (*mapped_systems(mappings), *systems()))
    if opened is None:
        return None
    ticket, broken = None, list[Broken]()
    for one in opened:
        if isinstance(one, Broken):
            broken.append(one)
        elif ticket:
            raise UserError(
                f"{name}: several tickets, where one was expected; "
                "draft them all: draft-escalation batch EXPORT --out FOLDER"
            )
        else:
            ticket = one
    if ticket:
        return replace(ticket, unread=(*ticket.unread, *map(_told, broken)))
    if broken and (called or broken[0].foreign):
        raise UserError(_told(broken[0]))
    return None


def _told(broken: Broken) -> str:
    places = (("record", broken.record), ("line", broken.line))
    return ": ".join((broken.part, *(f"{name} {number}" for name, number in places if number), broken.why))
