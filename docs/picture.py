# ruff: noqa: INP001
"""Writes run.svg: a draft in a terminal as a person sees it, from the command to the offer at its end.

Run it from anywhere, with draft-escalation installed: `python docs/picture.py`.
"""

import fcntl
import io
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

DOCS = Path(__file__).parent
FILE = DOCS / "run.svg"
COMMAND = "python docs/picture.py"
_RUN = ("--engine", "offline", "examples/02-slack-login-other-clinic.txt")
_COLUMNS, _LINES = 100, 50
_OFFER_ENDS = b"[Enter] done"
_FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


def recorded() -> str:
    """What the run shows, with its colours: answered by Enter, without anybody's settings."""
    controller, worker = pty.openpty()
    fcntl.ioctl(worker, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    with tempfile.TemporaryDirectory() as nobody:
        process = subprocess.Popen(  # noqa: S603  (our own command)
            [sys.executable, "-m", "draft_escalation", *_RUN],
            stdin=worker,
            stdout=worker,
            stderr=worker,
            cwd=DOCS.parent,
            env=_environment(nobody),
        )
        os.close(worker)
        shown = _answered(controller)
        process.wait()
    return shown.decode().replace("\r\n", "\n")


def svg(shown: str) -> str:
    """The picture of what was shown: words, colours and nothing that is fetched."""
    console = Console(record=True, width=_COLUMNS, file=io.StringIO(), color_system="truecolor")
    console.print(Text(f"$ draft-escalation {' '.join(_RUN)}\n", style="bold"))
    console.print(Text.from_ansi(shown.rstrip()))
    return _unfetched(console.export_svg(title="draft-escalation", unique_id="run"))


def _environment(home: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OPENAI_", "DRAFT_ESCALATION_"))
        and name not in {"NO_COLOR", "COLUMNS", "LINES"}
    }
    return kept | {"XDG_CONFIG_HOME": home, "TERM": "xterm-256color"}


def _answered(controller: int) -> bytes:
    shown, asked = b"", False
    try:
        while piece := os.read(controller, 4096):
            shown += piece
            if not asked and _OFFER_ENDS in shown:
                asked = True
                os.write(controller, b"\n")
    except OSError:  # Linux ends a terminal with an error
        pass
    os.close(controller)
    return shown


def _unfetched(made: str) -> str:
    """The picture with fonts that the reader has, in place of those that Rich fetches."""
    return re.sub(r"@font-face \{[^}]*\}\s*", "", made).replace("Fira Code, monospace", _FONTS)


def main() -> None:
    """Renews the picture."""
    FILE.write_text(svg(recorded()), encoding="utf-8")


if __name__ == "__main__":
    main()
