"""How much memory large exports take to read, and how fast they are read.

    python benchmarks/exports.py [--size 300] [--bar 300] [--format zendesk-xml --format mbox]

Writes exports of `size` MB each (packed ones: unpacked) to a temporary folder, one after another; reads each
in a process of its own; prints its threads, MB a second and peak memory. Bar: none takes more than `bar` MB
of memory, whatever its size, and every record is read. Exits 1 where one is missed.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from export_files import FORMATS

from draft_escalation.thread.readers.export import Found, read_exports


def read(path: str) -> None:
    """Reads an export; prints threads, what was not read, seconds and peak memory in MB."""
    begin = time.perf_counter()
    counts = {True: 0, False: 0}
    for found in read_exports([path]):
        counts[isinstance(found, Found)] += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << 20 if sys.platform == "darwin" else 1 << 10
    )
    print(counts[True], counts[False], time.perf_counter() - begin, peak)


def measured(path: Path) -> tuple[int, int, float, float]:
    """Threads, records not read, seconds and peak memory in MB of a process that reads an export."""
    command = [sys.executable, __file__, "--read", str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    threads, broken, seconds, peak = done.stdout.split()
    return int(threads), int(broken), float(seconds), float(peak)


def main() -> int:
    """Prints one row an export."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--size", type=float, default=300, help="MB of each export")
    options.add_argument("--bar", type=float, default=300, help="MB of memory")
    options.add_argument("--format", action="append", choices=list(FORMATS), help="default: each")
    options.add_argument("--read", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.read:
        read(given.read)
        return 0
    missed = False
    for name in given.format or FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            threads, broken, seconds, peak = measured(FORMATS[name](Path(folder), given.size))
        missed |= peak > given.bar or broken > 0
        print(
            f"{name:15}{given.size:6.0f} MB{threads:8} threads{broken:3} not read"
            f"{seconds:7.0f} s{given.size / seconds:7.2f} MB/s{peak:6.0f} MB of memory",
            flush=True,
        )
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
