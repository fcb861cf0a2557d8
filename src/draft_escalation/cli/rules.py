"""`draft-escalation rules [CODE]`: every rule of the validator, or one explained; `--policy`: what holds."""

import json
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from draft_escalation.errors import UserError

if TYPE_CHECKING:
    from draft_escalation.validate.rule import Example, Rule


def rules(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help="A rule's code or name.")] = None,
    show_policy: Annotated[
        bool, typer.Option("--policy", help="The policy that holds, and which file says so.")
    ] = False,
) -> None:
    """List every rule of the validator, or explain one."""
    if show_policy:
        from draft_escalation.cli.policy_table import policy_table

        typer.echo("\n".join(policy_table()))
        return
    if code is None:
        from draft_escalation.validate.rules import RULES

        for rule in RULES:
            typer.echo(f"{rule.code}  {rule.level:<8}{rule.slug:<36}{rule.summary}")
        return
    typer.echo(_explained(_find(code)))


def _find(code: str) -> "Rule":
    from draft_escalation.validate.rules import RULES

    for rule in RULES:
        if code.upper() == rule.code or code.lower() == rule.slug:
            return rule
    raise UserError(f"{code}: no such rule; `draft-escalation rules` lists them all")


def _explained(rule: "Rule") -> str:
    parts = [f"{rule.code} {rule.slug} ({rule.level})", rule.summary, f"Why: {rule.why}"]
    if rule.question:
        parts.append(f"Question: {rule.question}" + (f" (to the {rule.ask_whom})" if rule.ask_whom else ""))
    parts += [f"Fires:\n{_example(rule.fires)}", f"Passes:\n{_example(rule.passes)}"]
    return "\n\n".join(textwrap.fill(part, 100) if "\n" not in part else part for part in parts)


def _example(example: "Example") -> str:
    return textwrap.indent(json.dumps(example, indent=2, ensure_ascii=False, default=str), "  ")
