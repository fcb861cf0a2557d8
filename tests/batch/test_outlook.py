"""What is to be done about a thread, in every state of journal and folder."""

import pytest

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.files import Prints
from draft_escalation.batch.outlook import Todo, todo

OURS, OLD, FOREIGN = (Prints(json_=f"{n}j", markdown=f"{n}m") for n in ("ours", "old", "foreign"))
NONE = Prints()
HALF = Prints(markdown="oursm")
MARKDOWN_EDITED = Prints(json_="oursj", markdown="mine")


def end(state: str, *, key: str = "k", retryable: bool = False, written: Prints | None = OURS) -> Ended:
    row = {"id": "a", "name": "a", "key": key, "source": "x", "state": state, "retryable": retryable}
    return Ended.model_validate({**row, "written": written, "before": OLD})


@pytest.mark.parametrize(
    ("before", "on_disk", "retry_failed", "expected"),
    [
        (None, NONE, False, "draft"),
        (None, FOREIGN, False, "keep"),
        (end("done"), OURS, False, "skip"),
        (end("done"), NONE, False, "restore"),
        (end("done"), HALF, False, "restore"),
        (end("done"), OLD, False, "restore"),
        (end("done"), FOREIGN, False, "keep"),
        (end("done"), MARKDOWN_EDITED, False, "keep"),
        (end("done", key="other"), OURS, False, "draft"),
        (end("done", key="other"), FOREIGN, False, "keep"),
        (end("kept"), FOREIGN, False, "keep"),
        (end("kept"), NONE, False, "draft"),
        (end("failed", written=None), NONE, False, "skip"),
        (end("failed", written=None), NONE, True, "draft"),
        (end("failed", written=None, retryable=True), NONE, False, "draft"),
        (end("failed", written=None, key="other"), NONE, False, "draft"),
        (end("failed"), OURS, True, "draft"),
        (end("failed"), FOREIGN, True, "keep"),
    ],
)
def test_what_is_to_be_done(
    before: Ended | None, on_disk: Prints, retry_failed: bool, expected: Todo
) -> None:
    """Paid for once; a reviewer's file never touched; what may pass is tried again."""
    assert todo("k", before, on_disk, retry_failed=retry_failed) == expected
