"""`draft-escalation check BRIEF…`: the validator alone, on briefs that anybody wrote."""

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draft_escalation.errors import UserError
from draft_escalation.guard.hidden import strip_hidden

if TYPE_CHECKING:
    from draft_escalation.check import Checked, Terms
    from draft_escalation.settings import Loaded
    from draft_escalation.thread.model import Thread


class Format(StrEnum):
    """What findings can be printed as."""

    text = "text"
    json = "json"
    sarif = "sarif"


def _profiles(begun: str) -> list[str]:
    """The profiles that begin so, for a shell."""
    from draft_escalation.validate.profiles import profiles

    return [name for name in profiles() if name.startswith(begun)]


def check(
    briefs: Annotated[
        list[str], typer.Argument(metavar="BRIEF...", help="JSON or text; - is standard input.")
    ],
    thread: Annotated[
        str | None, typer.Option(help="The thread's file: the grounding rules run too.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.text,
    profile: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="How strictly: base, or the team that receives it.",
            autocompletion=_profiles,
        ),
    ] = "base",
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
    from draft_escalation.cli.now import moment
    from draft_escalation.settings import load_settings, user_file
    from draft_escalation.skill.team_policy import policy_for
    from draft_escalation.validate.profiles import levels
    from draft_escalation.validate.rules import RULES
    from draft_escalation.validate.run import chosen

    loaded = load_settings({}, user_file=user_file())
    given = _thread_of(thread, loaded) if thread else None
    terms = Terms(
        policy_for(loaded),
        moment(as_of or "now"),
        _codes(select),
        _codes(ignore),
        levels(profile),
    )
    tally = _Tally()
    chosen(RULES, terms.select, terms.ignore)
    _print(tally.seen(_checked(briefs, terms, given, tally)), format_, verbose=verbose)
    if format_ is Format.text and tally.briefs:
        typer.echo(tally.summary(), err=True)
    if tally.unread:
        raise typer.Exit(2)
    if "error" in tally.levels or (strict and "warning" in tally.levels):
        raise typer.Exit(1)


def _thread_of(name: str, loaded: "Loaded") -> "Thread":
    """The thread of a file: an export's one ticket, else a paste."""
    from draft_escalation.cli.intake import read_input
    from draft_escalation.guard.thread import guarded
    from draft_escalation.thread.read import read_thread
    from draft_escalation.thread.readers.reader import People
    from draft_escalation.thread.readers.single import exported

    data, source = read_input(name)
    found = exported(data, source, People(), loaded.mappings)
    return guarded(found.thread if found else read_thread(data, source=name))[0]


class _Tally:
    """What was met on the way: how many briefs and findings, which levels, how many could not be read."""

    def __init__(self) -> None:
        self.briefs = self.findings = self.waived = self.unread = 0
        self.levels: set[str] = set()

    def seen(self, checked: "Iterator[tuple[str, Checked]]") -> "Iterator[tuple[str, Checked]]":
        for name, one in checked:
            self.briefs += 1
            self.findings += len(one.validation.findings)
            self.waived += len(one.validation.waived)
            self.levels.update(finding.level for finding in one.validation.findings)
            yield name, one

    def summary(self) -> str:
        waived = f" ({self.waived} waived)" if self.waived else ""
        return f"{_counted(self.findings, 'finding')}{waived} in {_counted(self.briefs, 'brief')}"


def _checked(
    names: list[str], terms: "Terms", thread: "Thread | None", tally: _Tally
) -> "Iterator[tuple[str, Checked]]":
    """One brief at a time; where there are several, one that cannot be read does not keep the others."""
    from draft_escalation.check import check as check_brief
    from draft_escalation.cli.intake import read_input

    for name in names:
        try:
            checked = check_brief(read_input(name)[0], terms, thread)
        except UserError as error:
            said = str(error) if str(error).startswith(name) else f"{name}: {error}"
            if len(names) == 1:
                raise UserError(said) from None
            tally.unread += 1
            typer.echo(f"draft-escalation: {strip_hidden(said)}", err=True)
        else:
            yield name, checked


def _codes(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _print(checked: "Iterator[tuple[str, Checked]]", format_: Format, *, verbose: bool) -> None:
    if format_ is Format.text:
        for name, one in checked:
            _print_lines(name, one, verbose=verbose)
    elif format_ is Format.json:
        _print_json(checked)
    else:
        from draft_escalation.render.findings import sarif
        from draft_escalation.validate.rules import RULES

        found = ((Path(name).as_posix(), one.validation) for name, one in checked)
        typer.echo(json.dumps(sarif(found, RULES), indent=2, ensure_ascii=False))


def _print_json(checked: "Iterator[tuple[str, Checked]]") -> None:
    """One array, written brief by brief."""
    lead = "[\n"
    for name, one in checked:
        found = one.validation.model_dump(mode="json")
        held = {"path": name, **found, "not_understood": one.not_understood}
        sys.stdout.write(lead + json.dumps(held, indent=2, ensure_ascii=False))
        lead = ",\n"
    typer.echo("[]" if lead == "[\n" else "\n]")


def _print_lines(name: str, one: "Checked", *, verbose: bool) -> None:
    from draft_escalation.render.findings import finding_line, more_lines, waived_line

    found, aside = one.validation, [f"{name}: not understood: {words}" for words in one.not_understood]
    lines: list[str] = []
    for finding in found.findings:
        lines.append(finding_line(name, finding))
        lines += more_lines(finding, _why(finding.rule)) if verbose else ()
    if verbose:
        aside += [waived_line(name, waived) for waived in found.waived]
        aside += [f"{name}: {missing.rule} not checked: {missing.why}" for missing in found.unchecked]
    if lines:
        typer.echo("\n".join(lines))
    if aside:
        typer.echo(strip_hidden("\n".join(aside)), err=True)


def _why(code: str) -> str:
    from draft_escalation.validate.rules import RULES

    return next(rule.why for rule in RULES if rule.code == code)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
