"""`draft-escalation followups BRIEF`: when to ask whom, a calendar file, and the customer's next update."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draft_escalation.errors import UserError

if TYPE_CHECKING:
    from draft_escalation.brief.document import Document
    from draft_escalation.followups.plan import Plan
    from draft_escalation.skill.policy import Policy


class Format(StrEnum):
    """What follow-ups can be printed as."""

    text = "text"
    json = "json"


def followups(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="JSON or text; - is standard input.")],
    as_of: Annotated[str, typer.Option(metavar="DATETIME|now", help="What counts as now.")] = "now",
    ics: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all of them to a calendar file too.")
    ] = None,
    message: Annotated[
        bool, typer.Option("--message", help="Print the customer's next update, ready to send.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="How it is printed.")] = Format.text,
) -> None:
    """Print when to ask the team and write to the customer, and what else is to be done."""
    from draft_escalation.cli.intake import read_input
    from draft_escalation.cli.now import moment
    from draft_escalation.followups.plan import plan
    from draft_escalation.followups.read import read_brief
    from draft_escalation.settings import load_settings, user_file
    from draft_escalation.skill.team_policy import policy_for

    _check_place(ics)
    now, terms = moment(as_of), policy_for(load_settings({}, user_file=user_file()))
    document = read_brief(read_input(brief)[0])
    planned = plan(document, now, terms)
    if ics:
        _write_calendar(ics, document, planned, terms)
    if format_ is Format.json:
        _print_json(document, planned, terms, message=message)
    elif message:
        _print_message(document, planned, terms)
    else:
        from draft_escalation.followups.table import table

        typer.echo(table(document, planned, terms), nl=False)


def _check_place(ics: Path | None) -> None:
    if ics is not None and (ics.is_dir() or not ics.parent.is_dir()):
        met = "a folder, where a file was expected" if ics.is_dir() else f"there is no folder {ics.parent}"
        raise UserError(f"{ics}: {met}; give --ics a file's name in a folder that is there")


def _write_calendar(ics: Path, document: "Document", planned: "Plan", terms: "Policy") -> None:
    from draft_escalation.cli.output import write_result
    from draft_escalation.followups.calendar_file import calendar_file

    if not planned.rows:
        typer.echo(f"nothing to follow up, so {ics} is not written", err=True)
        return
    write_result(calendar_file(document, planned, terms), ics)
    typer.echo(f"{len(planned.rows)} follow-ups written to {ics}", err=True)


def _print_message(document: "Document", planned: "Plan", terms: "Policy") -> None:
    from draft_escalation.followups.message import customer_update

    update = customer_update(document, planned, terms)
    typer.echo(update.text, nl=False)
    for note in update.notes:
        typer.echo(f"before you send it: {note}", err=True)


def _print_json(document: "Document", planned: "Plan", terms: "Policy", *, message: bool) -> None:
    import json

    from draft_escalation.followups.whole import whole

    typer.echo(json.dumps(whole(document, planned, terms, message=message), indent=2, ensure_ascii=False))
