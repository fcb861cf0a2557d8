"""Drafts against an endpoint that behaves, and against one that does not."""

import asyncio
import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Literal

import pytest

from draft_escalation.brief.model import Signal
from draft_escalation.errors import DraftEscalationError, EndpointDown, EndpointError, ModelError, UserError
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.prompts import prompt_version
from endpoint import Asked, FakeEndpoint, Reply, Script, completion, failure, says
from extract.llm.cases import EXPORT, GOOD, Naps, drafted

ROOT = Path(__file__).parents[3]
KEY = "sk-" + "live-" + "4f9a" * 6


@pytest.mark.parametrize("mode", ["tools", "json_schema"])
def test_a_good_answer_is_one_request(mode: Literal["tools", "json_schema"]) -> None:
    """Facts by path, silent slots absent, signals with lines, and what it cost."""
    with FakeEndpoint(says(GOOD, usage=(2100, 340))) as endpoint:
        report = drafted(endpoint.base_url, mode=mode)
    assert len(endpoint.requests) == 1
    extraction = report.extraction
    assert extraction.kind == "bug"
    assert {path: [fact.text for fact in said] for path, said in extraction.facts.items()} == {
        "summary": ["CSV export fails with E-503"],
        "impact.customers_affected": ["14 users"],
    }
    assert extraction.facts["summary"][0].lines == ("m1.1", "m1.2")
    assert extraction.tried[0].result.text == "the export still fails"
    assert extraction.signals == (Signal(id="bug_confirmed", by="agent", lines=("m2.2",)),)
    assert (report.engine, report.model, report.prompt_version) == ("llm", "test-model", prompt_version())
    assert (report.tokens_in, report.tokens_out, report.requests) == (2100, 340, 1)


def test_the_form_is_asked_for_strictly() -> None:
    """Tool mode forces one strict function, schema mode a strict schema, both closed on every level."""
    with FakeEndpoint(says(GOOD), says(GOOD)) as endpoint:
        drafted(endpoint.base_url)
        drafted(endpoint.base_url, mode="json_schema")
    tool, schema = (asked.body for asked in endpoint.requests)
    function = tool["tools"][0]["function"]
    assert function["strict"] is True
    assert tool["tool_choice"]["function"]["name"] == function["name"]
    shape = schema["response_format"]["json_schema"]
    assert shape["strict"] is True
    for parameters in (function["parameters"], shape["schema"]):
        assert parameters["additionalProperties"] is False
        assert set(parameters["required"]) == set(parameters["properties"])


def test_without_usage_the_tokens_are_estimated() -> None:
    """Some endpoints do not count."""
    with FakeEndpoint(says(GOOD, usage=None)) as endpoint:
        report = drafted(endpoint.base_url)
    assert 1500 < report.tokens_in < 4000
    assert 100 < report.tokens_out < 400


@dataclass(frozen=True)
class Case:
    """A script, and what must come of it."""

    script: tuple[Script, ...]
    requests: int
    error: type[DraftEscalationError] | None = None
    told: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    models: tuple[str, ...] | None = ("test-model",)


def _truncated(asked: Asked) -> Reply:
    whole = says(GOOD)
    return replace(whole if isinstance(whole, Reply) else whole(asked), behave="truncate")


REFUSED = completion({"role": "assistant", "content": None, "refusal": "I cannot help with that."})
PROSE = completion({"role": "assistant", "content": "Sure, here is the brief."})
EMPTY = Reply(body={"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": []})
OTHER_CALL = completion(
    {
        "role": "assistant",
        "content": None,
        "tool_calls": [
            {"id": "c", "type": "function", "function": {"name": "search", "arguments": '{"q": "x"}'}}
        ],
    }
)
FINAL = {
    "wrong key": Case((failure(401, f"bad key {KEY}"),), 1, EndpointError, "401: the key is wrong"),
    "key wanted": Case((failure(401),), 1, EndpointError, "401: it wants a key", {"api_key": None}),
    "not allowed": Case((failure(403, f"{KEY} has no access"),), 1, EndpointError, "403: this key may not"),
    "no such model": Case(
        (failure(404),), 1, EndpointError, "no model 'x'; it has a, b", {"model": "x"}, ("a", "b")
    ),
    "wrong base URL": Case((failure(404),), 1, EndpointError, "usually ends in /v1", {"model": "x"}, None),
    "bad request": Case((failure(400, "no tools here"),), 1, EndpointError, "400: no tools here; see"),
    "too long": Case(
        (failure(400, "exceeds the available context size"),),
        1,
        EndpointError,
        "size; set window_tokens lower",
    ),
    "web page": Case((Reply(body="<html>Hello</html>"),), 1, EndpointError, "no chat completion"),
    "other JSON": Case((Reply(body={"hello": 1}),), 1, EndpointError, "no chat completion"),
    "quota": Case((failure(429, code="insufficient_quota"),), 1, EndpointError, "quota is used up"),
    "long pause": Case((failure(429, retry_after="600"),), 1, EndpointDown, "asks to wait 600 s"),
    "always down": Case((failure(503),) * 5, 5, EndpointError, "status 503 (no), 5 tries"),
    "always slow": Case(
        (Reply(behave="hang"),) * 5, 5, EndpointError, "no answer within 0.1 s, 5 tries", {"timeout_s": 0.1}
    ),
    "cut": Case((says('{"kind": "bu', finish="length"),), 1, ModelError, "answer cut at 20 tokens"),
    "refusal": Case((REFUSED,), 1, ModelError, "refuses: I cannot help with that; read"),
    "refusal, schema": Case((REFUSED,), 1, ModelError, "refuses: I cannot", {"mode": "json_schema"}),
    "filter": Case(
        (completion({"role": "assistant", "content": ""}, "content_filter"),), 1, ModelError, "filter"
    ),
    "prose twice": Case((PROSE, PROSE), 2, ModelError, "twice: prose instead of the form asked for"),
    "not JSON twice": Case((says("{"), says("{")), 2, ModelError, "twice: answer: Invalid JSON"),
    "wrong form twice": Case((says({}), says({"kind": "x"})), 2, ModelError, "facts: Field required"),
    "empty twice": Case((EMPTY, EMPTY), 2, ModelError, "holds no answer at all"),
    "no money for a second": Case(
        (says("{", usage=(3000, 50)),), 1, ModelError, "allows no second", {"budget_tokens": 6000}
    ),
    "too little money": Case((), 0, UserError, "the budget is 100; raise", {"budget_tokens": 100}),
    "which model": Case((), 0, UserError, "has a, b; choose one with --model", {}, ("a", "b")),
    "no model": Case((), 0, UserError, "lists no models; choose one", {}, None),
}
PASSING: dict[str, tuple[Script, ...]] = {
    "busy": (failure(429, retry_after="3"),),
    "busy, no hint": (failure(429),),
    "request timeout": (failure(408),),
    "server error": (failure(500), failure(502), failure(503), failure(504)),
    "hang": (Reply(behave="hang"),),
    "reset": (Reply(behave="reset"),),
    "body cut": (_truncated,),
    "body is half JSON": (Reply(body='{"id": "x", "cho'),),
    "prose": (PROSE,),
    "another call": (OTHER_CALL,),
    "empty": (EMPTY,),
    "unknown signal": (says({**GOOD, "signals": [{"id": "doom", "state": "holds", "lines": "m1.1"}]}),),
    "unknown slot": (says({**GOOD, "facts": [{"slot": "mood", "text": "bad", "lines": "m1.1"}]}),),
}


@pytest.mark.parametrize("name", FINAL)
def test_a_final_failure_is_one_line_that_says_what_to_do(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """The requests that were made, the kind of error, no key in it, and nothing on stderr beside it."""
    case = FINAL[name]
    settings = {"api_key": KEY, **case.settings}
    with (
        FakeEndpoint(*case.script, models=case.models) as endpoint,
        pytest.raises(DraftEscalationError) as caught,
    ):
        drafted(endpoint.base_url, **settings)
    assert type(caught.value) is case.error
    assert case.told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)
    assert len(endpoint.requests) == case.requests
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", PASSING)
def test_what_passes_is_tried_again(name: str) -> None:
    """The draft comes, after as many requests as there were failures and one."""
    script = PASSING[name]
    with FakeEndpoint(*script, says(GOOD)) as endpoint:
        report = drafted(endpoint.base_url, timeout_s=1 if name == "hang" else 20)
    assert report.extraction.kind == "bug"
    assert len(endpoint.requests) == report.requests == len(script) + 1


def test_a_second_request_says_what_was_wrong_with_the_first() -> None:
    """The answer and the error go along, and the tokens of both are counted."""
    wrong = {**GOOD, "kind": "defect"}
    with FakeEndpoint(says(wrong), says(GOOD)) as endpoint:
        report = drafted(endpoint.base_url)
    *_, answer, again = endpoint.requests[1].body["messages"]
    assert (answer["role"], again["role"]) == ("assistant", "user")
    assert '"defect"' in answer["content"]
    assert "kind: Input should be 'bug'" in again["content"]
    assert (report.tokens_in, report.tokens_out) == (200, 40)


@pytest.mark.parametrize("form", ["seconds", "milliseconds", "date"])
def test_retry_after_is_never_undercut(form: str) -> None:
    """Whatever the form, the wait is as long as asked at least."""
    then = datetime.now(UTC) + timedelta(seconds=31)
    headers = {
        "seconds": {"retry_after": "30"},
        "milliseconds": {"retry_after_ms": "30000"},
        "date": {"retry_after": format_datetime(then, usegmt=True)},
    }[form]
    naps = Naps()
    with FakeEndpoint(failure(429, **headers), says(GOOD)) as endpoint:
        drafted(endpoint.base_url, naps=naps)
    assert 29.5 <= sum(naps.taken) <= 40


def test_drafts_at_the_same_time_do_not_disturb_each_other() -> None:
    """Each call has its own count of tries."""

    async def many() -> list[int]:
        async with LlmEngine(Endpoint(base_url=endpoint.base_url, model="m"), Naps()) as engine:
            reports = await asyncio.gather(*(engine.extract(EXPORT) for _ in range(12)))
        return [report.requests for report in reports]

    with FakeEndpoint(*[failure(500)] * 6, *[says(GOOD)] * 12) as endpoint:
        counts = asyncio.run(many())
    assert sum(counts) == 18


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"base_url": None}, "no key and no base URL"),
        ({"base_url": "localhost:8000"}, "the base URL is no address"),
        ({"base_url": "http://host:port/v1"}, "the base URL is no address"),
        ({"base_url": "http://127.0.0.1/v1", "api_key": "two words"}, "the key holds a blank"),
        ({"base_url": "http://127.0.0.1/v1", "api_key": "clé"}, "the key holds a blank"),
    ],
)
def test_settings_that_cannot_work_are_told_before_anything_is_sent(
    settings: dict[str, Any], told: str
) -> None:
    """A key or address that is none."""
    with pytest.raises(UserError, match=told):
        asyncio.run(LlmEngine(Endpoint(**settings)).extract(EXPORT))


def test_a_base_url_without_key_sends_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Local endpoints want a key and do not look at it; a key in the environment is not for them."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with FakeEndpoint(says(GOOD)) as endpoint:
        drafted(endpoint.base_url)
    assert endpoint.requests[0].headers["authorization"] == "Bearer none"


def test_the_key_is_not_shown_with_the_settings() -> None:
    """Settings end up in logs and tracebacks."""
    endpoint = Endpoint(base_url="http://user:pass@host/v1", api_key=KEY)
    assert KEY not in f"{endpoint} {endpoint!r}"


def test_a_key_of_any_shape_stays_out_of_errors() -> None:
    """Servers repeat it; not every key looks like one."""
    with (
        FakeEndpoint(failure(400, "no plan for bluebird7")) as endpoint,
        pytest.raises(EndpointError) as caught,
    ):
        drafted(endpoint.base_url, api_key="bluebird7")
    assert "no plan for …" in str(caught.value)


def test_libraries_do_not_talk_beside_us() -> None:
    """Their log lines repeat the server's words, even where the host program shows logs."""
    code = (
        "import logging, sys; sys.path.insert(0, 'tests'); logging.basicConfig()\n"
        "from endpoint import FakeEndpoint, failure\n"
        "from extract.llm.cases import drafted\n"
        "with FakeEndpoint(failure(400, 'loud words')) as endpoint:\n"
        "    try: drafted(endpoint.base_url)\n"
        "    except Exception as error: print(type(error).__name__)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.stdout, run.stderr) == ("EndpointError\n", "")


def test_neither_import_nor_prompt_needs_the_client_libraries() -> None:
    """`--show-prompt` and the offline path start fast."""
    code = (
        "import sys; sys.path.insert(0, 'tests');"
        "from extract.llm.cases import EXPORT;"
        "from draft_escalation.extract.llm.engine import LlmEngine;"
        "from draft_escalation.extract.llm.settings import Endpoint;"
        "LlmEngine(Endpoint()).prompt_for(EXPORT);"
        "print(sorted({'openai', 'instructor', 'tenacity'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert run.stdout.strip() == "[]", run.stderr
