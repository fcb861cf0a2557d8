"""The brief for Jira: wiki markup (Server, Data Center), and the Atlassian Document Format (Cloud) as JSON.

Markup after Jira's text formatting notation: a backslash takes the meaning from a sign, an HTML entity stands
for what has no such form. In the document format a text node is words alone, whatever it holds.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from urllib.parse import quote

from draft_escalation.brief.document import Document
from draft_escalation.render.inert import pieces
from draft_escalation.render.layout import Item, Say, Section, joint, layout, numbered
from draft_escalation.render.links import Style, split_link

_SIGN = re.compile(
    r"[{}\[\]!|*_+^~]|\?(?=\?)|(?<=\?)\?|(?<!\w)-(?=\w)|(?<=\w)-(?!\w)"
    r"|^#|^h(?=[1-6]\.)|^b(?=q\.)|\\|&(?=#?\w{1,12};)"
)
_ALIVE = re.compile(r":(?=//)|(?<=www)\.|@", re.IGNORECASE)
_IN_LINK = ":/?#@&=+$,;%._-"
"""What may stand in a link as it is; all else is percent-encoded: nothing ends it early."""
_BACKSLASHED = set("{}[]!|*_+^~?-#")

Node = dict[str, Any]


def render_jira(document: Document, *, cite: bool = True, link_hosts: tuple[str, ...] = ()) -> str:
    """The brief as wiki markup, ending in a newline; what the thread brings along is inert in it.

    Only addresses of `link_hosts` are links.
    """
    style = Style(cite, link_hosts)
    return "\n".join(_wiki_section(section, style) for section in layout(document))


def escape(text: str, link_hosts: tuple[str, ...] = ()) -> str:
    """Thread text as plain words in wiki markup: nothing in it formats, embeds or mentions.

    Nothing links but addresses of `link_hosts`.
    """
    return "".join(
        _address(words, link_hosts) if live else _SIGN.sub(_inert, words) for words, live in pieces(text)
    )


def render_adf(document: Document, *, cite: bool = True, link_hosts: tuple[str, ...] = ()) -> str:
    """The brief as one ADF document, ending in a newline: headings, paragraphs and lists of plain text.

    Only addresses of `link_hosts` are links.
    """
    style = Style(cite, link_hosts)
    content = [node for section in layout(document) for node in _adf_section(section, style)]
    return json.dumps({"version": 1, "type": "doc", "content": content}, indent=2) + "\n"


def _address(words: str, link_hosts: tuple[str, ...]) -> str:
    url, stops = split_link(words, link_hosts)
    if url:
        return f"[{quote(url, _IN_LINK)}]{_SIGN.sub(_inert, stops)}"
    return _ALIVE.sub(_entity, _SIGN.sub(_inert, words))


def _inert(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in _BACKSLASHED else _entity(match)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _wiki_section(section: Section, style: Style) -> str:
    lines = [f"h2. {section.heading}"] if section.heading else []
    lines += [_wiki_item(item, style) for item, _ in numbered(section, cite=style.cite)]
    return "\n".join(lines) + "\n"


def _wiki_item(item: Item, style: Style) -> str:
    words = joint(item).join(_wiki_say(one, style) for one in item.says)
    if item.arrow:
        words += " → " + joint(item).join(_wiki_say(one, style) for one in item.arrow)
    if item.label == "ESCALATION":
        return f"h1. ESCALATION: {words}"
    if item.label:
        words = f"*{item.label}:* {words}"
    return {"label": "* ", "bullet": "* ", "number": "# ", "prose": ""}[item.shape] + words


def _wiki_say(say: Say, style: Style) -> str:
    words = escape(say.text, style.link_hosts)
    if say.note:
        words += f" ({escape(say.note, style.link_hosts)})"
    if style.cite and say.cites:
        words += rf" \[{', '.join(say.cites)}\]"
    return words


def _adf_section(section: Section, style: Style) -> Iterator[Node]:
    if section.heading:
        yield _heading(2, [_text(section.heading)])
    items = [item for item, _ in numbered(section, cite=style.cite)]
    for shape, run in groupby(items, key=_list_kind):
        if shape:
            yield {
                "type": shape,
                "content": [{"type": "listItem", "content": [_paragraph(one, style)]} for one in run],
            }
        else:
            yield from (_adf_prose(one, style) for one in run)


def _list_kind(item: Item) -> str:
    return {"label": "bulletList", "bullet": "bulletList", "number": "orderedList", "prose": ""}[item.shape]


def _adf_prose(item: Item, style: Style) -> Node:
    if item.label == "ESCALATION":
        return _heading(1, [_text("ESCALATION: "), *_adf_says(item, item.says, style)])
    return _paragraph(item, style)


def _heading(level: int, content: list[Node]) -> Node:
    return {"type": "heading", "attrs": {"level": level}, "content": content}


def _paragraph(item: Item, style: Style) -> Node:
    label = [_text(f"{item.label}: ", "strong")] if item.label else []
    content = [*label, *_adf_says(item, item.says, style)]
    if item.arrow:
        content += [_text(" → "), *_adf_says(item, item.arrow, style)]
    return {"type": "paragraph", "content": content}


def _adf_says(item: Item, says: Iterable[Say], style: Style) -> Iterator[Node]:
    for place, say in enumerate(says):
        lead = joint(item) if place else ""
        yield from _adf_words(lead, say.text, "", style, *(["em"] if say.state == "silent" else []))
        cites = f" [{', '.join(say.cites)}]" if style.cite and say.cites else ""
        yield from (
            _adf_words(" (", say.note, f"){cites}", style) if say.note else _adf_words("", "", cites, style)
        )


def _adf_words(before: str, text: str, after: str, style: Style, *marks: str) -> Iterator[Node]:
    """Thread text between words of ours as nodes: links of allowed hosts, and what stands between them."""
    held = before
    for words, live in pieces(text):
        url, rest = split_link(words, style.link_hosts) if live else ("", words)
        if url:
            if held:
                yield _text(held, *marks)
            yield _link(url, *marks)
            held = ""
        held += rest
    if held + after:
        yield _text(held + after, *marks)


def _link(url: str, *marks: str) -> Node:
    node = _text(url, *marks)
    return node | {"marks": [*node.get("marks", []), {"type": "link", "attrs": {"href": url}}]}


def _text(words: str, *marks: str) -> Node:
    node: Node = {"type": "text", "text": words}
    return node | {"marks": [{"type": mark} for mark in marks]} if marks else node
