"""What one does next with a brief that a terminal shows: write it to a file, copy it, or review it."""

import base64
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import typer

from draft_escalation.cli.output import check_place, write_result
from draft_escalation.cli.review import must_have_web
from draft_escalation.errors import UserError

_FORMATS: Mapping[str, str] = {".json": "json", ".md": "markdown", ".html": "html", ".adf": "jira-adf"}
_OFFER = "Next: [w] write to a file  [c] copy  [r] review in the browser  [Enter] done"


def offer_next(rendered: Callable[[str], str], format_: str, open_page: Callable[[Path], None]) -> None:
    """Offers what one does next until nothing more is wanted.

    `rendered` gives the brief in a format by its name, `open_page` serves the review page of a brief's file
    until Ctrl-C. Only where a person sees the brief and can answer: never in a pipe.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    typer.echo(err=True)
    while True:
        answer = _asked(_OFFER, "", show_default=False, prompt_suffix=" ").lower()
        try:
            if answer == "w":
                _write(rendered)
            elif answer == "c":
                _copy(rendered(format_))
            elif answer == "r":
                _review(rendered, open_page)
            else:
                return
        except UserError as error:
            typer.echo(str(error), err=True)


def _write(rendered: Callable[[str], str]) -> None:
    """To a file whose ending names the format; .txt and others are the text format."""
    place = Path(_asked("File (.txt, .md, .json, .html)", "brief.txt"))
    _written(rendered(_FORMATS.get(place.suffix.lower(), "text")), place)


def _copy(text: str) -> None:
    """By the terminal's own clipboard sequence (OSC 52), which also works over a remote connection."""
    packed = base64.b64encode(text.encode()).decode()
    sys.stdout.write(f"\x1b]52;c;{packed}\a")
    sys.stdout.flush()
    typer.echo("copied, if this terminal lets programs copy", err=True)


def _review(rendered: Callable[[str], str], open_page: Callable[[Path], None]) -> None:
    """On a page that keeps what is changed there in a file of the person's choice."""
    must_have_web()
    place = Path(_asked("File that the page works on (.json)", "brief.json"))
    if _written(rendered("json"), place):
        open_page(place)


def _written(text: str, place: Path) -> bool:
    """Writes it, unless a file that is there is to stay. Raises UserError where it cannot be written."""
    check_place(place)
    if place.exists() and not typer.confirm(f"{place} is there; replace it?", err=True):
        return False
    write_result(text, place)
    typer.echo(f"written to {place}", err=True)
    return True


def _asked(words: str, default: str, *, show_default: bool = True, prompt_suffix: str = ": ") -> str:
    answer: str = typer.prompt(
        words, default=default, show_default=show_default, prompt_suffix=prompt_suffix, err=True
    )
    return answer.strip()
