"""The rows of signals.toml: what the skill looks for in a thread, and what each finding leads to."""

from collections.abc import Iterable
from functools import cache

from draft_escalation.brief.document import Category
from draft_escalation.brief.model import Severity, Target
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Role


class Example(Record):
    """A text, and who says it."""

    by: Role
    text: str


class SignalRow(Record):
    """One signal of the skill; what its columns mean stands at the head of signals.toml."""

    id: str
    sections: tuple[str, ...]
    question: str
    counts: str
    does_not_count: str
    holds: tuple[Example, ...]
    lookalikes: tuple[Example, ...]
    trigger: Category | None = None
    support: bool = False
    defeats: tuple[str, ...] = ()
    defeats_claims: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    severity: Severity | None = None
    lowers: tuple[str, ...] = ()
    deescalates: bool = False
    beyond_support: bool = False
    implies: tuple[str, ...] = ()


class _Signals(Record):
    signal: tuple[SignalRow, ...]


@cache
def signals() -> dict[str, SignalRow]:
    """All rows by id, in the skill's order. Raises UserError where the table is malformed."""
    return {row.id: row for row in read_table(__package__, "signals.toml", _Signals).signal}


def implied(ids: Iterable[str]) -> dict[str, str]:
    """What the given rows imply, step by step: each row that holds, with the given row it follows from."""
    source = {id_: id_ for id_ in ids}
    queue = list(source)
    while queue:
        current = queue.pop(0)
        for follows in signals()[current].implies:
            if follows not in source:
                source[follows] = source[current]
                queue.append(follows)
    return source
