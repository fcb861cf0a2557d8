"""The policy that holds as a table: each key, where its value comes from, and the value."""

import shutil
import sys
import textwrap
from collections.abc import Iterator

from draft_escalation.config_file import as_toml
from draft_escalation.settings import Loaded, load_settings, user_file
from draft_escalation.skill.team_policy import keys_of, team_policy, value_at

_SETTINGS = ("tier", "staff", "customer")
"""Settings that decide beside the policy: who escalates, and who is who."""
_BUILT_IN = "built in"
_NARROWEST = 24


def policy_table() -> list[str]:
    """Gives the lines of the table; on a terminal long values go on below, elsewhere a value is one line.

    Raises UserError where a settings file is wrong.
    """
    rows = list(_rows(load_settings({}, user_file=user_file())))
    key_width, place_width = (max(len(row[column]) for row in rows) + 2 for column in (0, 1))
    return [
        line
        for key, place, value in rows
        for line in _folded(f"{key:<{key_width}}{place:<{place_width}}", value)
    ]


def _rows(loaded: Loaded) -> Iterator[tuple[str, str, str]]:
    yield "KEY", "FROM", "VALUE"
    for name in _SETTINGS:
        yield name, loaded.origin.get(name, _BUILT_IN), as_toml(getattr(loaded.settings, name))
    team = team_policy(loaded.policies)
    for key in keys_of(team.policy):
        value = value_at(team.policy, key)
        if value is not None:
            yield ".".join(("policy", *key)), team.origin.get(key, _BUILT_IN), as_toml(value)


def _folded(head: str, value: str) -> list[str]:
    """A row; on a terminal its value in lines that fit beside the other columns, where there is room."""
    width = shutil.get_terminal_size().columns - len(head)
    if not is_terminal() or width < _NARROWEST:
        return [head + value]
    first, *more = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False) or [""]
    return [head + first, *(" " * len(head) + line for line in more)]


def is_terminal() -> bool:
    """Whether somebody reads this on a screen."""
    return sys.stdout.isatty()
