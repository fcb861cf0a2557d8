"""`draft-escalation review [DIR|BRIEF]`: the review page on this machine."""

import getpass
import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draft_escalation.errors import UserError

if TYPE_CHECKING:
    from draft_escalation.review.folder import Folder
    from draft_escalation.skill.policy import Policy


def review(
    place: Annotated[
        Path, typer.Argument(metavar="[DIR|BRIEF]", help="A folder of briefs as JSON, or one of them.")
    ] = Path(),
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATETIME|now", help="What counts as now (default: each thread's end)."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Review briefs in the browser: the thread beside its brief, what is doubtful first."""
    must_have_web()
    _must_be_there(place)
    from draft_escalation.cli.now import moment
    from draft_escalation.settings import load_settings, user_file
    from draft_escalation.skill.team_policy import policy_for

    loaded = load_settings({}, user_file=user_file())
    open_page(
        place,
        policy_for(loaded),
        moment(as_of) if as_of else None,
        loaded.settings.link_hosts,
        browser=open_,
    )


def open_page(
    place: Path,
    policy: "Policy",
    as_of: datetime | None,
    link_hosts: tuple[str, ...],
    *,
    browser: bool = True,
) -> None:
    """Serves the review page of a folder of briefs, or of one, until Ctrl-C; prints its address.

    Raises UserError where there is nothing to review. Where it may be called, `must_have_web` has said.
    """
    from draft_escalation.check import Terms
    from draft_escalation.review.folder import Folder
    from draft_escalation.review.serve import serve

    folder = Folder(place, Terms(policy, as_of), link_hosts)
    _must_hold_briefs(folder)

    def ready(address: str) -> None:
        typer.echo("the address opens once, on this machine only; Ctrl-C ends it", err=True)
        typer.echo(f"review at {address}")
        if browser:  # beside the server: some browsers hold whoever starts them
            threading.Thread(target=typer.launch, args=(address,), daemon=True).start()

    serve(folder, _person(), ready)


def must_have_web() -> None:
    """Raises UserError where what the page needs is not installed."""
    try:
        import draft_escalation.review.serve  # noqa: F401
    except ModuleNotFoundError as error:
        raise UserError(
            f"{error.name} is not installed, and review needs it; install the extra: pip install '.[web]'"
        ) from None


def _must_be_there(place: Path) -> None:
    if not place.exists():
        raise UserError(f"{place}: no such file or folder; give a folder of briefs, or one brief's JSON file")


def _must_hold_briefs(folder: "Folder") -> None:
    """Reads the index once, so that the first page is there at once."""
    from draft_escalation.review.queue import Listed

    rows = folder.rows()
    if any(isinstance(row, Listed) for row in rows):
        return
    if folder.alone:
        why = "; ".join(row.why for row in rows if not isinstance(row, Listed))
        raise UserError(
            f"{folder.place}: {why or 'not a brief as JSON'}; draft one with --format json -o BRIEF.json"
        )
    raise UserError(
        f"{folder.place}: no briefs as JSON in it; draft some with batch SOURCE --out {folder.place}"
    )


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reviewer"
