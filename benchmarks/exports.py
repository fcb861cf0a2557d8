"""How much memory large exports take to read, and how fast they are read.

    python benchmarks/exports.py [--size 300] [--bar 300]

Writes an export of one ticket a line and one big list, `size` MB each, to a temporary folder; reads each in a
process of its own; prints peak memory and MB a second. Bar: neither takes more than `bar` MB of memory,
whatever its size. Exits 1 where one does.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from draft_escalation.thread.readers.export import Found, read_exports

WORDS = "The export of the stock list stops at forty percent and the till in the shop shows an error. "


def tickets(megabytes: float) -> Iterator[str]:
    """Tickets with ten comments each, as JSON, of so many MB together."""
    written, number = 0, 0
    while written < megabytes * 1e6:
        number += 1
        text = json.dumps(ticket(number))
        written += len(text)
        yield text


def ticket(number: int) -> dict[str, object]:
    """A ticket of 11 KB in the shape of Zendesk's export."""
    comments = [
        {
            "id": number * 100 + place,
            "author_id": 901 + place % 2,
            "body": f"Reading {number}.{place}. {WORDS * 10}",
            "public": place % 5 != 0,
            "created_at": f"2026-04-13T{place + 9:02}:00:00Z",
        }
        for place in range(10)
    ]
    people = {"requester_id": 901, "submitter_id": 901, "assignee_id": 902}
    return {"id": number, "subject": "Export stops", **people, "status": "open", "comments": comments}


def write(path: Path, megabytes: float, *, lines: bool) -> None:
    """An export of one ticket a line, or of one list."""
    with path.open("w", encoding="utf-8") as file:
        file.write("" if lines else '{"tickets": [')
        for number, text in enumerate(tickets(megabytes)):
            file.write(f"{text}\n" if lines else f"{', ' if number else ''}{text}")
        file.write("" if lines else "]}")


def read(path: str) -> None:
    """Reads an export; prints threads, seconds and peak memory in MB."""
    begin = time.perf_counter()
    threads = sum(isinstance(found, Found) for found in read_exports([path]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )
    print(threads, time.perf_counter() - begin, peak)


def measured(path: Path) -> tuple[int, float, float]:
    """Threads, MB a second and peak memory in MB of a process that reads an export."""
    command = [sys.executable, __file__, "--read", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    threads, seconds, peak = done.stdout.split()
    return int(threads), path.stat().st_size / 1e6 / float(seconds), float(peak)


def main() -> int:
    """Prints one row an export."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--size", type=float, default=300, help="MB of each export")
    options.add_argument("--bar", type=float, default=300, help="MB of memory")
    options.add_argument("--read", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.read:
        read(given.read)
        return 0
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in (("one a line", True), ("one list", False)):
            path = Path(folder) / "tickets.json"
            write(path, given.size, lines=lines)
            threads, speed, peak = measured(path)
            missed |= peak > given.bar
            print(
                f"{name:12}{given.size:8.0f} MB{threads:9} threads{speed:8.2f} MB/s{peak:8.0f} MB of memory"
            )
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
