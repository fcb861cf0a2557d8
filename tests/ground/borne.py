"""Tables of statements that a careful colleague would make of invented threads, and of altered ones.

Each file of `cases/` holds one thread and, a line each: cited lines | a true statement | old>new; old>new …
where each `old>new` alters the statement into one that the thread does not bear. Those of
`answers/` are in the manner of a language model's report, with a table of their own for what is wished,
excluded or to be done.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builders import Said, thread_of
from draft_escalation.brief.model import Fact
from draft_escalation.thread.model import Thread

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """One statement about a thread, and whether the thread bears it."""

    thread: Thread
    fact: Fact
    true: bool
    source: str
    wish: bool = False

    def __str__(self) -> str:
        return f"{self.source} {' '.join(self.fact.lines)}: {self.fact.text}"


def cases(*names: str, folder: str = "cases") -> list[Case]:
    """The cases of these files; of all in the folder where none is named."""
    paths = [_HERE / folder / f"{name}.toml" for name in names] or sorted((_HERE / folder).glob("*.toml"))
    return [case for path in paths for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    thread = thread_of(
        *(Said(**said) for said in table["said"]),
        subject=table.get("subject"),
        fields=table.get("fields", ""),
    )
    for kind, rows in table["table"].items():
        for row in rows.strip().splitlines():
            yield from _row(row, thread, path.stem, wish=kind == "wishes")


def _row(row: str, thread: Thread, source: str, *, wish: bool) -> Iterator[Case]:
    lines, text, altered = (part.strip() for part in (row + " | " * (2 - row.count(" | "))).split(" | "))
    cited = tuple(lines.split())
    yield Case(thread, Fact(text=text, lines=cited), true=True, source=source, wish=wish)
    for change in filter(None, (part.strip() for part in altered.split(";"))):
        old, _, new = change.partition(">")
        if old not in text:
            raise ValueError(f"{source}: {old!r} does not stand in {text!r}")
        other = Fact(text=text.replace(old, new, 1), lines=cited)
        yield Case(thread, other, true=False, source=source, wish=wish)
