"""Whether drafting takes time in proportion to the length of what is pasted.

    python benchmarks/growth.py [--largest 5]

Drafts pastes of 0.625, 1.25, 2.5 and 5 MB in one process; prints seconds of processor time a MB. Bar: the
largest takes at most 1.5 times as long a MB as the smallest. Exits 1 where it is missed.
"""

import argparse
import asyncio
import time

from threads import long_thread

from draft_escalation.draft import Frame, draft
from draft_escalation.extract.offline.engine import OfflineEngine
from draft_escalation.guard.thread import masked
from draft_escalation.render.text import render_text
from draft_escalation.skill.policy import policy
from draft_escalation.thread.read import read_thread

BAR = 1.5


def drafted(text: str) -> float:
    """Seconds of processor time from pasted text to printed brief."""
    before = time.process_time()
    thread, _ = masked(read_thread(text, source="benchmark"))
    render_text(asyncio.run(draft(thread, OfflineEngine(), Frame(policy=policy()))))
    return time.process_time() - before


def main() -> int:
    """Prints one row a size, and the ratio of the last to the first."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--largest", type=float, default=5, help="MB")
    largest: float = options.parse_args().largest
    drafted(long_thread(words=1000))
    rates = []
    for size in (largest / 8, largest / 4, largest / 2, largest):
        text = long_thread(words=int(size * 1e6 / 5.6))
        taken = drafted(text)
        rates.append(taken / len(text) * 1e6)
        print(f"{len(text) / 1e6:7.2f} MB{taken:9.2f} s{rates[-1]:9.2f} s/MB")
    print(f"last to first: {rates[-1] / rates[0]:.2f} (bar {BAR})")
    return 1 if rates[-1] / rates[0] > BAR else 0


if __name__ == "__main__":
    raise SystemExit(main())
