"""Profiles: how strictly a brief is judged, by the team that receives it. The rows are in profiles.toml."""

from collections.abc import Mapping
from functools import cache

from pydantic import RootModel

from draft_escalation.brief.document import Level
from draft_escalation.errors import UserError
from draft_escalation.tables import Record, read_table

BASE = "base"
_SHORT = {"l2": "l2_support"}


class Profile(Record):
    """The rules that a profile raises, beyond those of the profile that it extends."""

    extends: str | None = None
    error: tuple[str, ...] = ()
    warning: tuple[str, ...] = ()


class _Profiles(RootModel[dict[str, Profile]]):
    pass


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by name."""
    return read_table("draft_escalation.validate", "profiles.toml", _Profiles).root


def levels(name: str) -> Mapping[str, Level]:
    """Gives the least level of each rule that a profile raises, by code. Raises UserError for no profile."""
    known = profiles()
    profile = known.get(_SHORT.get(name, name))
    if profile is None:
        raise UserError(f"--profile {name}: no such profile; take one of {', '.join(known)}")
    raised: dict[str, Level] = {**levels(profile.extends)} if profile.extends else {}
    raised |= dict.fromkeys(profile.warning, "warning")
    return raised | dict.fromkeys(profile.error, "error")
