"""Strict loading of the data files (signals, slots, cues, policy) that lie beside the code."""

from pkgutil import get_data
from typing import TypeVar

import tomli
from pydantic import BaseModel, ConfigDict, ValidationError

from draft_escalation.errors import UserError


class Record(BaseModel):
    """A frozen record that takes no unknown keys: the base of every table row and of the brief."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Table = TypeVar("Table", bound=BaseModel)


def read_table(package: str, name: str, model: type[Table]) -> Table:
    """Gives the TOML file `name` of `package` as a `model`.

    Raises UserError where the file is not TOML or holds an unknown key or a wrong type: data files are
    edited by people.
    """
    text = (get_data(package, name) or b"").decode("utf-8").replace("\r\n", "\n")
    try:
        return model.model_validate(tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        raise UserError(f"{package}/{name}: not valid TOML ({error}); mend the line it names") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(f"{package}/{name}: {where}: {first['msg']}; mend that key") from error
