"""Where a result goes: standard output, or a file that is whole or not there."""

import os
import sys
import tempfile
from pathlib import Path

from draft_escalation.errors import UserError


def write_result(text: str, out: Path | None) -> None:
    """Writes a result to standard output, or in one step to `out`. Raises UserError where that cannot be."""
    if out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        descriptor, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise UserError(f"{out}: cannot be written ({error.strerror}); choose another place for -o") from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).replace(out)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise UserError(f"{out}: cannot be written ({error.strerror}); choose another place for -o") from None
