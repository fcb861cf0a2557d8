"""`draft-escalation doctor`: what works here, and what to do about what does not."""

import platform
import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from draft_escalation.errors import DraftEscalationError, UserError

if TYPE_CHECKING:
    from draft_escalation.settings import Loaded

_PARTS = ("openai", "instructor", "pydantic", "tenacity", "typer")


def doctor(
    base_url: Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint to try.")] = None,
    model: Annotated[str | None, typer.Option(help="The language model's name.")] = None,
) -> None:
    """Check versions, settings, key, endpoint and model; exit 1 where something is broken.

    An endpoint that is set up is asked twice, for an answer of a few tokens, to see what it can do.
    """
    from draft_escalation.settings import load_settings, user_file

    broken = _versions() + _offline()
    try:
        loaded = load_settings({"base_url": base_url, "model": model}, user_file=user_file())
        broken += _settings(loaded) + _endpoint(loaded)
    except UserError as error:
        broken += _say("broken", str(error))
    if broken:
        raise typer.Exit(1)


def _say(state: str, text: str) -> int:
    typer.echo(f"{state:<8}{text}")
    return state == "broken"


def _versions() -> int:
    from importlib.metadata import PackageNotFoundError, version

    _say("ok", f"Python {platform.python_version()} on {sys.platform}")
    found = 0
    for name in _PARTS:
        try:
            _say("ok", f"{name} {version(name)}")
        except PackageNotFoundError:
            found += _say(
                "broken", f"{name} is not installed; install draft-escalation anew with -c constraints.txt"
            )
    return found


def _settings(loaded: "Loaded") -> int:
    for key, place in loaded.origin.items():
        _say("ok", f"{key} = {_shown(key, getattr(loaded.settings, key))} (from {place})")
    return _files(loaded) + _policy(loaded)


def _files(loaded: "Loaded") -> int:
    from draft_escalation.settings import FILE, PROJECT, user_file

    places = f"{user_file()}, ./{PROJECT} [tool.draft-escalation], ./{FILE}"
    keys = ", ".join(type(loaded.settings).model_fields)
    read = ", ".join(loaded.files) or "none"
    return _say("ok", f"settings files read: {read}; looked for: {places}; keys: {keys}, [policy]")


def _policy(loaded: "Loaded") -> int:
    from draft_escalation.skill.policy import digest
    from draft_escalation.skill.team_policy import team_policy

    team = team_policy(loaded.policies)
    files = dict.fromkeys(place.rpartition(":")[0] for place in team.origin.values())
    changed = f"{len(team.origin)} set in {', '.join(files)}" if team.origin else "built in"
    return _say("ok", f"policy {digest(team.policy)}: {changed}; `draft-escalation rules --policy` lists it")


def _shown(key: str, value: object) -> str:
    """A setting's value; a key, and what an address carries of one, stays unseen."""
    return "set" if key == "api_key" else re.sub(r"(?<=//)[^/?#]*@|[?#].*", "", str(value))


def _offline() -> int:
    return _say("ok", "offline engine: built in, always there")


def _endpoint(loaded: "Loaded") -> int:
    if not loaded.settings.has_endpoint:
        return _say("note", "no language model: set OPENAI_API_KEY or OPENAI_BASE_URL to use one")
    import asyncio

    from draft_escalation.cli.engines import endpoint_of
    from draft_escalation.cli.probed import rows
    from draft_escalation.extract.llm.probe import probe

    try:
        probed = asyncio.run(probe(endpoint_of(loaded.settings)))
    except DraftEscalationError as error:
        return _say("broken", str(error))
    return sum(_say(*row) for row in rows(probed, loaded.settings))
