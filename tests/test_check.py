"""`check` on anything at all: a report, or one line of error."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draft_escalation.check import Checked, Terms, check
from draft_escalation.errors import UserError
from draft_escalation.skill.policy import policy
from validate.written import NAMES, case_of, document_of

TERMS = Terms(policy())
TYPED = st.lists(
    st.sampled_from(
        (
            "ESCALATION: Export stops", "Severity: High", "Target: Engineering", "IMPACT",
            "- Customers affected: 14",
            "## Impact", "* **Workflow impact**: none", "REPRODUCTION STEPS", "1. Open it",
            "Expected: a file", "Actual:",
            "WHAT'S BEEN TRIED", "1. a → b", "WHAT'S NEEDED", "- fix: it [m1]", "- Deadline: 2026-04-17",
            "# waive IMP003: does not apply (Yusra, 2026-04-20)", "> quoted", "| a | b |", "", "[m9999]",
        )
    )
    | st.text(max_size=60),
    max_size=30,
).map("\n".join)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
).map(json.dumps)


def ends(data: bytes) -> None:
    """A report, or one line that a person can act on."""
    said = ""
    try:
        assert isinstance(check(data, TERMS), Checked)
    except UserError as error:
        said = str(error)
    assert "\n" not in said


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_end_in_a_report_or_one_line(data: bytes) -> None:
    """Text, half a file, nothing."""
    ends(data)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TYPED)
def test_any_brief_like_text_ends_in_a_report_or_one_line(text: str) -> None:
    """Headings, labels and bullets in any order, with anything between them."""
    ends(text.encode("utf-8", "replace"))


@settings(deadline=None, max_examples=60)
@given(JSON)
def test_any_json_ends_in_a_report_or_one_line(text: str) -> None:
    """Numbers, lists, objects of other programs."""
    ends(text.encode())


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.data())
def test_a_good_brief_with_one_value_spoiled_ends_in_a_report_or_one_line(
    name: str, data: st.DataObject
) -> None:
    """Any value of its JSON replaced by any other."""
    whole = json.loads(document_of(case_of(name, {})).model_dump_json(by_alias=True))
    room = whole
    while True:
        key = data.draw(st.sampled_from(sorted(room) if isinstance(room, dict) else range(len(room))))
        inner = room[key]
        if not (isinstance(inner, dict | list) and inner) or data.draw(st.booleans()):
            break
        room = inner
    room[key] = json.loads(data.draw(JSON))
    ends(json.dumps(whole).encode())


@pytest.mark.parametrize("depth", [500, 100_000])
def test_deep_nesting_is_one_line(depth: int) -> None:
    """Not a recursion that ends the program."""
    ends(b'{"a":' * depth)
