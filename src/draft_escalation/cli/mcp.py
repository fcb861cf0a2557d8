"""`draft-escalation mcp`: serves draft, check, rules and questions to an assistant."""

from typing import Annotated

import typer

from draft_escalation.cli.options import EngineName
from draft_escalation.errors import UserError


def mcp(
    engine: Annotated[
        EngineName | None, typer.Option(help="What reads the threads (auto: a model if set up).")
    ] = None,
    model: Annotated[str | None, typer.Option(help="The language model's name.")] = None,
    base_url: Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint.")] = None,
) -> None:
    """Serve draft, check, rules and questions to an assistant over MCP, on standard input and output."""
    from importlib.metadata import version

    from draft_escalation.cli.engines import choose_engine
    from draft_escalation.draft import Frame
    from draft_escalation.settings import load_settings, user_file
    from draft_escalation.skill.team_policy import policy_for

    flags = {"engine": engine and engine.value, "model": model, "base_url": base_url}
    loaded = load_settings(flags, user_file=user_file())
    policy = policy_for(loaded)
    choice = choose_engine(loaded.settings, policy)
    try:
        from draft_escalation.mcp import Desk, server
    except ModuleNotFoundError as error:
        raise UserError(
            f"{error.name} is not installed, and mcp needs it; install the extra: pip install '.[mcp]'"
        ) from None
    desk = Desk(
        choice.engine,
        choice.fallback,
        Frame(policy=policy, tier=loaded.settings.tier),
        loaded.settings.staff,
        loaded.settings.customer,
    )
    server(desk, version("draft-escalation")).run()
