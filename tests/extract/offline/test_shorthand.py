"""Tries told as notes: lines in notes.toml."""

import tomllib
from pathlib import Path

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Tried
from draft_escalation.extract.offline.engine import extract_offline

_AT = "2026-04-13T09:00:00+00:00"
_TABLE = tomllib.loads(Path(__file__).with_name("notes.toml").read_text(encoding="utf-8"))


def _tried(words: str) -> tuple[Tried, ...]:
    note = Said("Yusra", "agent", words, _AT, "internal")
    return extract_offline(thread_of(Said("Ana", "customer", "Good morning.", _AT), note)).tried


@pytest.mark.parametrize(("words", "deed", "result"), _TABLE["tried"])
def test_a_note_of_a_try(words: str, deed: str, result: str) -> None:
    """The deed and what came of it are told apart."""
    (one,) = _tried(words)
    assert deed.lower() in one.action.text.lower()
    assert one.result is not None
    assert result.lower() in one.result.text.lower()


@pytest.mark.parametrize("words", _TABLE["silent"])
def test_what_notes_no_try(words: str) -> None:
    """Paths, changes of version, fields and small talk are no tries."""
    assert _tried(words) == ()
