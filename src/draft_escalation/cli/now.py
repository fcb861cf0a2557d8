"""What `--as-of` means."""

from datetime import UTC, datetime

from draft_escalation.errors import UserError
from draft_escalation.thread.dates import read_stamp


def moment(words: str) -> datetime:
    """Gives the time that the words name, or the present for `now`. Raises UserError for anything else."""
    if words == "now":
        return datetime.now(UTC).replace(microsecond=0)
    when = read_stamp(words)
    if when is None:
        raise UserError(f"--as-of {words!r}: not a date and time; write 2026-04-17 17:00 UTC, or now")
    return when
