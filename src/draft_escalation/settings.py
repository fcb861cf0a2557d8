"""One frozen record of settings, and where each value came from."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError

from draft_escalation.errors import UserError
from draft_escalation.tables import Record

FILE = "draft-escalation.toml"
ENVIRONMENT = {
    "OPENAI_API_KEY": "api_key",
    "OPENAI_BASE_URL": "base_url",
    "DRAFT_ESCALATION_ENGINE": "engine",
    "DRAFT_ESCALATION_MODEL": "model",
    "DRAFT_ESCALATION_MODE": "mode",
    "DRAFT_ESCALATION_TIMEOUT": "timeout",
    "DRAFT_ESCALATION_BUDGET_TOKENS": "budget_tokens",
    "DRAFT_ESCALATION_TIER": "tier",
}
_NOT_IN_PROJECT = ("base_url", "api_key")


class Settings(Record):
    """Everything that a command can be told, but for its input and its output.

    `timeout` is in seconds a request; `budget_tokens` bounds the tokens of one draft, in and out;
    `staff` and `customer` are names or domains.
    """

    engine: Literal["auto", "llm", "offline"] = "auto"
    model: str | None = None
    base_url: str | None = None
    api_key: SecretStr | None = None
    mode: Literal["tools", "json_schema"] = "tools"
    timeout: float = Field(default=120, gt=0)
    budget_tokens: int = Field(default=200_000, gt=0)
    tier: Literal["l1", "l2", "manager"] = "l2"
    staff: tuple[str, ...] = ()
    customer: tuple[str, ...] = ()

    @property
    def has_endpoint(self) -> bool:
        """Whether a language model was set up: a key or a base URL."""
        return bool(self.api_key or self.base_url)


class Loaded(Record):
    """Settings, and for each that is not built in, the place that set it."""

    settings: Settings
    origin: dict[str, str]


def load_settings(
    flags: Mapping[str, Any],
    *,
    environment: Mapping[str, str] | None = None,
    user_file: Path | None = None,
    project_folder: Path | None = None,
) -> Loaded:
    """Gives the settings; a later place wins. Flags that are None or empty do not count.

    Endpoint and key are never taken from a project file: an unzipped export must not redirect them.
    Raises UserError for a file that is not TOML, an unknown key, or a wrong type, naming file and key.
    """
    environment = os.environ if environment is None else environment
    project = (project_folder or Path()) / FILE
    places: list[tuple[str, Mapping[str, Any]]] = []
    if user_file and user_file.is_file():
        places.append((str(user_file), _read(user_file, refuse=())))
    if project.is_file():
        places.append((str(project), _read(project, refuse=_NOT_IN_PROJECT)))
    places += [(name, {key: environment[name]}) for name, key in ENVIRONMENT.items() if environment.get(name)]
    places.append(
        ("the command line", {key: value for key, value in flags.items() if value not in (None, ())})
    )
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for place, found in places:
        _check(place, found)
        values.update(found)
        origin.update(dict.fromkeys(found, place))
    return Loaded(settings=Settings.model_validate(values), origin=origin)


def _read(path: Path, *, refuse: tuple[str, ...]) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{path}: cannot be read as TOML ({error}); mend or remove it") from error
    for key in refuse:
        if key in found:
            raise UserError(f"{path}: {key} is not taken from a project's file; set it in the environment")
    return found


def _check(place: str, found: Mapping[str, Any]) -> None:
    try:
        Settings.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise UserError(
            f"{place}: {key}: {first['msg']}; see `draft-escalation doctor` for the keys"
        ) from error


def user_file() -> Path:
    """The user's own settings file, which need not exist."""
    from platformdirs import user_config_path

    return user_config_path("draft-escalation") / FILE
