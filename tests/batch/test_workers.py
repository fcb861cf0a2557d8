"""Worker processes live as long as their batch, however that ends."""

import subprocess
import sys

import pytest

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
    assert batch.communicate(timeout=60) == ("", None)
