"""What each slot of the reproduction holds, and what it lets pass: snippets by slot in reproduction.toml."""

import tomllib
from pathlib import Path

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Fact
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


def _facts(thread: Thread, slot: str) -> tuple[Fact, ...]:
    return extract_offline(thread).facts.get(f"reproduction.{slot}", ())


def _told(thread: Thread, slot: str) -> list[str]:
    facts = _facts(thread, slot)
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


def test_a_line_is_told_where_it_serves_best() -> None:
    """What was tried, what works all the same and what was before are no symptoms as well."""
    words = (
        "The oven door stays open when I press Bake.\nThe oven in hall 2 works fine on the same line.\n"
        "I restarted the panel, but the door still stays open.\n"
        "Before the update it worked fine until the bell rang.\n"
    )
    thread = _thread(words)
    lines = [fact.lines for slot in ("actual", "expected", "ruled_out") for fact in _facts(thread, slot)]
    assert len(lines) == len(set(lines))
    assert _told(thread, "actual") == ["The oven door stays open when I press Bake."]


def test_a_symptom_is_told_once() -> None:
    """The same said again in other words is left out, and never more than four facts are told."""
    again = "The belt scale shows the wrong weight again when I press Tare."
    thread = _thread(
        f"The belt scale shows the wrong weight when I press Tare.\n{again}\nThe lamp stays dark."
    )
    assert len(_told(thread, "actual")) == 2


def test_colours_of_a_terminal_fall_off() -> None:
    """Their codes are no part of the error text, and the failure comes before the warning."""
    text = (
        "Here is the log:\n[33mWARN[0m pool: nearly full, request refused\n"
        "[31mERROR[0m pool: allocation failed (E_NOMEM)"
    )
    told = _told(_thread(text), "evidence")
    assert told[0] == "ERROR pool: allocation failed (E_NOMEM)"


def test_the_environment_is_cut_to_what_names_it() -> None:
    """Of a sentence only the words around the value are told."""
    words = (
        "Since Monday's update to DockFlow 6.2.1 (we were on 6.1.8 before) the pallet labels come out blank."
    )
    assert _told(_thread(words), "environment") == [
        "Monday's update to DockFlow 6.2.1 (we were on 6.1.8 before)"
    ]


def test_settings_of_a_file_are_no_section() -> None:
    """A block of YAML that has an entry "environment:" tells no environment."""
    assert _told(_thread("Our file:\nenvironment:\n  - TZ=Europe/Prague\n  - MODE=prod"), "environment") == []


def test_accounts_of_two_people_are_not_mixed() -> None:
    """The account with most acts is told; another's that repeats it is not."""
    thread = thread_of(
        Said("Ana", "customer", "When I open the rota and press Publish, it freezes.", _AT),
        Said("Mateo", "customer", "When we press Publish, it freezes here too.", _AT),
    )
    assert _told(thread, "steps") == ["Open the rota", "Press Publish"]


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


def test_what_stands_instead_is_told_on_both_sides() -> None:
    """A line that names both what comes and what should come serves both slots."""
    thread = _thread("The card shows the advert instead of the programme.")
    assert _told(thread, "expected") == ["Instead of the programme."]
    assert _told(thread, "actual") == ["The card shows the advert instead of the programme."]


def test_colleagues_among_themselves_tell_steps() -> None:
    """A list of staff is advice where a customer may read it, and an account where none does."""
    acts = "1) Start the kiln\n2) Press Hold\n3) Release it"
    alone = thread_of(Said("Yusra", "agent", acts, _AT, "unknown"))
    heard = thread_of(
        Said("Ana", "customer", "The kiln stops.", _AT), Said("Yusra", "agent", acts, _AT, "unknown")
    )
    assert _told(alone, "steps") == ["Start the kiln", "Press Hold", "Release it"]
    assert _told(heard, "steps") == []
