"""A team's own policy: laid over the built-in one key by key, or refused in one line that points at a key."""

import json
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.config_file import as_toml
from draft_escalation.errors import UserError
from draft_escalation.settings import load_settings
from draft_escalation.skill.cadence import attention_deadline, customer_interval, due
from draft_escalation.skill.policy import Policy, digest, policy
from draft_escalation.skill.policy_checks import clashes
from draft_escalation.skill.team_policy import TeamPolicy, keys_of, policy_for, team_policy, value_at
from draft_escalation.toml_lines import Key

_BAD: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("bad_policies.toml").read_text(encoding="utf-8")
)["bad"]


def team(folder: Path, **files: str) -> TeamPolicy:
    """The policy under the files of a folder: `user`, `pyproject`, `own`."""
    names = {"user": "user.toml", "pyproject": "pyproject.toml", "own": "draft-escalation.toml"}
    for name, text in files.items():
        (folder / names[name]).write_text(text, encoding="utf-8")
    loaded = load_settings({}, environment={}, user_file=folder / "user.toml", project_folder=folder)
    assert policy_for(loaded) == team_policy(loaded.policies).policy
    return team_policy(loaded.policies)


def test_without_files_the_built_in_policy_holds(tmp_path: Path) -> None:
    """Which contradicts itself nowhere."""
    assert team(tmp_path) == TeamPolicy(policy(), {})
    assert list(clashes(policy())) == []


@pytest.mark.parametrize("bad", _BAD, ids=lambda bad: str(bad["says"])[:50])
@pytest.mark.parametrize(("file", "head"), [("own", ""), ("pyproject", "tool.draft-escalation.")])
def test_a_bad_table_is_refused_with_its_line(
    bad: dict[str, Any], file: str, head: str, tmp_path: Path
) -> None:
    """File, line, key, what was met, what was expected, what to do; in pyproject.toml as well."""
    text = bad["file"].replace("policy", f"{head}policy", 1)
    with pytest.raises(UserError) as caught:
        team(tmp_path, **{file: text})

    place, _, said = str(caught.value).partition(".toml:")
    assert Path(place).parent == tmp_path
    assert said.replace(head, "") == bad["says"]


def test_a_later_place_wins_key_by_key(tmp_path: Path) -> None:
    """Tables merge, lists replace; each value knows its file and line."""
    found = team(
        tmp_path,
        user="[policy]\nchasers = 3\nhigh_value_plans = ['gold']\n[policy.sla_hours]\ngold = 4\nteam = 24\n",
        pyproject="[tool.draft-escalation.policy.cadence.high]\ncustomer_max_hours = 6\n",
        own="policy.chasers = 4\npolicy.sla_hours = { Gold = 2 }\n",
    )

    assert found.policy.chasers == 4
    assert found.policy.high_value_plans == ("gold",)
    assert found.policy.sla_hours == {"gold": 2, "team": 24}
    assert found.policy.cadence["high"].customer_max_hours == 6
    assert found.policy.cadence["high"].internal_hours == 4
    places = {".".join(key): Path(place).name for key, place in found.origin.items()}
    assert places == {
        "chasers": "draft-escalation.toml:1",
        "high_value_plans": "user.toml:3",
        "sla_hours.gold": "draft-escalation.toml:2",
        "sla_hours.team": "user.toml:6",
        "cadence.high.customer_max_hours": "pyproject.toml:2",
    }


def test_a_file_is_checked_over_those_before_it(tmp_path: Path) -> None:
    """Each alone is fine; the later one is told what it contradicts."""
    with pytest.raises(UserError, match=r"toml:1: policy.business_hours.closes = 18:00:00: expected closes"):
        team(
            tmp_path,
            user="policy.business_hours = { opens = 19:00:00, closes = 23:00:00 }",
            own="policy.business_hours.closes = 18:00:00",
        )


def test_a_key_stands_in_for_its_alternative(tmp_path: Path) -> None:
    """What cannot hold beside what a later place sets no longer holds."""
    found = team(
        tmp_path,
        user="policy.business_hours = { country = 'DE', subdivision = 'BY' }",
        own="policy.attention.critical.end_of = 'day'\npolicy.business_hours.country = 'FR'",
    )

    assert found.policy.attention["critical"].within_hours is None
    assert found.policy.business_hours.subdivision is None
    assert ("business_hours", "subdivision") not in found.origin


@pytest.mark.parametrize(
    "table",
    [
        "",
        "[policy]",
        "[policy.sla_hours]",
        "policy.business_hours = { country = 'NZ', subdivision = 'AUK', zone = 'Pacific/Auckland' }",
        "policy.around_the_clock = ['critical', 'high']",
        "policy.around_the_clock = []",
        "policy.attention.high.within_hours = 4",
        "[policy.severity_words]\ncritical = ['urgent']\nhigh = ['p1']",
    ],
)
def test_what_makes_sense_is_taken(table: str, tmp_path: Path) -> None:
    """What a team may well want passes."""
    team(tmp_path, own=table)


def test_words_are_kept_in_small_letters(tmp_path: Path) -> None:
    """As they are compared; names stay as they are written."""
    held = team(
        tmp_path,
        own="[policy]\nhigh_value_plans = ['Gold Plus']\nhigh_value_customers = ['Nimbus Foods']\n"
        "[policy.severity_words]\ncritical = ['P1', 'ALARM']\n",
    ).policy

    assert held.high_value_plans == ("gold plus",)
    assert held.high_value_customers == ("Nimbus Foods",)
    assert held.severity_words["critical"] == ("p1", "alarm")


def test_saying_what_holds_anyway_changes_nothing(tmp_path: Path) -> None:
    """The fingerprint follows from the values, not from where they come from."""
    same = team(tmp_path, own="[policy]\nchasers = 2\nwaiting_days = 5.0\n").policy
    other = team(tmp_path, own="[policy]\nchasers = 3\n").policy

    assert digest(same) == digest(policy())
    assert digest(other) != digest(policy())


def test_every_key_has_a_value_to_show() -> None:
    """Down to the last table, the order as in policy.toml."""
    keys = list(keys_of(policy()))

    assert keys[0] == ("multiple_customers",)
    assert ("cadence", "high", "internal_hours") in keys
    assert value_at(policy(), ("cadence", "high", "internal_hours")) == 4
    assert value_at(policy(), ("sla_hours", "gold")) is None


_KEYS = [
    *keys_of(policy()),
    ("sla_hours", "gold"),
    ("business_hours", "zone"),
    ("cadence",),
    ("nonsense", "a b\n"),
]
_NUMBERS = st.integers(-2, 30) | st.floats() | st.sampled_from([10**30, 0, 1])
_SIMPLE = (
    _NUMBERS
    | st.booleans()
    | st.sampled_from(["critical", "high", "day", "week", "DE", "UTC", "a\nb", ""])
    | st.times().map(lambda at: at.replace(microsecond=0))
    | st.dates()
)
_VALUES = (
    _SIMPLE
    | st.lists(_SIMPLE, max_size=3)
    | st.dictionaries(st.sampled_from(["high", "x"]), _SIMPLE, max_size=2)
)


def taken(folder: Path, text: str) -> Policy | str:
    """The policy under a file, or what is said against it."""
    try:
        return team(folder, own=text).policy
    except UserError as error:
        return str(error)


@given(st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=4))
def test_any_file_is_taken_or_refused_in_one_line(values: dict[Key, Any]) -> None:
    """And a policy that is taken can be counted with."""
    rows = [f"policy.{'.'.join(map(json.dumps, key))} = {as_toml(value)}" for key, value in values.items()]
    with tempfile.TemporaryDirectory() as folder:
        held = taken(Path(folder), "\n".join(rows))
    if isinstance(held, str):
        assert "\n" not in held
        assert held.startswith(f"{folder}/draft-escalation.toml")
        return
    now = datetime(2026, 4, 6, 12, tzinfo=UTC)
    for severity in held.attention:
        assert attention_deadline(severity, now, held) > now
        assert due(now, customer_interval(severity, held, 4), severity, held) > now
