"""`draft-escalation check BRIEF…`: the validator alone, on briefs that anybody wrote."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from draft_escalation.check import Checked


class Format(StrEnum):
    """What findings can be printed as."""

    text = "text"
    json = "json"
    sarif = "sarif"


def check(
    briefs: Annotated[
        list[str], typer.Argument(metavar="BRIEF...", help="JSON or text; - is standard input.")
    ],
    thread: Annotated[
        str | None, typer.Option(help="The thread's file: the grounding rules run too.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.text,
    select: Annotated[
        str, typer.Option(metavar="CODES", help="Only these rules (GRD, SEV001), with commas.")
    ] = "",
    ignore: Annotated[str, typer.Option(metavar="CODES", help="Not these rules.")] = "",
    as_of: Annotated[
        str | None, typer.Option(metavar="DATETIME|now", help="What counts as now (default: now).")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on any warning too.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Why, the fix, and the question.")] = False,
) -> None:
    """Check any brief against the rules: our JSON, or the text format as a colleague types it."""
    from draft_escalation.check import Terms
    from draft_escalation.check import check as check_brief
    from draft_escalation.cli.intake import read_input
    from draft_escalation.cli.now import moment
    from draft_escalation.guard.thread import masked
    from draft_escalation.skill.policy import policy
    from draft_escalation.thread.read import read_thread

    given = masked(read_thread(read_input(thread)[0], source=thread))[0] if thread else None
    terms = Terms(policy(), moment(as_of or "now"), _codes(select), _codes(ignore))
    checked = [(name, check_brief(read_input(name)[0], terms, given)) for name in briefs]
    _print(checked, format_, verbose=verbose)
    levels = {finding.level for _, one in checked for finding in one.validation.findings}
    if "error" in levels or (strict and "warning" in levels):
        raise typer.Exit(1)


def _codes(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _print(checked: "list[tuple[str, Checked]]", format_: Format, *, verbose: bool) -> None:
    if format_ is Format.text:
        _print_lines(checked, verbose=verbose)
        return
    import json

    from draft_escalation.render.findings import sarif
    from draft_escalation.validate.rules import RULES

    if format_ is Format.sarif:
        out: object = sarif(((Path(name).as_posix(), one.validation) for name, one in checked), RULES)
    else:
        out = [
            {"path": name, **one.validation.model_dump(mode="json"), "not_understood": one.not_understood}
            for name, one in checked
        ]
    typer.echo(json.dumps(out, indent=2, ensure_ascii=False))


def _print_lines(checked: "list[tuple[str, Checked]]", *, verbose: bool) -> None:
    from draft_escalation.render.findings import finding_line

    for name, one in checked:
        for finding in one.validation.findings:
            typer.echo(finding_line(name, finding))
            if verbose and finding.fix:
                typer.echo(f"    fix: {finding.fix}")
            if verbose and finding.question:
                typer.echo(f"    ask the {finding.ask_whom or 'assignee'}: {finding.question}")
        for words in one.not_understood:
            typer.echo(f"{name}: not understood: {words}", err=True)
        for missing in one.validation.unchecked if verbose else ():
            typer.echo(f"{name}: {missing.rule} not checked: {missing.why}", err=True)
    count = sum(len(one.validation.findings) for _, one in checked)
    typer.echo(f"{_counted(count, 'finding')} in {_counted(len(checked), 'brief')}", err=True)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
