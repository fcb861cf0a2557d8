"""The policy that holds: the built-in one with what a team's settings files say laid over it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from draft_escalation.settings import Loaded
from draft_escalation.skill.policy import Policy, policy

if TYPE_CHECKING:
    from draft_escalation.config_file import Source
    from draft_escalation.toml_lines import Key

_INSTEAD = {
    "within_hours": ("end_of",),
    "end_of": ("within_hours",),
    "country": ("subdivision",),
}
"""Keys that a later place sets in place of others: TOML has no word to unset a key."""


class TeamPolicy(NamedTuple):
    """A policy, and for each value that is not built in, the place that set it (`file:line`)."""

    policy: Policy
    origin: "Mapping[Key, str]"


def policy_for(loaded: Loaded) -> Policy:
    """The policy under these settings. Raises UserError as `team_policy` does."""
    return team_policy(loaded.policies).policy


def team_policy(tables: "Iterable[Source]") -> TeamPolicy:
    """Lays each table `[policy]` over what held before: tables merge, lists and values replace.

    Every table must make sense over those before it. Raises UserError, naming file, line and key, for an
    unknown key, a wrong type, a value out of range, and for what contradicts itself.
    """
    held, origin = policy(), {}
    for table in tables:
        held = _checked(_laid(table.values, held.model_dump()), table)
        for key in _leaves(table.values):
            origin[(*key[:-1], _plain(key[-1]))] = table.at(key)
    return TeamPolicy(held, {key: place for key, place in origin.items() if value_at(held, key) is not None})


def value_at(held: Policy, key: "Key") -> Any:
    """What a policy says under a key; None where nothing is set."""
    found: Any = held
    for part in key:
        found = found.get(part) if isinstance(found, Mapping) else getattr(found, part)
    return found


def keys_of(held: Policy) -> "Iterator[Key]":
    """Every key of a policy that has a value of its own, in the order of policy.toml."""
    return _leaves(held.model_dump())


def _leaves(values: Mapping[str, Any], inside: "Key" = ()) -> "Iterator[Key]":
    for name, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, (*inside, name))
        else:
            yield (*inside, name)


def _plain(name: str) -> str:
    return name.strip().lower()


def _laid(over: Mapping[str, Any], under: Mapping[str, Any]) -> dict[str, Any]:
    dropped = {name for set_ in over for name in _INSTEAD.get(set_, ()) if name not in over}
    laid = {name: None if name in dropped else value for name, value in under.items()}
    for name, value in over.items():
        held = laid.get(name)
        both = isinstance(held, Mapping) and isinstance(value, Mapping)
        laid[name] = _laid(value, held or {}) if both else value
    return laid


def _checked(values: dict[str, Any], table: "Source") -> Policy:
    from draft_escalation.skill.policy_checks import clashes

    try:
        held = Policy.model_validate(values)
    except ValidationError as error:
        raise table.refused(error.errors(), policy().model_dump()) from None
    for clash in clashes(held):
        key = next((key for key in clash.keys if key in table.lines), clash.keys[0])
        raise table.wrong(key, f"expected {clash.expected}", clash.todo)
    return held
