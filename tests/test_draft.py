"""The whole chain, with engines that work and engines that do not."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from builders import Said, thread_of
from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Fact, Signal
from draft_escalation.draft import Frame, compose, draft
from draft_escalation.errors import DraftEscalationError, EndpointError, ModelError, UserError
from draft_escalation.extract.engine import Report
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.extract.offline.engine import OfflineEngine
from draft_escalation.skill.policy import digest, policy
from draft_escalation.thread.model import Thread
from endpoint import FakeEndpoint, failure, says
from extract.llm.cases import EXPORT, GOOD, Naps

FRAME = Frame(policy=policy())


@dataclass(frozen=True)
class Failing:
    """An engine that cannot deliver."""

    error: Exception

    async def extract(self, thread: Thread) -> Report:  # noqa: ARG002  (the seam names it)
        raise self.error


def reported(**extraction: object) -> Report:
    """An engine's report on the export thread."""
    return Report(extraction=Extraction.model_validate(extraction), engine="offline")


def test_the_offline_engine_drafts() -> None:
    """Decision, brief, findings, the thread itself, and what made it."""
    document = asyncio.run(draft(EXPORT, OfflineEngine(), FRAME))

    assert document.run.engine == "offline"
    assert document.run.policy_digest == digest(FRAME.policy)
    assert document.brief.summary.text
    assert document.thread is not None
    assert [message.id for message in document.thread.messages] == ["m1", "m2"]
    assert document == asyncio.run(draft(EXPORT, OfflineEngine(), FRAME))


def test_the_model_drafts_after_failures_that_pass() -> None:
    """What it said stands in the brief, with its cost; nothing is said of the failures."""
    with FakeEndpoint(failure(429), failure(500), says(GOOD, usage=(2100, 340))) as endpoint:
        engine = LlmEngine(Endpoint(base_url=endpoint.base_url), Naps())
        document = asyncio.run(draft(EXPORT, engine, FRAME, OfflineEngine()))

    assert document.brief.summary.text == "CSV export fails with E-503"
    assert (document.run.engine, document.run.model) == ("llm", "test-model")
    assert (document.run.tokens_in, document.run.tokens_out) == (2100, 340)
    assert all(finding.rule != "RUN001" for finding in document.findings)


@pytest.mark.parametrize("error", [EndpointError("status 503, 5 tries"), ModelError("refuses: no")])
def test_the_fallback_drafts_in_its_place_and_says_so(error: DraftEscalationError) -> None:
    """The offline brief, and one finding more that holds the reason."""
    alone = asyncio.run(draft(EXPORT, OfflineEngine(), FRAME))
    stepped_in = asyncio.run(draft(EXPORT, Failing(error), FRAME, OfflineEngine()))

    assert stepped_in.brief == alone.brief
    (more,) = [finding for finding in stepped_in.findings if finding not in alone.findings]
    assert (more.rule, more.level) == ("RUN001", "warning")
    assert str(error) in more.message


@pytest.mark.parametrize("error", [EndpointError("down"), ModelError("refuses")])
def test_without_a_fallback_the_failure_is_raised(error: DraftEscalationError) -> None:
    """A model was demanded."""
    with pytest.raises(type(error), match=str(error)):
        asyncio.run(draft(EXPORT, Failing(error), FRAME))


@pytest.mark.parametrize("error", [UserError("choose a model"), ZeroDivisionError("a defect")])
def test_only_failures_of_the_model_are_stepped_in_for(error: Exception) -> None:
    """What the user must change, and what is broken, is not papered over."""
    with pytest.raises(type(error), match=str(error)):
        asyncio.run(draft(EXPORT, Failing(error), FRAME, OfflineEngine()))


def test_what_the_thread_does_not_bear_is_left_out_and_reported() -> None:
    """A figure that nobody said stands nowhere in the brief."""
    facts = {
        "summary": (Fact(text="CSV export fails with E-503", lines=("m1.1",)),),
        "impact.customers_affected": (Fact(text="140 users", lines=("m1.2",)),),
    }
    document = compose(EXPORT, reported(facts=facts), FRAME)

    assert [(one.field, one.text) for one in document.dropped] == [("impact.customers_affected", "140 users")]
    assert "140" not in document.brief.model_dump_json()
    assert document.brief.summary.text == "CSV export fails with E-503"
    assert document.brief.impact.customers_affected[0].state == "silent"


def test_the_tier_that_escalates_is_where_the_path_begins() -> None:
    """As the frame says."""
    report = reported(kind="bug", signals=(Signal(id="bug_confirmed", by="agent", lines=("m2.2",)),))
    paths = {
        tier: compose(EXPORT, report, Frame(policy=policy(), tier=tier)).decision.path
        for tier in ("l1", "l2")
    }

    assert paths["l1"][0] == "L1"
    assert paths["l2"][0] == "L2"


def test_now_is_the_last_message_unless_the_frame_says_otherwise() -> None:
    """An update that was in time then is overdue months later."""
    later = Frame(policy=policy(), as_of=datetime(2026, 7, 1, 9, 0, tzinfo=UTC))
    report = asyncio.run(OfflineEngine().extract(EXPORT))

    def overdue(frame: Frame) -> bool:
        return "COM004" in {finding.rule for finding in compose(EXPORT, report, frame).findings}

    assert not overdue(FRAME)
    assert overdue(later)


def test_a_thread_without_times_is_drafted() -> None:
    """Nothing counts as now then."""
    timeless = thread_of(
        Said("Ana", "customer", "The export fails with E-503."), Said("Yusra", "agent", "I look into it.")
    )

    document = asyncio.run(draft(timeless, OfflineEngine(), FRAME))

    assert document.brief.summary.text


def test_the_document_holds_no_hidden_characters() -> None:
    """It is printed."""
    hidden = thread_of(
        Said("Ana", "customer", "The export\u200b fails\x1b[2J with E-503.", "2026-04-13T15:22")
    )

    shown = asyncio.run(draft(hidden, OfflineEngine(), FRAME)).model_dump(mode="json")

    assert "\u200b" not in str(shown)
    assert "\x1b" not in str(shown)
    assert "SAF004" in str(shown["findings"])
