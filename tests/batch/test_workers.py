"""Worker processes live as long as their batch, however that ends."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from draft_escalation.batch.workers import spread

BATCH = """
import time
from draft_escalation.batch.workers import workers

pool = workers(2)
print(sum(pool.map(abs, (1, 2))), flush=True)
{then}
time.sleep(600)
"""


@pytest.mark.parametrize("then", ["", "[pool.submit(time.sleep, 600) for _ in range(2)]"])
def test_they_end_with_a_batch_that_is_killed(then: str) -> None:
    """Idle or at work: nobody holds its output open any more."""
    command = [sys.executable, "-c", BATCH.format(then=then)]
    batch = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert batch.stdout
    assert batch.stdout.readline() == "3\n"
    batch.kill()
    assert not batch.communicate(timeout=60)[0]


@pytest.mark.parametrize("count", [250, 1000])
def test_results_come_in_order_wherever_they_are_computed(count: int) -> None:
    """Here or in processes; a long row of items is not taken in at once."""
    taken = list[int]()

    def items() -> Iterator[int]:
        for number in range(250):
            taken.append(number)
            yield -number

    results = spread(abs, items(), count)
    assert next(results) == 0
    assert len(taken) < 250
    assert list(results) == list(range(1, 250))
