"""Where the language model is, and what one draft may cost."""

from typing import Literal

from draft_escalation.tables import Record


class Endpoint(Record):
    """An OpenAI-compatible endpoint.

    `base_url` None is OpenAI's own; a base URL without a key sends "none"; `model` None takes the endpoint's
    only one. `mode` is how the answer's form is asked for. `timeout_s` bounds one request, `patience_s` the
    pause that an endpoint may demand before it is given up. `budget_tokens` bounds one draft, sent and
    received together; `window_tokens` is the most of a thread that one request carries.
    """

    base_url: str | None = None
    api_key: str | None = None
    model: str | None = None
    mode: Literal["tools", "json_schema"] = "tools"
    timeout_s: float = 120
    patience_s: float = 60
    budget_tokens: int = 200_000
    window_tokens: int = 24_000

    def __repr__(self) -> str:
        """Without the key, which must show nowhere."""
        return f"Endpoint(base_url={self.base_url!r}, model={self.model!r}, mode={self.mode!r})"

    __str__ = __repr__
