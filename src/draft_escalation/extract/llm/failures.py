"""What a failed request means, in one line: who said what, and what to do."""

import json
import re

import openai

from draft_escalation.errors import EndpointError
from draft_escalation.extract.llm.retry import Busy, retry_after
from draft_escalation.extract.llm.settings import Endpoint, where
from draft_escalation.guard.secrets import mask_secrets

TRANSPORT = (openai.APIError, TimeoutError, json.JSONDecodeError, UnicodeDecodeError)
_PASSING = {408, 429}
_LONGEST = 200
_TOO_LONG = re.compile(r"context (?:length|size|window)", re.IGNORECASE)
_SHORTER = "set window_tokens lower; `draft-escalation doctor` helps to find out how low"


def meaning(error: Exception, endpoint: Endpoint) -> Exception:
    """Gives Busy where another try may help, else the EndpointError that says what to do."""
    if isinstance(error, openai.APIStatusError):
        return _status(error, endpoint)
    if isinstance(_root(error), TimeoutError):
        return Busy(f"no answer within {endpoint.timeout_s:g} s")
    if isinstance(error, openai.APIConnectionError):
        return Busy(f"the connection failed ({_words(_root(error), endpoint)})")
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return Busy("the answer broke off or is not JSON", answered=True)
    return EndpointError(f"{where(endpoint)}: {_words(error, endpoint)}; see whether the base URL is right")


def gave_up(busy: Busy, endpoint: Endpoint, tries: int) -> EndpointError:
    """Gives the error after the last try."""
    tried = "1 try" if tries == 1 else f"{tries} tries"
    return EndpointError(
        f"{where(endpoint)}: {busy.why}, {tried}; see whether it runs and is reachable, then run again"
    )


def no_such_model(endpoint: Endpoint, model: str, has: tuple[str, ...]) -> EndpointError:
    """Gives the error of a 404: the models that there are, else a doubt about the base URL."""
    if has:
        return EndpointError(
            f"{where(endpoint)} has no model {model!r}; it has {listed(has)}: choose one with --model"
        )
    return EndpointError(
        f"{where(endpoint)} says 404: no chat completions there, or no model {model!r}; "
        "a base URL usually ends in /v1: see --base-url and --model"
    )


def listed(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(names[:8]) + more


def _status(error: openai.APIStatusError, endpoint: Endpoint) -> Exception:
    code, said = error.status_code, _words(error, endpoint)
    if error.code == "insufficient_quota":
        return EndpointError(
            f"{where(endpoint)}: the account's quota is used up; raise it, or use another key"
        )
    if code in _PASSING or code >= 500:
        why = f"status {code} ({said})" if code >= 500 and _said(error) else f"status {code}"
        return Busy(why, retry_after(error.response.headers), answered=code in _PASSING)
    if code == 401:
        wrong = "the key is wrong" if endpoint.api_key else "it wants a key"
        return EndpointError(
            f"{where(endpoint)} says 401: {wrong}; set OPENAI_API_KEY to a key of this endpoint"
        )
    if code == 403:
        return EndpointError(
            f"{where(endpoint)} says 403: this key may not use it ({said}); use another key or --model"
        )
    too_long = error.code == "context_length_exceeded" or _TOO_LONG.search(said)
    fix = _SHORTER if too_long else "see --model, --base-url and the endpoint's mode"
    return EndpointError(f"{where(endpoint)} says {code}: {said.rstrip('.')}; {fix}")


def _root(error: BaseException) -> BaseException:
    """What it began with: on the way up a refused connection can turn into a timeout."""
    while isinstance(error.__cause__, Exception):
        error = error.__cause__
    return error


def _said(error: BaseException) -> str:
    """What the endpoint says is wrong, "" where it says nothing."""
    body = error.body if isinstance(error, openai.APIStatusError) else None
    return str(body.get("message") or "") if isinstance(body, dict) else ""


def _words(error: BaseException, endpoint: Endpoint) -> str:
    """An error's own words on one short line, without the key."""
    text = words_of_error(error)
    if endpoint.api_key:
        text = text.replace(endpoint.api_key, "…")
    return short(text) or type(error).__name__


def words_of_error(error: BaseException) -> str:
    """Gives what the endpoint said about an error, else what the error says."""
    return _said(error) or str(error)


def short(text: str) -> str:
    """Gives a text on one short line, secrets masked."""
    return mask_secrets(" ".join(text.split())[:_LONGEST])
