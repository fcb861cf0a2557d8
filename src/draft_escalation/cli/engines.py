"""Which engine drafts, and why."""

from typing import TYPE_CHECKING, NamedTuple

from draft_escalation.errors import UserError
from draft_escalation.extract.engine import Engine
from draft_escalation.settings import Settings
from draft_escalation.skill.policy import Policy

if TYPE_CHECKING:
    from draft_escalation.extract.llm.engine import LlmEngine
    from draft_escalation.extract.llm.settings import Endpoint

_NO_ENDPOINT = (
    "--engine llm needs a language model, and neither OPENAI_API_KEY nor OPENAI_BASE_URL is set; "
    "set one of them, or draft with --engine offline"
)


class Choice(NamedTuple):
    """The engine, the one that steps in where its endpoint fails, and the words that say why.

    `waits`: it speaks to an endpoint, so it needs an event loop.
    """

    engine: Engine
    fallback: Engine | None
    because: str
    waits: bool = False


def choose_engine(settings: Settings, using: Policy | None = None) -> Choice:
    """The engine that the settings ask for; `auto` takes the language model where an endpoint is set up.

    `using` gives the offline engine its thresholds; the built-in policy where it is left out.
    Raises UserError where the language model is demanded and no endpoint is known, or key or address is none.
    """
    from draft_escalation.extract.offline.engine import OfflineEngine

    offline = OfflineEngine(using)
    if settings.engine == "offline":
        return Choice(offline, None, "as asked")
    if not settings.has_endpoint:
        if settings.engine == "llm":
            raise UserError(_NO_ENDPOINT)
        return Choice(offline, None, "no language model is set up (OPENAI_API_KEY, OPENAI_BASE_URL)")
    from draft_escalation.extract.llm.settings import check_settings, where

    endpoint = endpoint_of(settings)
    check_settings(endpoint)
    fallback = offline if settings.engine == "auto" else None
    return Choice(llm_engine(settings), fallback, f"the language model at {where(endpoint)}", waits=True)


def llm_engine(settings: Settings) -> "LlmEngine":
    """The language-model engine under these settings; nothing is sent yet."""
    from draft_escalation.extract.llm.engine import LlmEngine

    return LlmEngine(endpoint_of(settings))


def endpoint_of(settings: Settings) -> "Endpoint":
    """The endpoint that the settings name."""
    from draft_escalation.extract.llm.settings import Endpoint

    return Endpoint(
        base_url=settings.base_url,
        api_key=settings.api_key.get_secret_value() if settings.api_key else None,
        model=settings.model,
        mode=settings.mode,
        timeout_s=settings.timeout,
        budget_tokens=settings.budget_tokens,
        window_tokens=settings.window_tokens,
        redact=settings.redact,
    )
