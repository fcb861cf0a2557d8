"""What a draft takes beside its thread, as an endpoint counts it, and where it does not count."""

import asyncio
import json
from typing import Any

import pytest

from builders import Said, thread_of
from draft_escalation.draft import Frame
from draft_escalation.eval.gold import Gold, Label
from draft_escalation.eval.run import evaluate
from draft_escalation.eval.table import ANSWER, OVERHEAD, table
from draft_escalation.eval.tally import tally
from draft_escalation.eval.tokens import answer_for_1000_words, overhead
from draft_escalation.extract.engine import Report
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.extract.offline.engine import OfflineEngine
from draft_escalation.skill.policy import policy
from draft_escalation.thread.model import Thread
from endpoint import Asked, FakeEndpoint, Reply, Script, says
from eval.labels import LABEL, THREAD
from extract.llm.cases import EXPORT, GOOD

EMPTY = {**GOOD, "facts": [], "tried": [], "signals": []}
MADE_UP = {**EMPTY, "facts": [{"slot": "customers_affected", "text": "97 users", "lines": "m1.2"}]}


def by_characters(asked: Asked) -> Reply:
    """Counts a token for every four characters of all that it is sent, the schema among them."""
    schema = json.dumps(asked.body["tools"][0]["function"]["parameters"], separators=(",", ":"))
    reply = says(EMPTY, usage=(len("".join(m["content"] for m in asked.body["messages"]) + schema) // 4, 9))
    return reply if isinstance(reply, Reply) else reply(asked)


def measured(thread: Thread, *script: Script, **settings: Any) -> tuple[float | None, Report]:
    with FakeEndpoint(*script) as endpoint:
        engine = LlmEngine(Endpoint(base_url=endpoint.base_url, **settings))
        report = asyncio.run(engine.extract(thread))
    return overhead(thread, engine, report), report


def long(messages: int) -> Thread:
    return thread_of(*(Said("Ana", "customer", f"Table {n} fails. " * 30) for n in range(messages)))


def test_the_overhead_is_the_same_for_every_thread_and_keeps_its_bar() -> None:
    """Short, long, and in parts: instructions, frame and schema, at four characters a token."""
    figures = [
        measured(EXPORT, by_characters)[0],
        measured(long(20), by_characters)[0],
        measured(long(20), *[by_characters] * 9, window_tokens=1000)[0],
    ]

    assert all(figure == pytest.approx(figures[0], rel=0.01) for figure in figures)
    assert figures[0] is not None
    assert OVERHEAD * 0.8 < figures[0] <= OVERHEAD


def test_where_the_endpoint_does_not_count_it_is_estimated() -> None:
    """More than that: a budget's estimate is a careful one."""
    counted = measured(EXPORT, by_characters)[0]
    estimated = measured(EXPORT, says(EMPTY, usage=None))[0]

    assert counted is not None
    assert estimated == pytest.approx(counted * 4 / 3.5, rel=0.05)


def test_a_draft_with_a_repair_tells_nothing_of_the_overhead() -> None:
    """Its tokens are those of two requests."""
    figure, report = measured(EXPORT, says(MADE_UP), says({"statements": []}))

    assert (figure, report.requests) == (None, 2)


def test_an_engine_without_a_model_has_none() -> None:
    """Nothing is sent."""
    report = asyncio.run(OfflineEngine().extract(EXPORT))

    assert overhead(EXPORT, OfflineEngine(), report) is None


@pytest.mark.parametrize(("words", "tokens"), [(10, 900), (1000, 900), (3000, 300)])
def test_an_answer_is_held_against_a_thousand_words(words: int, tokens: float) -> None:
    """A short thread is given as much room as one of a thousand words."""
    thread = Thread("t", "test", None, thread_of(Said("Ana", "customer", "it " * words)).messages)
    report = Report(extraction=measured(EXPORT, says(EMPTY))[1].extraction, engine="llm", tokens_out=900)

    assert answer_for_1000_words(thread, report) == pytest.approx(tokens, rel=0.05)


def test_both_are_rows_of_the_table() -> None:
    """With their bars; the most of all threads for the answer, the mean for the overhead."""
    gold = Gold(name="t1", thread=THREAD.encode(), label=Label.model_validate(LABEL))
    with FakeEndpoint(says(EMPTY, usage=(2600, 700)), says(EMPTY, usage=(2600, 1900))) as endpoint:
        engine = LlmEngine(Endpoint(base_url=endpoint.base_url))
        outcomes = asyncio.run(evaluate([gold, gold], engine, Frame(policy=policy()), 1))
    figures = tally("llm", outcomes)
    rows = {line.rpartition("  ")[0].strip(): line.split()[-1] for line in table([figures]).splitlines()}

    assert rows[f"answer, tokens for 1000 words (bar {ANSWER})"] == "1900"
    assert 2000 < int(rows[f"overhead, tokens a request (bar {OVERHEAD})"]) < 2600
    assert figures.model_dump()["answer"] == 1900
