"""The brief for Jira: wiki markup (Server, Data Center), and the Atlassian Document Format (Cloud) as JSON.

Markup after Jira's text formatting notation: a backslash takes the meaning from a sign, an HTML entity stands
for what has no such form. In the document format a text node is words alone, whatever it holds.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from draft_escalation.brief.document import Document
from draft_escalation.render.inert import pieces, plain
from draft_escalation.render.layout import Item, Say, Section, joint, layout, numbered

_SIGN = re.compile(
    r"[{}\[\]!|*_+^~]|\?(?=\?)|(?<=\?)\?|(?<!\w)-(?=\w)|(?<=\w)-(?!\w)"
    r"|^#|^h(?=[1-6]\.)|^b(?=q\.)|\\|&(?=#?\w{1,12};)"
)
_ALIVE = re.compile(r":(?=//)|(?<=www)\.|@", re.IGNORECASE)
_BACKSLASHED = set("{}[]!|*_+^~?-#")

Node = dict[str, Any]


def render_jira(document: Document, *, cite: bool = True) -> str:
    """The brief as wiki markup, ending in a newline; what the thread brings along is inert in it."""
    return "\n".join(_wiki_section(section, cite=cite) for section in layout(document))


def escape(text: str) -> str:
    """Thread text as plain words in wiki markup: nothing in it formats, links, embeds or mentions."""
    return "".join(
        _ALIVE.sub(_entity, _SIGN.sub(_inert, words)) if live else _SIGN.sub(_inert, words)
        for words, live in pieces(text)
    )


def render_adf(document: Document, *, cite: bool = True) -> str:
    """The brief as one ADF document, ending in a newline: headings, paragraphs and lists of plain text."""
    content = [node for section in layout(document) for node in _adf_section(section, cite=cite)]
    return json.dumps({"version": 1, "type": "doc", "content": content}, indent=2) + "\n"


def _inert(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in _BACKSLASHED else _entity(match)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _wiki_section(section: Section, *, cite: bool) -> str:
    lines = [f"h2. {section.heading}"] if section.heading else []
    lines += [_wiki_item(item, cite=cite) for item, _ in numbered(section, cite=cite)]
    return "\n".join(lines) + "\n"


def _wiki_item(item: Item, *, cite: bool) -> str:
    words = joint(item).join(_wiki_say(one, cite=cite) for one in item.says)
    if item.arrow:
        words += " → " + joint(item).join(_wiki_say(one, cite=cite) for one in item.arrow)
    if item.label == "ESCALATION":
        return f"h1. ESCALATION: {words}"
    if item.label:
        words = f"*{item.label}:* {words}"
    return {"label": "* ", "bullet": "* ", "number": "# ", "prose": ""}[item.shape] + words


def _wiki_say(say: Say, *, cite: bool) -> str:
    words = escape(say.text)
    if say.note:
        words += f" ({escape(say.note)})"
    if cite and say.cites:
        words += rf" \[{', '.join(say.cites)}\]"
    return words


def _adf_section(section: Section, *, cite: bool) -> Iterator[Node]:
    if section.heading:
        yield _heading(2, [_text(section.heading)])
    items = [item for item, _ in numbered(section, cite=cite)]
    for shape, run in groupby(items, key=_list_kind):
        if shape:
            yield {
                "type": shape,
                "content": [{"type": "listItem", "content": [_paragraph(one, cite=cite)]} for one in run],
            }
        else:
            yield from (_adf_prose(one, cite=cite) for one in run)


def _list_kind(item: Item) -> str:
    return {"label": "bulletList", "bullet": "bulletList", "number": "orderedList", "prose": ""}[item.shape]


def _adf_prose(item: Item, *, cite: bool) -> Node:
    if item.label == "ESCALATION":
        return _heading(1, [_text("ESCALATION: "), *_adf_says(item, item.says, cite=cite)])
    return _paragraph(item, cite=cite)


def _heading(level: int, content: list[Node]) -> Node:
    return {"type": "heading", "attrs": {"level": level}, "content": content}


def _paragraph(item: Item, *, cite: bool) -> Node:
    label = [_text(f"{item.label}: ", "strong")] if item.label else []
    content = [*label, *_adf_says(item, item.says, cite=cite)]
    if item.arrow:
        content += [_text(" → "), *_adf_says(item, item.arrow, cite=cite)]
    return {"type": "paragraph", "content": content}


def _adf_says(item: Item, says: Iterable[Say], *, cite: bool) -> Iterator[Node]:
    for place, say in enumerate(says):
        lead = joint(item) if place else ""
        if words := lead + plain(say.text):
            yield _text(words, *(["em"] if say.state == "silent" else []))
        note = f" ({plain(say.note)})" if say.note else ""
        if tail := note + (f" [{', '.join(say.cites)}]" if cite and say.cites else ""):
            yield _text(tail)


def _text(words: str, *marks: str) -> Node:
    node: Node = {"type": "text", "text": words}
    return node | {"marks": [{"type": mark} for mark in marks]} if marks else node
