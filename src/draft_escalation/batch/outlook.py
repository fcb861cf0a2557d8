"""What is to be done about a thread, by what the journal says and what lies in the folder."""

from typing import Literal

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.files import Prints

Todo = Literal["draft", "restore", "keep", "skip"]
"""draft: anew. restore: write the files from the journal. keep: the reviewer's stays. skip: it has ended."""


def todo(key: str, before: Ended | None, on_disk: Prints, *, retry_failed: bool) -> Todo:
    """What is to be done about a thread of this key that ended as `before` says (None: not yet)."""
    if is_edited(before, on_disk):
        return "keep"
    if before is None or before.key != key or before.state == "kept":
        return "draft"
    if before.state == "failed":
        return "draft" if before.retryable or retry_failed else "skip"
    return "skip" if on_disk == before.written else "restore"


def is_edited(before: Ended | None, on_disk: Prints) -> bool:
    """Whether a file in the folder is none that the batch has written (`before`: how the thread ended)."""
    ours = [prints for prints in (before.written, before.before) if prints] if before else []
    return bool(
        (on_disk.json_ and on_disk.json_ not in {one.json_ for one in ours})
        or (on_disk.markdown and on_disk.markdown not in {one.markdown for one in ours})
    )
