"""Whole threads of several trades (threads.toml): what each slot holds, what stays silent."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.thread.model import Thread

_ROWS: dict[str, dict[str, Any]] = {
    row["name"]: row
    for row in tomllib.loads(Path(__file__).with_name("threads.toml").read_text(encoding="utf-8"))["thread"]
}
_HOLDS = [
    (name, slot, words)
    for name, row in _ROWS.items()
    for slot, said in row["holds"].items()
    for words in said
]
_SILENT = [(name, slot) for name, row in _ROWS.items() for slot in row["rest"]["silent"]]


@cache
def _read(name: str) -> tuple[Thread, dict[str, tuple[Fact, ...]]]:
    row = _ROWS[name]
    said = [Said(author, role, words, at, *rest) for author, role, at, words, *rest in row["said"]]
    subject = row.get("subject")
    fields = "\n".join(
        part for part in (f"Subject: {subject}" if subject else "", row.get("fields", "")) if part
    )
    thread = thread_of(*said, subject=subject, fields=fields)
    extraction = extract_offline(thread)
    told = {path: facts for path, facts in extraction.facts.items() if not path.startswith("reproduction.")}
    return thread, {**told, "asks": tuple(ask.fact for ask in extraction.asks)}


def _text(facts: tuple[Fact, ...]) -> str:
    return " | ".join(f"{fact.text} {fact.basis or ''}" for fact in facts)


@pytest.mark.parametrize(("name", "slot", "words"), _HOLDS)
def test_a_thread_fills_its_slots(name: str, slot: str, words: str) -> None:
    """The slot carries the words, whatever else it carries."""
    assert words.lower() in _text(_read(name)[1].get(slot, ())).lower()


@pytest.mark.parametrize(("name", "slot"), _SILENT)
def test_what_nobody_says_stays_silent(name: str, slot: str) -> None:
    """No guess fills a slot."""
    assert _read(name)[1].get(slot, ()) == ()


@pytest.mark.parametrize("name", _ROWS)
def test_every_statement_cites_lines_and_none_says_what_was_corrected(name: str) -> None:
    """Cited lines exist; corrected figures and ticket numbers stand nowhere."""
    thread, slots = _read(name)
    facts = [fact for said in slots.values() for fact in said]
    assert all(fact.lines and set(fact.lines) <= set(thread.by_id) for fact in facts)
    assert [
        (fact.text, words) for words in _ROWS[name]["rest"]["never"] for fact in facts if words in fact.text
    ] == []


@pytest.mark.parametrize("name", _ROWS)
def test_a_summary_is_one_line_and_a_description_at_most_five_sentences(name: str) -> None:
    """The lengths that the format demands."""
    slots = _read(name)[1]
    assert [len(fact.text) <= 120 for fact in slots["summary"]] == [True]
    assert 1 <= len(slots["issue_description"]) <= 5
