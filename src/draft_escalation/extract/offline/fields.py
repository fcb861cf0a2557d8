"""The ticket's own fields (message m0): "Assignee: Yusra Haddad"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from draft_escalation.extract.offline.view import View
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Line

_NEXT = re.compile(r"(?:[^\S\n]{1,9}[|·•][^\S\n]{1,9}|[^\S\n]{2,})(?=[^\W\d_][\w /'-]{1,40}?\s?[:：]\s)")
"""Where the next field of a row begins: `Priority: High   SLA: 4 h left`."""
_FIELD = re.compile(
    r"\s{0,20}[*_]{0,2}([^\W\d_][\w /'-]{1,40}?)[*_]{0,2}\s{0,3}[:：\t][*_]{0,2}\s{0,20}(\S[^\n]{0,300})"
)


class Field(NamedTuple):
    """One field of the ticket with its line."""

    name: str
    value: str
    line: Line


class FieldNames(Record):
    """Names of fields, of authors that are but parts ("CALLER"), and words that name a desk (fields.toml)."""

    organisation: tuple[str, ...]
    requester: tuple[str, ...]
    assignee: tuple[str, ...]
    about_customer: frozenset[str]
    empty: frozenset[str]
    parts: frozenset[str]
    desks: frozenset[str]


@cache
def field_names() -> FieldNames:
    """The table, read once."""
    return read_table(__package__, "cues/fields.toml", FieldNames)


def fields(view: View) -> Iterator[Field]:
    """Gives the fields of m0 in order."""
    record = view.thread.messages_by_id.get("m0")
    for line in record.lines if record else ():
        for match in filter(None, map(_FIELD.match, _NEXT.split(line.text))):
            yield Field(match[1].strip().lower(), " ".join(match[2].split()), line)


def field(view: View, *names: str) -> Field | None:
    """Gives the first field that bears one of the names and says something."""
    empty = field_names().empty
    return next((one for one in fields(view) if one.name in names and one.value.lower() not in empty), None)
