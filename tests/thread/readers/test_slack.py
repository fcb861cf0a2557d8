# ruff: noqa: E501
"""Slack workspaces become threads."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from draft_escalation.thread.readers.export import Found, read_exports
from draft_escalation.thread.readers.reader import Broken
from thread.readers.reading import read, shape

USERS = [
    {"id": "U1", "name": "yusra", "profile": {"display_name": "", "real_name": "Yusra Haddad"}},
    {"id": "U2", "name": "ana", "is_restricted": True, "profile": {"display_name": "Ana (Pine)"}},
]
ROOT = "1776070800.000100"
DAY_1: list[dict[str, Any]] = [
    {"type": "message", "user": "U2", "text": "Export fails with &lt;E-12&gt; for <@U1>, see <https://pine.example/x|the page>", "ts": ROOT, "thread_ts": ROOT, "reply_count": 2},
    {"type": "message", "subtype": "channel_join", "user": "U2", "text": "<@U2> has joined", "ts": "1776070700.000100"},
    {"type": "message", "user": "U1", "text": "Good morning", "ts": "1776070750.000100"},
]  # fmt: skip
DAY_2: list[dict[str, Any]] = [
    {"type": "message", "user": "U1", "text": "Reproduced.", "ts": "1776157200.000100", "thread_ts": ROOT, "files": [{"name": "log.txt"}]},
    {"type": "message", "user": "U9", "text": "Same here", "ts": "1776157300.000100", "thread_ts": ROOT},
]  # fmt: skip
FILES = {
    "users.json": USERS,
    "channels.json": [{"id": "C1", "name": "help"}],
    "help/2026-04-13.json": DAY_1,
    "help/2026-04-14.json": DAY_2,
}


def _by_id(found: list[Found | Broken]) -> dict[str, Found]:
    return {one.place.partition("#")[2]: one for one in found if isinstance(one, Found)}


def test_a_thread_goes_on_in_later_days(tmp_path: Path) -> None:
    """Guests are customers; ids become names, entities signs; an unknown user keeps the id."""
    found = _by_id(read(tmp_path, FILES))
    thread = found[f"help-{ROOT}"].thread

    assert shape(thread) == [
        ("Ana (Pine)", "customer", "public", "Export fails with <E-12> for @Yusra Haddad, see the page (https://pine.example/x)"),
        ("Yusra Haddad", "agent", "public", "Reproduced. [attachment: log.txt]"),
        ("U9", "agent", "public", "Same here"),
    ]  # fmt: skip


def test_what_is_beside_threads_is_a_ticket_a_day(tmp_path: Path) -> None:
    """Nothing is lost; joining is the system's."""
    found = _by_id(read(tmp_path, FILES))

    assert [role for _, role, _, _ in shape(found["help-2026-04-13"].thread)] == ["system", "agent"]


def test_a_zipped_workspace_is_read_too(tmp_path: Path) -> None:
    """As it is downloaded."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, value in FILES.items():
            archive.writestr(name, json.dumps(value))
    (tmp_path / "workspace.zip").write_bytes(packed.getvalue())

    assert set(_by_id(list(read_exports([str(tmp_path / "workspace.zip")])))) == {
        f"help-{ROOT}",
        "help-2026-04-13",
    }


def test_a_broken_day_is_told_and_the_others_read(tmp_path: Path) -> None:
    """By its file."""
    found = read(tmp_path, {**FILES, "help/2026-04-15.json": '[{"ts": "1776157300.000300", "text": '})
    (broken,) = (one for one in found if isinstance(one, Broken))

    assert broken.part.endswith("help/2026-04-15.json")
    assert len(_by_id(found)) == 2


def test_the_lists_of_an_export_are_no_days(tmp_path: Path) -> None:
    """Also where they are empty."""
    lists: dict[str, Any] = {"integration_logs.json": [], "canvases.json": [], "huddle_transcripts.json": []}

    assert {type(one) for one in read(tmp_path, {**FILES, **lists})} == {Found}


def test_an_answer_of_the_api_is_a_channel(tmp_path: Path) -> None:
    """The messages of `conversations.replies` stand in an envelope."""
    answer = {"ok": True, "messages": [DAY_1[0], DAY_2[0]], "has_more": False}
    (found,) = read(tmp_path, {"replies.json": answer})

    assert isinstance(found, Found)
    assert [(who, words[:7]) for who, _, _, words in shape(found.thread)] == [
        ("U2", "Export "),
        ("U1", "Reprodu"),
    ]


def test_what_an_app_says_in_blocks_and_cards_is_read(tmp_path: Path) -> None:
    """Its text is empty; a block's stands for it, and a card says more than its fallback."""
    bot = {"type": "message", "subtype": "bot_message", "username": "pager", "text": "", "thread_ts": ROOT}
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "EU-2 is down"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "Since 07:30"}]},
    ]
    card = {"pretext": "New:", "title": "INC-5", "text": "Workers down", "fields": [{"title": "Severity", "value": "SEV2"}], "fallback": "INC-5"}  # fmt: skip
    day = [
        DAY_1[0],
        bot | {"ts": "1776070900.000100", "blocks": blocks},
        bot | {"ts": "1776071000.000100", "attachments": [card, {"fallback": "INC-6"}]},
    ]
    (found,) = read(tmp_path, {"help/2026-04-13.json": day})

    assert isinstance(found, Found)
    assert [(role, words) for _, role, _, words in shape(found.thread)[1:]] == [
        ("system", "EU-2 is down Since 07:30"),
        ("system", "New: INC-5 Workers down Severity: SEV2 INC-6"),
    ]
    assert found.unread == ()
