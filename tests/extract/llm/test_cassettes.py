"""Drafts from recorded answers: the real libraries, the real prompt, no network."""

import asyncio
import json
from pathlib import Path

import pytest
import vcr  # type: ignore[import-untyped]
import yaml  # type: ignore[import-untyped]

from draft_escalation.errors import DraftEscalationError, EndpointError
from draft_escalation.extract.engine import Report
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.ground.ground import ground
from endpoint import FakeEndpoint, failure, says
from extract.llm.cases import EXPORT, GOOD, Naps
from extract.llm.record import record
from extract.llm.recording import CONFIG, Expected, Recorded, check_played, recorded

KEY = "sk-" + "recorded-" + "77" * 12
ELSEWHERE = Endpoint(base_url="https://elsewhere.example:8443/openai/v1", api_key=KEY, model="another-model")


def _with_cassette(one: Recorded) -> object:
    return pytest.param(one, id=one.name, marks=pytest.mark.vcr(one.cassette.name))


@pytest.mark.parametrize("one", [_with_cassette(one) for one in recorded()])
def test_a_recorded_draft_is_faithful(one: Recorded) -> None:
    """What the thread plainly says is there, cited; what it does not say is not."""
    report = asyncio.run(LlmEngine(one.asked_of(ELSEWHERE), Naps()).extract(one.thread))
    extraction = ground(report.extraction, one.thread).extraction
    said = {path: " ".join(fact.text for fact in facts) for path, facts in extraction.facts.items()}
    assert not {path: words for path, words in one.expect.facts.items() if words not in said.get(path, "")}
    holds = {signal.id for signal in extraction.signals if signal.state == "holds"}
    assert set(one.expect.holds) <= holds
    assert not set(one.expect.never) & holds
    assert one.expect.kind in {None, extraction.kind}
    assert report.tokens_in > 0
    assert report.tokens_out > 0


SMALL = Recorded("small", "tools", EXPORT, Expected())


def _record(path: Path) -> None:
    with FakeEndpoint(failure(500), says({**GOOD, "kind": "defect"}), says(GOOD)) as endpoint:
        here = Endpoint(base_url=endpoint.base_url, api_key=KEY)
        assert asyncio.run(record(SMALL, here, path)) == 3


def _replay(path: Path) -> Report:
    with vcr.VCR(**CONFIG).use_cassette(str(path), record_mode="none") as cassette:
        report = asyncio.run(LlmEngine(ELSEWHERE, Naps()).extract(EXPORT))
        check_played(cassette)
    return report


def test_a_recording_plays_at_any_endpoint(tmp_path: Path) -> None:
    """Another host, port, path, key and model; the failure on the way was not kept."""
    _record(tmp_path / "small.yaml")
    assert [path.name for path in tmp_path.iterdir()] == ["small.yaml"]
    report = _replay(tmp_path / "small.yaml")
    assert (report.extraction.kind, report.requests) == ("bug", 2)


def test_a_recording_keeps_nothing_of_the_endpoint(tmp_path: Path) -> None:
    """No key, no address, no header beyond the form's; the prompt can be read."""
    _record(tmp_path / "small.yaml")
    text = (tmp_path / "small.yaml").read_text(encoding="utf-8")
    assert not [word for word in (KEY, "127.0.0.1", "Bearer", "stainless", "BaseHTTP") if word in text]
    assert "Since Monday all 14 users" in text


def test_another_prompt_does_not_play(tmp_path: Path) -> None:
    """The body pins it: changed words are recorded anew."""
    path = tmp_path / "small.yaml"
    _record(path)
    path.write_text(
        path.read_text(encoding="utf-8").replace("all 14 users", "all 15 users"), encoding="utf-8"
    )
    with pytest.raises(EndpointError):
        _replay(path)


def test_a_recorded_request_that_nobody_makes_fails(tmp_path: Path) -> None:
    """The tail of a cassette must be played."""
    path = tmp_path / "small.yaml"
    _record(path)
    kept = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({**kept, "interactions": kept["interactions"] * 2}), encoding="utf-8")
    with pytest.raises(pytest.fail.Exception, match="2 of 4 recorded requests were made"):
        _replay(path)


def test_a_draft_that_fails_leaves_the_old_recording(tmp_path: Path) -> None:
    """A wrong key costs nothing."""
    path = tmp_path / "small.yaml"
    path.write_text(json.dumps({"old": True}), encoding="utf-8")
    with FakeEndpoint(failure(401)) as endpoint, pytest.raises(DraftEscalationError):
        asyncio.run(record(SMALL, Endpoint(base_url=endpoint.base_url), path))
    assert json.loads(path.read_text(encoding="utf-8")) == {"old": True}
