"""`draft-escalation doctor`: what works here, and what to do about what does not."""

import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Annotated

import typer

from draft_escalation.errors import DraftEscalationError

if TYPE_CHECKING:
    from draft_escalation.settings import Loaded

_PARTS = ("openai", "instructor", "pydantic", "tenacity", "typer")


def doctor(
    base_url: Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint to try.")] = None,
    model: Annotated[str | None, typer.Option(help="The language model's name.")] = None,
) -> None:
    """Check versions, settings, key, endpoint and model; exit 1 where something is broken."""
    from draft_escalation.settings import load_settings, user_file

    loaded = load_settings({"base_url": base_url, "model": model}, user_file=user_file())
    broken = _versions() + _settings(loaded) + _offline() + _endpoint(loaded)
    if broken:
        raise typer.Exit(1)


def _say(state: str, text: str) -> int:
    typer.echo(f"{state:<8}{text}")
    return state == "broken"


def _versions() -> int:
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
    from draft_escalation.settings import FILE, user_file

    keys = ", ".join(type(loaded.settings).model_fields)
    return _say("ok", f"settings files: {user_file()}, then ./{FILE}; keys: {keys}")


def _shown(key: str, value: object) -> str:
    """A setting's value; a key, and what an address carries of one, stays unseen."""
    return "set" if key == "api_key" else re.sub(r"(?<=//)[^/?#]*@|[?#].*", "", str(value))


def _offline() -> int:
    return _say("ok", "offline engine: built in, always there")


def _endpoint(loaded: "Loaded") -> int:
    if not loaded.settings.has_endpoint:
        return _say("note", "no language model: set OPENAI_API_KEY or OPENAI_BASE_URL to use one")
    import asyncio

    try:
        models, model = asyncio.run(_asked(loaded))
    except DraftEscalationError as error:
        return _say("broken", str(error))
    listed = f"it lists {len(models) or 'no'} model{'' if len(models) == 1 else 's'}"
    if models and model not in models:
        return _say(
            "broken",
            f"the endpoint answers, but {model} is not among its {len(models)} models; choose another",
        )
    return _say("ok", f"the endpoint answers, {listed}; drafts will ask {model}")


async def _asked(loaded: "Loaded") -> tuple[tuple[str, ...], str]:
    from draft_escalation.cli.engines import endpoint_of
    from draft_escalation.extract.llm.client import Client

    async with Client(endpoint_of(loaded.settings)) as client:
        return await client.models(), await client.model()
