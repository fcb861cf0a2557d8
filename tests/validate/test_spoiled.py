"""Five good briefs, and what goes wrong with them: every rule fires on its own fault and on nothing else."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from validate.written import FORMS, NAMES, case_of, fired, words_of

_SECRET = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"
_DECIDING = ("SEV", "TGT", "DEC")


def _spoilers() -> list[dict[str, Any]]:
    path = Path(__file__).with_name("spoilers.toml")
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["spoiler"])


def _each() -> Iterator[Any]:
    for name in NAMES:
        for spoiler in _spoilers():
            if name in spoiler.get("on", NAMES):
                yield pytest.param(name, spoiler, id=f"{name}-{spoiler['name']}".replace(" ", "-"))


def _filled(value: Any, words: dict[str, str]) -> Any:
    if isinstance(value, str):
        return value.format_map({**words, "secret": _SECRET}) if "{" in value else value
    if isinstance(value, dict):
        return {key: _filled(one, words) for key, one in value.items()}
    return [_filled(one, words) for one in value] if isinstance(value, list) else value


def _of(extra: Any, name: str) -> set[str]:
    return set(extra.get(name, ()) if isinstance(extra, dict) else extra)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_good_brief_has_no_finding(name: str, form: str) -> None:
    """As JSON and as typed text, with its thread and without."""
    assert list(fired(case_of(name, {}), form)) == []


@pytest.mark.parametrize(("name", "spoiler"), list(_each()))
def test_a_fault_fires_its_rules_and_no_others(name: str, spoiler: dict[str, Any]) -> None:
    """Exactly the named rules, as JSON and as typed text; what only the thread shows, only with it."""
    case = case_of(name, _filled(spoiler["patch"], words_of(name)))
    alone = set(spoiler["fires"])
    whole = alone | _of(spoiler.get("also_with_thread", ()), name)

    assert _rules(fired(case, "json")) == whole
    if not spoiler.get("json_only"):
        assert _rules(fired(case, "typed")) == whole
        assert _rules(fired(case, "typed, no thread"), but=_DECIDING) == {
            code for code in alone if not code.startswith(_DECIDING)
        }


def test_there_are_many_faults() -> None:
    """At least 40 a brief, 200 in all."""
    counts = [sum(name in spoiler.get("on", NAMES) for spoiler in _spoilers()) for name in NAMES]

    assert min(counts) >= 40
    assert sum(counts) >= 200


def _rules(found: Iterator[tuple[str, str, str]], but: tuple[str, ...] = ()) -> set[str]:
    return {rule for rule, *_ in found if not rule.startswith(but or "-")}
