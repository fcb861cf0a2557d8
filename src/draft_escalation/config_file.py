"""A settings file as a person wrote it: its values, where each key stands, and words for what is wrong."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any, Self

import tomli

from draft_escalation.errors import UserError
from draft_escalation.toml_lines import Key, key_lines

_BARE = re.compile(r"[\w-]+")
_LONGEST = 60


@dataclass(frozen=True)
class Source:
    """One file's table of settings. `lines` has the line (from 1) of each key that stands in the file."""

    file: str
    values: Mapping[str, Any] = field(repr=False)
    lines: Mapping[Key, int] = field(repr=False)
    name: Key = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """The whole file. Raises UserError where it cannot be read or is not TOML."""
        try:
            text = path.read_bytes().decode("utf-8-sig")
            return cls(str(path), tomli.loads(text), key_lines(text))
        except (OSError, ValueError, RecursionError) as error:
            raise UserError(f"{path}: cannot be read as TOML ({error}); mend or remove it") from error

    def table(self, name: str) -> Self:
        """A table in it, empty where there is none. Raises UserError where `name` is something else."""
        found = self.values.get(name, {})
        if not isinstance(found, Mapping):
            raise self.wrong(
                (name,), f"expected a table, [{_dotted((*self.name, name))}]", "mend or remove it"
            )
        inside = {key[1:]: line for key, line in self.lines.items() if key[:1] == (name,) and key[1:]}
        return type(self)(self.file, found, inside, (*self.name, name))

    def without(self, name: str) -> Self:
        """The same table without one key."""
        left = {key: value for key, value in self.values.items() if key != name}
        return type(self)(self.file, left, self.lines, self.name)

    def at(self, key: Key) -> str:
        """The file and the line of a key, or of the nearest table around it that the file names."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.lines:
                return f"{self.file}:{self.lines[key[:length]]}"
        return self.file

    def wrong(self, key: Key, expected: str, todo: str, *, met: bool = True) -> UserError:
        """The one line about a key: where it stands, what was met (if it may be shown), what to do."""
        shown = f" = {_shown(self.value(key))}" if met else ""
        return UserError(f"{self.at(key)}: {_dotted((*self.name, *key))}{shown}: {expected}; {todo}")

    def value(self, key: Key) -> Any:
        """What stands under a key, None where nothing does."""
        found: Any = self.values
        for part in key:
            found = found.get(part) if isinstance(found, Mapping) else None
        return found

    def refused(
        self, errors: Iterable[Mapping[str, Any]], known: Mapping[str, Any], *, met: bool = True
    ) -> UserError:
        """What pydantic found first, in our words; `known` holds the keys that there are, nested."""
        first = next(iter(errors))
        key = tuple(part for part in first["loc"] if isinstance(part, str) and part != "[key]")
        unknown_name = first["type"] == "literal_error" and "[key]" in first["loc"]
        if first["type"] == "extra_forbidden" or unknown_name:
            return self.wrong(key, "no such key", _instead(key, known), met=met)
        return self.wrong(key, f"expected {_expected(first)}", "mend or remove it", met=met)


_WORDS = {
    "time_type": "a time without quotes, such as 09:00:00",
    "date_type": "a date without quotes or time, such as 2026-12-25",
    "tuple_type": 'a list, such as ["a", "b"]',
    "dict_type": "a table",
    "model_type": "a table",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "string_type": "text in quotes",
    "finite_number": "a finite number",
    "too_short": "at least one entry",
    "string_pattern_mismatch": "one line of text",
    "string_too_short": "text that is not empty",
}


def _dotted(key: Key) -> str:
    return ".".join(part if _BARE.fullmatch(part) else as_toml(part) for part in key)


def _expected(error: Mapping[str, Any]) -> str:
    words = _WORDS.get(error["type"]) or error["msg"]
    several = len(error["loc"]) > 1 and isinstance(error["loc"][-1], int)
    return ("each to be " if several else "") + words.removeprefix("Input should be ").removeprefix(
        "Value error, "
    )


def _instead(key: Key, known: Mapping[str, Any]) -> str:
    """What to do about a key that does not exist: the one that was meant, else those that there are."""
    from difflib import get_close_matches

    for part in key[:-1]:
        known = known[part]
    meant = get_close_matches(key[-1], known, 1)
    return f"did you mean {meant[0]}?" if meant else f"the keys here are {', '.join(known)}"


def _shown(value: Any) -> str:
    text = as_toml(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def as_toml(value: Any) -> str:
    """A value as it is written in a file, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_dotted((name,))} = {as_toml(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, date | time):
        return value.isoformat()
    return (
        str(value).removesuffix(".0") if isinstance(value, float) else json.dumps(value, ensure_ascii=False)
    )
