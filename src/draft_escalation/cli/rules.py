"""`draft-escalation rules [CODE]`: every rule of the validator, or one explained; `--policy`: what holds."""

from typing import Annotated

import typer


def _begun(begun: str) -> list[str]:
    """The rules' codes and names that begin so, for a shell."""
    from draft_escalation.validate.rules import RULES

    return [name for rule in RULES for name in (rule.code, rule.slug) if begun and name.startswith(begun)]


def rules(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", help="A rule's code or name.", autocompletion=_begun),
    ] = None,
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
        from draft_escalation.render.rules import listed

        typer.echo("\n".join(listed()))
        return
    from draft_escalation.render.rules import explained, find_rule

    typer.echo(explained(find_rule(code)))
