"""Where the language model is, and what one draft may cost."""

from typing import Literal
from urllib.parse import urlsplit

from draft_escalation.errors import UserError
from draft_escalation.guard.thread import Redact
from draft_escalation.tables import Record

OPENAI = "https://api.openai.com/v1"


class Endpoint(Record):
    """An OpenAI-compatible endpoint.

    `base_url` None is OpenAI's own; a base URL without a key sends "none"; `model` None takes the endpoint's
    only one. `mode` is how the answer's form is asked for. `timeout_s` bounds one request, `patience_s` the
    pause that an endpoint may demand before it is given up. `budget_tokens` bounds one draft, sent and
    received together; `window_tokens` is the most of a thread that one request carries. `redact` is what is
    hidden from the endpoint: secrets, personal data as well, or nothing.
    """

    base_url: str | None = None
    api_key: str | None = None
    model: str | None = None
    mode: Literal["tools", "json_schema"] = "tools"
    timeout_s: float = 120
    patience_s: float = 60
    budget_tokens: int = 200_000
    window_tokens: int = 24_000
    redact: Redact = "secrets"

    def __repr__(self) -> str:
        """Without the key, which must show nowhere."""
        return f"Endpoint(base_url={self.base_url!r}, model={self.model!r}, mode={self.mode!r})"

    __str__ = __repr__


def where(endpoint: Endpoint) -> str:
    """Gives the endpoint's address as it may be shown: without user, password and query."""
    parts = urlsplit(endpoint.base_url or OPENAI)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def check_settings(endpoint: Endpoint) -> None:
    """Raises UserError for what cannot work: no key for OpenAI, a key or base URL that is none."""
    if not (endpoint.base_url or endpoint.api_key):
        raise UserError(
            "no key and no base URL; set OPENAI_API_KEY or OPENAI_BASE_URL, or use --engine offline"
        )
    key = endpoint.api_key or ""
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise UserError("the key holds a blank or a character that no key has; copy OPENAI_API_KEY anew")
    try:
        known = urlsplit(endpoint.base_url or OPENAI).scheme in {"http", "https"} and where(endpoint)
    except ValueError:
        known = False
    if not known:
        raise UserError(
            "the base URL is no address; expected one like http://127.0.0.1:8000/v1 in --base-url"
        )
