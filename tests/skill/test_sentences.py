"""Single sentences of many trades: what they show, and what only looks like it."""

import tomllib
from pathlib import Path

import pytest

from builders import Said, thread_of
from draft_escalation.skill.sightings import sightings
from draft_escalation.thread.model import Role

_TABLES = [
    tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    for name in ("sentences.toml", "families.toml")
]
SENTENCES = [
    (case["shows"], case["by"], text, fires)
    for table in _TABLES
    for case in table["sentences"]
    for fires, texts in ((True, case["fires"]), (False, case["silent"]))
    for text in texts
]


@pytest.mark.parametrize(("shows", "by", "text", "fires"), SENTENCES)
def test_a_sentence_shows_what_it_says_and_its_lookalike_does_not(
    shows: str, by: Role, text: str, *, fires: bool
) -> None:
    """Said after a first message of somebody else."""
    other: Role = "customer" if by == "agent" else "agent"
    thread = thread_of(
        Said("Yusra", other, "Hello.", "2026-03-02T08:00"), Said("Ana", by, text, "2026-03-02T09:00")
    )

    assert (shows in {one.name for one in sightings(thread)}) is fires
