"""One frozen record of settings, and where each value came from."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, SecretStr, ValidationError

from draft_escalation.errors import UserError
from draft_escalation.tables import Record

if TYPE_CHECKING:
    from draft_escalation.config_file import Source

FILE = "draft-escalation.toml"
PROJECT = "pyproject.toml"
POLICY = "policy"
MAPPING = "mapping"
ENVIRONMENT = {
    "OPENAI_API_KEY": "api_key",
    "OPENAI_BASE_URL": "base_url",
    "DRAFT_ESCALATION_ENGINE": "engine",
    "DRAFT_ESCALATION_MODEL": "model",
    "DRAFT_ESCALATION_MODE": "mode",
    "DRAFT_ESCALATION_TIMEOUT": "timeout",
    "DRAFT_ESCALATION_BUDGET_TOKENS": "budget_tokens",
    "DRAFT_ESCALATION_WINDOW_TOKENS": "window_tokens",
    "DRAFT_ESCALATION_TIER": "tier",
    "DRAFT_ESCALATION_REDACT": "redact",
}
_NOT_IN_PROJECT = ("base_url", "api_key")
_TABLE = b"draft-escalation"
"""What a pyproject.toml must hold to be ours to read at all: a broken one of somebody else's is not."""


class Price(Record):
    """What a million tokens cost, in and out, in the currency of the user's bill."""

    tokens_in: float = Field(ge=0, allow_inf_nan=False)
    tokens_out: float = Field(ge=0, allow_inf_nan=False)

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """What so many tokens cost."""
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / 1_000_000


class Settings(Record):
    """Everything that a command can be told, but for its input and its output.

    `timeout` is in seconds a request; `budget_tokens` bounds the tokens of one draft, in and out,
    `window_tokens` those of a thread that one request carries;
    `staff` and `customer` are names or domains; `prices` are by the model's name. `redact` is what a model
    does not see: secrets (masked for good), personal data as well (put back in the answer), or nothing.
    `link_hosts` are hosts, with those below them, whose links may be clickable in a brief.
    """

    engine: Literal["auto", "llm", "offline"] = "auto"
    model: str | None = None
    base_url: str | None = None
    api_key: SecretStr | None = None
    mode: Literal["tools", "json_schema"] = "tools"
    timeout: float = Field(default=120, gt=0, allow_inf_nan=False)
    budget_tokens: int = Field(default=200_000, gt=0)
    window_tokens: int = Field(default=24_000, ge=500)
    tier: Literal["l1", "l2", "manager"] = "l2"
    redact: Literal["secrets", "personal", "off"] = "secrets"
    link_hosts: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    customer: tuple[str, ...] = ()
    prices: dict[str, Price] = {}

    @property
    def has_endpoint(self) -> bool:
        """Whether a language model was set up: a key or a base URL."""
        return bool(self.api_key or self.base_url)


@dataclass(frozen=True)
class Loaded:
    """Settings, and for each that is not built in, the place that set it (`file:line`, or a name).

    `files` are the settings files that were there, in the order in which they were read; `policies` are their
    tables `[policy]`, which skill.team_policy reads, `mappings` their tables `[mapping]`, which
    thread.readers.mapping reads.
    """

    settings: Settings
    origin: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    policies: "tuple[Source, ...]" = ()
    mappings: "tuple[Source, ...]" = ()


def load_settings(
    flags: Mapping[str, Any],
    *,
    environment: Mapping[str, str] | None = None,
    user_file: Path | None = None,
    project_folder: Path | None = None,
) -> Loaded:
    """Gives the settings; a later place wins. Flags that are None or empty do not count.

    The places: the user's file, pyproject.toml and draft-escalation.toml in the project's folder, the
    environment, the flags. Endpoint and key are never taken from a project's file: an unzipped export must
    not redirect them. Raises UserError for a file that is not TOML, an unknown key, or a wrong type, naming
    file, line and key.
    """
    environment = os.environ if environment is None else environment
    sources = tuple(_sources(user_file, project_folder or Path()))
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for source in (one.without(POLICY).without(MAPPING) for one in sources):
        _check_file(source)
        values |= source.values
        origin |= {key: source.at((key,)) for key in source.values}
    named = [(name, {key: environment[name]}) for name, key in ENVIRONMENT.items() if environment.get(name)]
    given = {key: value for key, value in flags.items() if value not in (None, ())}
    for place, found in (*named, ("the command line", given)):
        _check(place, found)
        values |= found
        origin |= dict.fromkeys(found, place)
    return Loaded(
        Settings.model_validate(values),
        origin,
        tuple(source.file for source in sources),
        tuple(table for source in sources if (table := source.table(POLICY)).values),
        tuple(table for source in sources if (table := source.table(MAPPING)).values),
    )


def _sources(user_file: Path | None, folder: Path) -> "Iterator[Source]":
    """The settings files that there are, the later to win last."""
    if user_file and user_file.is_file():
        yield _read(user_file)
    if (project := folder / PROJECT).is_file() and _TABLE in project.read_bytes():
        source = _read(project).table("tool").table("draft-escalation")
        if source.values:
            yield _without_endpoint(source)
    if (own := folder / FILE).is_file():
        yield _without_endpoint(_read(own))


def _read(path: Path) -> "Source":
    from draft_escalation.config_file import Source

    return Source.read(path)


def _without_endpoint(source: "Source") -> "Source":
    for key in _NOT_IN_PROJECT:
        if key in source.values:
            expected = "not taken from a project's file"
            raise source.wrong((key,), expected, "set it in the environment", met=False)
    return source


def _check_file(source: "Source") -> None:
    as_json = json.dumps(source.values, default=lambda _date: {})  # strict JSON takes lists, but no "3" for 3
    try:
        Settings.model_validate_json(as_json, strict=True)
    except ValidationError as error:
        first = error.errors(include_input=False)[:1]
        secret = first[0]["loc"][0] in _NOT_IN_PROJECT
        known = dict.fromkeys((*Settings.model_fields, POLICY, MAPPING))
        raise source.refused(first, known, met=not secret) from None


def _check(place: str, found: Mapping[str, Any]) -> None:
    try:
        Settings.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise UserError(
            f"{place}: {key}: {first['msg']}; see `draft-escalation doctor` for the keys"
        ) from None


def user_file() -> Path:
    """The user's own settings file, which need not exist."""
    from platformdirs import user_config_path

    return user_config_path("draft-escalation") / FILE
