"""`check` on many briefs in one call: briefs a second of CPU after start-up, and whether memory stays flat.

    python benchmarks/check.py [BRIEFS]

The bar is 1,000 JSON briefs a second on one core; exits 1 where it is missed. Beside them stand JSON briefs
that hold their thread, whose every value is looked up in it, and typed briefs, whose signals are found in
their text. The briefs are the five of tests/validate/briefs, their years varied. What is printed goes
nowhere, so that memory is that of the checking.
"""

import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from draft_escalation.cli.app import run
from draft_escalation.render.json import render_json
from draft_escalation.render.text import render_text
from validate.written import NAMES, case_of, document_of

_BAR = 1_000


def briefs(folder: Path, count: int, kind: str) -> Iterator[str]:
    """Writes the briefs, gives their paths."""
    documents = [document_of(case_of(name, {})) for name in NAMES]
    if kind == "json":
        documents = [one.model_copy(update={"thread": None}) for one in documents]
    shown = [render_text(one) if kind == "typed" else render_json(one) for one in documents]
    for number in range(count):
        path = folder / f"{number}.brief"
        path.write_text(
            shown[number % len(shown)].replace("2026", str(2000 + number % 100)), encoding="utf-8"
        )
        yield str(path)


def measured(names: list[str], *more: str) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    sink = Path(os.devnull)
    with sink.open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        run(["check", *names, "--as-of", "2026-05-12 15:00 UTC", *more])
    return time.process_time() - start


def peak(names: list[str]) -> float:
    """Most memory in use at once, in MB, beyond what was there before."""
    tracemalloc.start()
    measured(names, "--format", "json")
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return used / 1e6


def main() -> int:
    """Prints one line a kind of brief."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    rates = {}
    for kind, number in (("json", count), ("json with thread", count // 20), ("typed", count // 20)):
        with tempfile.TemporaryDirectory() as place:
            names = list(briefs(Path(place), number, kind))
            measured(names[:5])
            best = min(measured(names) for _ in range(5))
            rates[kind] = number / best
            print(
                f"{kind:<18}{number:5} briefs{rates[kind]:9,.0f} a second{best / number * 1000:8.2f} ms each"
            )
            if kind == "json":
                few = names[: number // 4]
                most = f"{peak(few):.2f} MB for {len(few)}, {peak(names):.2f} MB for {number}"
                print(f"{'memory at most':<18}{most}")
    print(f"bar: {_BAR:,} json briefs a second")
    return int(rates["json"] < _BAR)


if __name__ == "__main__":
    raise SystemExit(main())
