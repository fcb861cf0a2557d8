"""The prompts: versioned text files of the top-level folder `prompts/`, loaded strictly.

A file is a TOML head between two lines `+++` (`version`, `variables`) and the text, in which `{{name}}`
stands for a variable. In a wheel the folder lies in the package as `prompts_data`; in an editable install it
is the repository's own.
"""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import tomli
from pydantic import ValidationError

from draft_escalation.errors import UserError
from draft_escalation.tables import Record

_VARIABLE = re.compile(r"\{\{([a-z_]{1,40})\}\}")
_NAME = re.compile(r"[a-z_]{1,40}")


class _Head(Record):
    version: str
    variables: tuple[str, ...] = ()


class Prompt(Record):
    """A prompt file: its version, the variables it takes, and its text."""

    name: str
    version: str
    variables: tuple[str, ...]
    text: str

    def fill(self, **values: str) -> str:
        """The text with every variable in place. Raises UserError naming all that are missing or unknown."""
        missing = [name for name in self.variables if name not in values]
        unknown = [name for name in values if name not in self.variables]
        if missing or unknown:
            wrong = [f"missing {', '.join(missing)}"] * bool(missing)
            wrong += [f"unknown {', '.join(unknown)}"] * bool(unknown)
            raise UserError(f"prompt {self.name}: {'; '.join(wrong)}; it takes {_listed(self.variables)}")
        return _VARIABLE.sub(lambda match: values[match[1]], self.text)


def load_prompt(name: str, **values: str) -> str:
    """Gives the text of `prompts/NAME.md` with its variables filled in.

    Raises UserError where there is no such file, the file is malformed, or the values are not those it takes.
    """
    return read_prompt(name).fill(**values)


def prompt_version() -> str:
    """The version that all prompts carry, as drafts record it: `extract-1`."""
    return read_prompt("extract").version


@cache
def read_prompt(name: str) -> Prompt:
    """Gives `prompts/NAME.md`. Raises UserError where it is absent or malformed."""
    file = _folder().joinpath(f"{name}.md")
    if not _NAME.fullmatch(name) or not file.is_file():
        raise UserError(f"prompt {name}: no file {name}.md in {_folder()}; reinstall, or put it back")
    return parse_prompt(name, file.read_text(encoding="utf-8"))


def parse_prompt(name: str, text: str) -> Prompt:
    """Gives the prompt that a file's text holds.

    Raises UserError where the head is absent, is not TOML or holds an unknown key, and where the declared
    variables are not those of the text.
    """
    before, mark, rest = text.replace("\r\n", "\n").partition("+++\n")
    head_text, closing, body = rest.partition("\n+++\n")
    if before or not mark or not closing:
        raise UserError(f"prompt {name}: expected a TOML head between two lines +++ at the top; put it there")
    try:
        head = _Head.model_validate(tomli.loads(head_text))
    except tomli.TOMLDecodeError as error:
        raise UserError(f"prompt {name}: the head is not valid TOML ({error}); mend it") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise UserError(f"prompt {name}: {first['loc'][0]}: {first['msg']}; mend that key") from error
    used = dict.fromkeys(_VARIABLE.findall(body))
    if differing := sorted(set(used) ^ set(head.variables)):
        raise UserError(
            f"prompt {name}: head and text differ in {', '.join(differing)}; declare what the text uses"
        )
    return Prompt(name=name, version=head.version, variables=head.variables, text=body.strip())


def _folder() -> Traversable:
    packaged = files("draft_escalation").joinpath("prompts_data")
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "prompts"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"
