"""What each slot of the reproduction holds, and what it lets pass: snippets by slot in reproduction.toml."""

import tomllib
from pathlib import Path

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.thread.model import Thread
from draft_escalation.thread.read import read_thread

_AT = "2026-04-13T09:00:00+00:00"
_TABLE = tomllib.loads(Path(__file__).with_name("reproduction.toml").read_text(encoding="utf-8"))
_FIRES = [(slot, words, holds) for slot, row in _TABLE.items() for words, holds in row["fires"]]
_SILENT = [(slot, words) for slot, row in _TABLE.items() for words in row["silent"]]


def _thread(words: str) -> Thread:
    who, _, rest = words.partition(": ")
    if who == "agent":
        return thread_of(Said("Ana", "customer", "Good morning.", _AT), Said("Yusra", "agent", rest, _AT))
    return thread_of(Said("Ana", "customer", words, _AT))


def _told(thread: Thread, slot: str) -> list[str]:
    facts = extract_offline(thread).facts.get(f"reproduction.{slot}", ())
    assert all(line in thread.by_id for fact in facts for line in fact.lines)
    return [fact.text for fact in facts]


@pytest.mark.parametrize(("slot", "words", "holds"), _FIRES)
def test_a_slot_holds_what_somebody_says_for_it(slot: str, words: str, holds: str) -> None:
    """The slot's facts carry the words and cite lines that exist."""
    told = _told(_thread(words), slot)
    assert told
    assert holds in " | ".join(told)


@pytest.mark.parametrize(("slot", "words"), _SILENT)
def test_a_slot_is_silent_about_other_words(slot: str, words: str) -> None:
    """Words that only look like it leave the slot empty."""
    assert _told(_thread(words), slot) == []


def test_code_that_reproduces_it_is_a_step_a_statement() -> None:
    """Each statement of a minimal example is a step; its comments are none."""
    text = (
        "Ana Sol\nApr 13, 2026, 09:12\n\nHere is a minimal example that reproduces the crash:\n\n"
        "```\n# loads the plan\nplan = load('north')\nplan.publish(dry=True)\n```\n"
    )
    told = _told(read_thread(text, source="test"), "steps")
    assert told == ["plan = load('north')", "plan.publish(dry=True)"]


def test_a_corrected_symptom_is_not_told() -> None:
    """A line whose figure is taken back later is left out of the actual behaviour."""
    thread = thread_of(
        Said("Ana", "customer", "The export fails in 40 shops.", _AT),
        Said(
            "Ana", "customer", "Sorry, I was wrong: it is 4 shops, not 40. The export button is missing.", _AT
        ),
    )
    assert not any("40 shops" in text for text in _told(thread, "actual"))


def test_at_most_fifteen_steps_are_told() -> None:
    """A long list is cut."""
    items = "\n".join(f"{number}. Press key {number}." for number in range(1, 25))
    assert len(_told(_thread(f"Steps to reproduce:\n{items}"), "steps")) == 15
