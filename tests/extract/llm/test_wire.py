"""The form of an answer: what the schema allows is read, and read into the domain's own shapes."""

from typing import Any

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from draft_escalation.brief.model import SlaFact
from draft_escalation.extract.llm.domain import to_extraction
from draft_escalation.extract.llm.wire import Answer, Mended, answer_schema, asked_form, mended_schema, paths
from draft_escalation.skill.signals import signals
from extract.llm.cases import EXPORT, GOOD

text = st.text(max_size=20)
lines = st.sampled_from(["", "m1.1", "m1.1 m2.2", "[m1.2], m2", "m1.1-m1.2", "m99.4", "somewhere"])


def _row(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({**fields, "lines": lines}), max_size=3)


def _any_of(room: str, field: str) -> st.SearchStrategy[str]:
    properties = answer_schema()["properties"][room]["items"]["properties"]
    return st.sampled_from(properties[field]["enum"])


NOTHING: dict[str, Any] = {
    "kind": "bug",
    "facts": [],
    "sla": "within",
    "tried": [],
    "asks": [],
    "refs": [],
    "signals": [],
}
answers = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(answer_schema()["properties"]["kind"]["enum"]),
        "facts": _row(slot=st.sampled_from(list(paths())), text=st.none() | text),
        "sla": st.sampled_from(answer_schema()["properties"]["sla"]["enum"]),
        "tried": _row(action=text, result=st.none() | text, kind=_any_of("tried", "kind")),
        "asks": _row(kind=_any_of("asks", "kind"), text=text),
        "refs": _row(kind=_any_of("refs", "kind"), text=text),
        "signals": _row(id=st.sampled_from(list(signals())), state=_any_of("signals", "state")),
    }
)


@settings(deadline=None)
@given(answers)
@example({**NOTHING, "facts": [{"slot": "summary", "text": "\x1b", "lines": "m1.1"}]})
@example({**NOTHING, "tried": [{"action": "Reset", "result": "\x1b", "kind": "done", "lines": "m1.1"}]})
def test_what_the_schema_allows_becomes_an_extraction(answer: dict[str, Any]) -> None:
    """Schema, model and domain agree; no statement is empty and every id has the form of one."""
    jsonschema.validate(answer, answer_schema())
    extraction = to_extraction(Answer.model_validate(answer), EXPORT)
    said = [fact for slot in extraction.facts.values() for fact in slot]
    said += [tried.result for tried in extraction.tried if tried.result.state != "silent"]
    assert all(fact.text for fact in said)
    assert all(line.startswith("m") for fact in said for line in fact.lines)
    assert all(signal.lines for signal in extraction.signals)


@pytest.mark.parametrize("form", [Answer, Mended])
def test_the_form_is_wrapped_once(form: type[Answer]) -> None:
    """Wrapping it on every call would cost most of a request's time."""
    assert asked_form(form) is asked_form(form)
    assert asked_form(form).__name__ == form.__name__
    assert not asked_form(form).model_fields
    assert asked_form(form).model_json_schema() is (answer_schema() if form is Answer else mended_schema())


def test_a_full_path_is_read_as_its_slot() -> None:
    """Models write what they know from the brief's own JSON."""
    answer = Answer.model_validate({"kind": "bug", "facts": [{"slot": "impact.started", "text": "Monday"}]})
    assert list(to_extraction(answer, EXPORT).facts) == ["impact.started"]


def test_lines_may_come_as_a_list_or_not_at_all() -> None:
    """Not every endpoint holds its model to the schema."""
    fact = {"slot": "started", "text": "Monday"}
    rows = [{**fact, "lines": ["m1.1", "m1.2"]}, {**fact, "lines": None}, fact]
    answer = Answer.model_validate({"kind": "bug", "facts": rows})
    said = to_extraction(answer, EXPORT).facts["impact.started"]
    assert [one.lines for one in said] == [("m1.1", "m1.2"), (), ()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"facts": [{"slot": "mood", "text": "bad", "lines": ""}]},
        {"signals": [{"id": "doom", "state": "holds", "lines": "m1.1"}]},
        {"kind": "defect"},
        {"facts": None},
    ],
)
def test_what_is_not_on_the_lists_is_refused(wrong: dict[str, Any]) -> None:
    """The model is then asked once more; its words stay out of the error."""
    with pytest.raises(ValidationError) as caught:
        Answer.model_validate({**GOOD, **wrong})
    assert "input_value" not in str(caught.value)


@pytest.mark.parametrize("status", ["", "null", "not stated", 3, ["within"]])
def test_an_sla_status_that_is_none_is_silent(status: object) -> None:
    """Servers that drop the list of a nullable string let a model write anything there."""
    assert Answer.model_validate({**GOOD, "sla": status}).sla is None


def test_the_sla_slot_carries_its_status() -> None:
    """The one slot with a value beside its words."""
    said = [{"slot": "sla_status", "text": "4 h, missed at 18:00", "lines": "m2.1"}]
    answer = Answer.model_validate({**GOOD, "facts": said, "sla": "breached"})
    (fact,) = to_extraction(answer, EXPORT).facts["impact.sla_status"]
    assert isinstance(fact, SlaFact)
    assert fact.status == "breached"


def test_a_link_keeps_its_address() -> None:
    """The address is taken from the words, so that it is the thread's own."""
    refs = [
        {"kind": "link", "text": "status page (https://status.acme.example/i/7).", "lines": "m2.1"},
        {"kind": "log", "text": "proxy log", "lines": "m2.1"},
    ]
    found = to_extraction(Answer.model_validate({**GOOD, "refs": refs}), EXPORT).context
    assert [one.url for one in found] == ["https://status.acme.example/i/7", None]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("3. Run", ["Run"]),
        ("2) Open the page", ["Open the page"]),
        (
            "1. Open it. 2. Tap Extend +30. 3. Confirm; 4. Wait",
            ["Open it.", "Tap Extend +30.", "Confirm", "Wait"],
        ),
        ("Web: 2. Select Code", ["Web: Select Code"]),
        ("Set the limit to 3. Run it again", ["Set the limit to 3. Run it again"]),
        ("1. Upgrade to 7. Restart", ["Upgrade to 7. Restart"]),
        ("Start 2.1.7", ["Start 2.1.7"]),
    ],
)
def test_steps_lose_the_numbers_that_the_model_gave_them(text: str, steps: list[str]) -> None:
    """Several in one text are as many steps; numbers that belong to the words stay."""
    said = [{"slot": "steps", "text": text, "lines": "m1.1"}]
    facts = to_extraction(Answer.model_validate({**GOOD, "facts": said}), EXPORT).facts
    assert [fact.text for fact in facts["reproduction.steps"]] == steps
    assert all(fact.lines == ("m1.1",) for fact in facts["reproduction.steps"])
