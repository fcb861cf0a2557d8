# ruff: noqa: E501
"""Teams posts with their replies become threads."""

import json
from pathlib import Path
from typing import Any

from thread.readers.reading import read, shape


def _message(id_: str, who: str, kind: str, content: str, **more: Any) -> dict[str, Any]:
    user = {"displayName": who, "userIdentityType": kind} if who else None
    return {
        "id": id_,
        "messageType": "message",
        "createdDateTime": f"2026-04-13T0{id_}:00:00.000Z",
        "from": {"user": user},
        "body": {"contentType": "html", "content": content},
        **more,
    }


def test_replies_belong_to_their_post(tmp_path: Path) -> None:
    """Newest first in the export; guests are customers; what Teams tells is the system's."""
    value = [
        _message("3", "", "", "<p>&nbsp;</p>added", replyToId="1", messageType="systemEventMessage"),
        _message("2", "Yusra", "aadUser", '<p>Looking, <at id="0">Ana</at>.</p>', replyToId="1", attachments=[{"name": "log.txt"}]),
        _message("1", "Ana", "emailUser", "<p>The gate is stuck.</p>", subject="Gate 4"),
        _message("9", "Ben", "aadUser", "<p>lunch?</p>", replyToId="8"),
    ]  # fmt: skip
    gate, lunch = read(tmp_path, {"channel.json": {"@odata.count": 4, "value": value}})

    assert shape(gate.thread) == [  # type: ignore[union-attr]
        ("Ana", "customer", "public", "The gate is stuck."),
        ("Yusra", "agent", "public", "Looking, Ana. [attachment: log.txt]"),
        (None, "system", "public", "added"),
    ]
    assert gate.thread.subject == "Gate 4"  # type: ignore[union-attr]
    assert lunch.unread == ("the post itself is not in the export",)  # type: ignore[union-attr]


def test_a_chat_is_one_ticket(tmp_path: Path) -> None:
    """It has no posts: its messages name their chat."""
    value = [
        _message("2", "Yusra", "aadUser", "<p>Looking.</p>", chatId="19:x"),
        _message("1", "Ana", "emailUser", "<p>The gate is stuck.</p>", chatId="19:x"),
    ]
    (chat,) = read(tmp_path, {"chat.json": {"@odata.count": 2, "value": value}})

    assert [words for *_, words in shape(chat.thread)] == ["The gate is stuck.", "Looking."]  # type: ignore[union-attr]
    assert chat.unread == ()  # type: ignore[union-attr]


def test_replies_inside_a_post_need_not_name_it(tmp_path: Path) -> None:
    """What only Teams says, and what was taken back, is no ticket."""
    replies = [_message("2", "Yusra", "aadUser", "<p>Looking.</p>")]
    value = [
        _message("1", "Ana", "emailUser", "<p>The gate is stuck.</p>", replies=replies),
        _message("3", "", "", "<systemEventMessage/>", messageType="systemEventMessage"),
        _message("4", "Ben", "aadUser", "", deletedDateTime="2026-04-13T05:00:00Z"),
    ]
    (post,) = read(tmp_path, {"channel.json": {"value": value}})

    assert [words for *_, words in shape(post.thread)] == ["The gate is stuck.", "Looking."]  # type: ignore[union-attr]


def test_an_app_speaks_in_cards(tmp_path: Path) -> None:
    """A card that cannot be read says nothing; a quoted message is no card."""
    card = {"type": "AdaptiveCard", "body": [{"type": "TextBlock", "text": "EU-2 is down"}, {"facts": [{"title": "Users", "value": "48"}]}]}  # fmt: skip
    attached = [
        {"contentType": "application/vnd.microsoft.card.adaptive", "content": json.dumps(card)},
        {"contentType": "application/vnd.microsoft.card.hero", "content": "{"},
        {"contentType": "messageReference", "content": json.dumps({"text": "an earlier one"})},
    ]
    value = [_message("1", "", "", '<attachment id="c"></attachment>', attachments=attached)]
    (post,) = read(tmp_path, {"channel.json": {"value": value}})

    assert [words for *_, words in shape(post.thread)] == ["EU-2 is down Users 48"]  # type: ignore[union-attr]
