"""How people paste: every file in pastes/ is one paste and what it must be read as."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from draft_escalation.thread import Message, Thread
from draft_escalation.thread.read import read_thread

PASTES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted(Path(__file__).parent.glob("pastes/*.toml"))
}


def _read(paste: dict[str, Any]) -> Thread:
    return read_thread(paste["text"], source="test")


def _said(thread: Thread) -> list[Message]:
    return [message for message in thread.messages if message.id != "m0"]


@pytest.mark.parametrize("name", PASTES)
def test_lines_tile_the_text(name: str) -> None:
    """Joined in order, the lines are the pasted text again."""
    assert _read(PASTES[name]).text == PASTES[name]["text"]


@pytest.mark.parametrize("name", PASTES)
def test_authors_roles_visibility_and_order(name: str) -> None:
    """Every message has its author, role and visibility, oldest first."""
    thread = _read(PASTES[name])
    found = [(m.author or "", m.role, m.visibility) for m in _said(thread)]
    assert found == [
        (author, role, visibility) for author, role, visibility, _, _ in PASTES[name]["messages"]
    ]
    assert [m.id for m in _said(thread)] == [f"m{number}" for number in range(1, len(found) + 1)]


@pytest.mark.parametrize("name", PASTES)
def test_times(name: str) -> None:
    """Times are read where the paste tells the whole date."""
    found = [m.sent_at for m in _said(_read(PASTES[name]))]
    assert found == [
        datetime.fromisoformat(time) if time else None for *_, time, _ in PASTES[name]["messages"]
    ]


@pytest.mark.parametrize("name", PASTES)
def test_bodies(name: str) -> None:
    """Each message keeps its own words."""
    thread = _read(PASTES[name])
    for message, (*_, words) in zip(_said(thread), PASTES[name]["messages"], strict=True):
        assert any(line.text.lstrip("> \n").startswith(words) for line in message.body), (message.id, words)


@pytest.mark.parametrize("name", [name for name, paste in PASTES.items() if "flags" in paste])
def test_flags(name: str) -> None:
    """Headers, chrome, quotes, signatures and logs are flagged; `plain` lines have no such flag."""
    thread = _read(PASTES[name])
    for flag, beginnings in PASTES[name]["flags"].items():
        for words in beginnings:
            flags = next(line.flags for line in thread.lines if words in line.text)
            assert (
                (flag in flags)
                if flag != "plain"
                else not {"quoted", "chrome", "header", "signature"} & set(flags)
            ), words


@pytest.mark.parametrize("name", [name for name, paste in PASTES.items() if "subject" in paste])
def test_subject(name: str) -> None:
    """The subject comes from the top of the paste or from the first mail."""
    assert _read(PASTES[name]).subject == PASTES[name]["subject"]


@pytest.mark.parametrize("name", [name for name, paste in PASTES.items() if "style" in paste])
def test_style(name: str) -> None:
    """The kind of paste is named."""
    assert _read(PASTES[name]).reading.style == PASTES[name]["style"]


@pytest.mark.parametrize("name", [name for name, paste in PASTES.items() if "fields" in paste])
def test_fields_are_citable(name: str) -> None:
    """The ticket's own fields are lines of m0."""
    top = _read(PASTES[name]).messages_by_id["m0"]
    for words in PASTES[name]["fields"]:
        assert any(words in line.text for line in top.lines)
