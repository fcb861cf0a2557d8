"""Tables of statements that a careful colleague would make of invented threads, and of altered ones.

Each file of `cases/` holds one thread and, a line each: cited lines | a true statement | old>new; old>new …
where each `old>new` alters the statement into one that the thread does not bear.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builders import Said, thread_of
from draft_escalation.brief.model import Fact
from draft_escalation.thread.model import Thread

_CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One statement about a thread, and whether the thread bears it."""

    thread: Thread
    fact: Fact
    true: bool
    source: str

    def __str__(self) -> str:
        return f"{self.source} {' '.join(self.fact.lines)}: {self.fact.text}"


def cases(*names: str) -> list[Case]:
    """The cases of these files; of all of them where none is named."""
    paths = [_CASES / f"{name}.toml" for name in names] or sorted(_CASES.glob("*.toml"))
    return [case for path in paths for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    thread = thread_of(
        *(Said(**said) for said in table["said"]),
        subject=table.get("subject"),
        fields=table.get("fields", ""),
    )
    for row in table["table"]["statements"].strip().splitlines():
        lines, text, altered = (part.strip() for part in (row + " | " * (2 - row.count(" | "))).split(" | "))
        cited = tuple(lines.split())
        yield Case(thread, Fact(text=text, lines=cited), true=True, source=path.stem)
        for change in filter(None, (part.strip() for part in altered.split(";"))):
            old, _, new = change.partition(">")
            if old not in text:
                raise ValueError(f"{path.stem}: {old!r} does not stand in {text!r}")
            yield Case(
                thread, Fact(text=text.replace(old, new, 1), lines=cited), true=False, source=path.stem
            )
