# ruff: noqa: E501
"""Atlassian's document format becomes text, no word of it lost."""

from typing import Any

import pytest

from draft_escalation.thread.readers.adf import adf_text, is_adf


def text(words: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "text", "text": words, "marks": list(marks)}


def node(kind: str, *content: dict[str, Any], **attrs: object) -> dict[str, Any]:
    return {"type": kind, "attrs": attrs, "content": list(content)}


def para(*content: dict[str, Any]) -> dict[str, Any]:
    return node("paragraph", *content)


ITEMS = [node("listItem", para(text("open"))), node("listItem", para(text("save")))]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([para(text("It "), text("stops", {"type": "strong"}), text("."))], "It stops."),
        ([node("heading", text("Steps"), level=2), para(text("One."))], "Steps\n\nOne."),
        ([para(text("a"), node("hardBreak"), text("b"))], "a\nb"),
        ([node("bulletList", *ITEMS)], "- open\n- save"),
        ([node("orderedList", *ITEMS, order=3)], "3. open\n4. save"),
        ([node("bulletList", node("listItem", para(text("a")), node("bulletList", *ITEMS)))], "- a\n  - open\n  - save"),
        ([node("taskList", {"type": "taskItem", "attrs": {"state": "DONE"}, "content": [text("ask")]})], "- [x] ask"),
        ([node("codeBlock", text("a = 1\n\nb = 2"), language="python")], "```\na = 1\n\nb = 2\n```"),
        ([node("blockquote", para(text("It stops.")))], "> It stops."),
        ([node("panel", para(text("Note")))], "Note"),
        ([node("table", node("tableRow", node("tableHeader", para(text("a"))), node("tableCell", para(text("b")))))], "a\tb"),
        ([para(node("mention", id="5", text="@Yusra"), text(" see "), node("inlineCard", url="https://x.example/1"))], "@Yusra see https://x.example/1"),
        ([para(text("log", {"type": "link", "attrs": {"href": "https://x.example/log"}}))], "log (https://x.example/log)"),
        ([para(node("emoji", shortName=":fire:"), node("status", text="DOWN"))], ":fire:[DOWN]"),
        ([para(node("date", timestamp="1776070800000"))], "2026-04-13"),
        ([node("mediaSingle", node("media", id="7", alt="till.png"))], "[image: till.png]"),
        ([node("expand", para(text("inside")), title="More")], "More\ninside"),
        ([node("rule")], "----"),
        ([node("hologram", para(text("kept")))], "kept"),
    ],
)  # fmt: skip
def test_each_node_as_text(content: list[dict[str, Any]], expected: str) -> None:
    """Also one that is not known."""
    document = node("doc", *content)

    assert is_adf(document)
    assert adf_text(document) == expected


@pytest.mark.parametrize("kind", ["blockquote", "hologram", "bulletList"])
def test_a_document_nested_without_end_is_refused(kind: str) -> None:
    """In one line, before the stack ends."""
    document = para(text("deep"))
    for _ in range(5000):
        document = node(kind, document)

    with pytest.raises(ValueError, match="more than 100 deep"):
        adf_text(node("doc", document))
