"""What each slot hears, and what it lets pass: snippets by slot in said.toml."""

import tomllib
from pathlib import Path

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.thread.model import Thread

_AT = "2026-04-13T09:00:00+00:00"
_TABLE = tomllib.loads(Path(__file__).with_name("said.toml").read_text(encoding="utf-8"))
_FIRES = [(path, words, holds) for path, row in _TABLE.items() for words, holds in row["fires"]]
_SILENT = [(path, words) for path, row in _TABLE.items() for words in row["silent"]]


def _thread(words: str) -> Thread:
    """A thread in which the words are said by whom they are marked with."""
    who, _, rest = words.partition(": ")
    if who == "record":
        return thread_of(Said("Ana", "customer", "Good morning.", _AT), fields=rest)
    if who == "agent":
        return thread_of(Said("Ana", "customer", "Good morning.", _AT), Said("Yusra", "agent", rest, _AT))
    return thread_of(Said("Ana", "customer", words, _AT))


@pytest.mark.parametrize(("path", "words", "holds"), _FIRES)
def test_a_slot_holds_what_somebody_says_for_it(path: str, words: str, holds: str) -> None:
    """The slot's facts carry the words and cite lines that exist."""
    thread = _thread(words)
    facts = extract_offline(thread).facts.get(path, ())
    assert holds in " | ".join(fact.text for fact in facts)
    assert all(line in thread.by_id for fact in facts for line in fact.lines)


@pytest.mark.parametrize(("path", "words"), _SILENT)
def test_a_slot_is_silent_about_other_words(path: str, words: str) -> None:
    """Words that only look like it leave the slot empty."""
    facts = extract_offline(_thread(words)).facts.get(path, ())
    told = [fact for fact in facts if fact.text not in {"Good morning.", "reported by Ana"}]
    assert told == [] or (path == "impact.workflow_impact" and told[0].lines[0].startswith("m1"))
