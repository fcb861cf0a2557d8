"""The formats for Jira: wiki markup and the document format."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from draft_escalation.render.jira import escape, render_adf, render_jira
from render.documents import document
from render.hostile import HOSTILE

_TEXT = {
    "type": "object",
    "properties": {
        "type": {"const": "text"},
        "text": {"type": "string", "minLength": 1},
        "marks": {"items": {"properties": {"type": {"enum": ["strong", "em"]}}, "required": ["type"]}},
    },
    "required": ["type", "text"],
    "additionalProperties": False,
}
_PARAGRAPH = {
    "type": "object",
    "properties": {"type": {"const": "paragraph"}, "content": {"type": "array", "items": _TEXT}},
    "required": ["type", "content"],
    "additionalProperties": False,
}
_HEADING = {
    "type": "object",
    "properties": {
        "type": {"const": "heading"},
        "attrs": {"properties": {"level": {"minimum": 1, "maximum": 6}}, "required": ["level"]},
        "content": {"type": "array", "items": _TEXT},
    },
    "required": ["type", "attrs", "content"],
    "additionalProperties": False,
}
_LIST = {
    "type": "object",
    "properties": {
        "type": {"enum": ["bulletList", "orderedList"]},
        "content": {
            "type": "array",
            "minItems": 1,
            "items": {
                "properties": {
                    "type": {"const": "listItem"},
                    "content": {"type": "array", "minItems": 1, "items": _PARAGRAPH},
                },
                "required": ["type", "content"],
            },
        },
    },
    "required": ["type", "content"],
    "additionalProperties": False,
}
ADF = Draft202012Validator(
    {
        "properties": {
            "version": {"const": 1},
            "type": {"const": "doc"},
            "content": {"type": "array", "items": {"anyOf": [_PARAGRAPH, _HEADING, _LIST]}},
        },
        "required": ["version", "type", "content"],
        "additionalProperties": False,
    }
)


def test_the_brief_has_headings_lists_and_bold_labels() -> None:
    """Title, sections, labels and numbers as wiki markup."""
    shown = render_jira(document())

    assert shown.startswith("h1. ESCALATION: PDF export fails with E-5012 \\[m1\\]\n")
    assert "\nh2. IMPACT\n* *Customers affected:* 4 shops" in shown
    assert "\n# Open Reports" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("!http://a.example/p.png!", "\\!http&#58;//a.example/p.png\\!"),
        ("[x|http://a.example]", "\\[x\\|http&#58;//a.example\\]"),
        ("{code}", "\\{code\\}"),
        ("see www.acme.example", "see www&#46;acme.example"),
        ("ask [~mateo] or a@acme.example", "ask \\[\\~mateo\\] or a&#64;acme.example"),
        ("-gone- well-known", "\\-gone\\- well-known"),
        ("h1. x", "&#104;1. x"),
        ("bq. x", "&#98;q. x"),
        ("a\\b AT&T &lt;", "a&#92;b AT&T &#38;lt;"),
    ],
)
def test_what_the_thread_holds_neither_formats_nor_links(text: str, shown: str) -> None:
    """Macros, links, images, mentions and block marks are words."""
    assert escape(text) == shown


@pytest.mark.parametrize("words", HOSTILE)
def test_no_live_sign_is_left(words: str) -> None:
    """No unescaped brace, bracket or exclamation mark, no address that Jira would link."""
    shown = escape(words)

    assert not re.search(r"(?<!\\)[{}\[\]!]", shown)
    assert "://" not in shown
    assert not re.match(r"h[1-6]\.|bq\.|#", shown)


@pytest.mark.parametrize("words", ["plain", *HOSTILE])
def test_the_document_format_is_valid_and_holds_words_alone(words: str) -> None:
    """By the format's rules; no node but headings, lists, paragraphs and text."""
    shown: dict[str, Any] = json.loads(render_adf(document(summary=words)))

    assert [error.message for error in ADF.iter_errors(shown)] == []
    assert not ADF.is_valid({**shown, "content": [{"type": "mention", "attrs": {"id": "1"}}]})


def test_the_document_format_says_the_same_as_the_markup() -> None:
    """Numbered steps are an ordered list, what is not stated is set apart."""
    shown = json.loads(render_adf(document()))
    kinds = [node["type"] for node in shown["content"]]

    assert kinds[0] == "heading"
    assert "orderedList" in kinds
    assert '"em"' in json.dumps(shown)
