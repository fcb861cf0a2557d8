"""What one does next with a brief that a terminal shows: write it to a file, or copy it."""

import base64
import sys
from collections.abc import Mapping
from pathlib import Path

import typer

from draft_escalation.brief.document import Document
from draft_escalation.cli.output import check_place, write_result
from draft_escalation.errors import UserError
from draft_escalation.render.formats import render

_FORMATS: Mapping[str, str] = {".json": "json", ".md": "markdown", ".html": "html", ".adf": "jira-adf"}
_OFFER = "Next: [w] write to a file  [c] copy  [Enter] done"


def offer_next(document: Document, format_: str, *, cite: bool) -> None:
    """Offers what one does next until nothing more is wanted.

    Only where a person sees the brief and can answer: never in a pipe.
    """
    while sys.stdin.isatty() and sys.stdout.isatty():
        answer = (
            typer.prompt(_OFFER, default="", show_default=False, err=True, prompt_suffix=" ").strip().lower()
        )
        if answer == "w":
            _write(document, cite=cite)
        elif answer == "c":
            _copy(render(document, format_, cite=cite))
        else:
            return


def _write(document: Document, *, cite: bool) -> None:
    """To a file whose ending names the format; .txt and others are the text format."""
    place = Path(typer.prompt("File (.txt, .md, .json, .html)", default="brief.txt", err=True))
    try:
        check_place(place)
        if place.exists() and not typer.confirm(f"{place} is there; replace it?", err=True):
            return
        write_result(render(document, _FORMATS.get(place.suffix.lower(), "text"), cite=cite), place)
        typer.echo(f"written to {place}", err=True)
    except UserError as error:
        typer.echo(str(error), err=True)


def _copy(text: str) -> None:
    """By the terminal's own clipboard sequence (OSC 52), which also works over a remote connection."""
    packed = base64.b64encode(text.encode()).decode()
    sys.stdout.write(f"\x1b]52;c;{packed}\a")
    sys.stdout.flush()
    typer.echo("copied, if this terminal lets programs copy", err=True)
