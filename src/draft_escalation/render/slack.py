"""The brief for Slack: a message in mrkdwn, and one of Block Kit as JSON.

Signs and limits after Slack's reference: only & < > are escaped; 150 characters in a header, 3,000 in a
section's text, 50 blocks in a message.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from draft_escalation.brief.document import Document
from draft_escalation.errors import UserError
from draft_escalation.render.inert import pieces, plain
from draft_escalation.render.layout import Item, Say, Section, joint, layout, numbered
from draft_escalation.render.links import Style, split_link

_HEADER, _SECTION, _BLOCKS = 150, 3_000, 50
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

Block = dict[str, Any]


def render_slack(document: Document, *, cite: bool = True, link_hosts: tuple[str, ...] = ()) -> str:
    """The brief as mrkdwn, ending in a newline; links and mentions of the thread are code, which is inert.

    Only addresses of `link_hosts` are links.
    """
    style = Style(cite, link_hosts)
    return "\n".join("\n".join(_section(one, style)) + "\n" for one in layout(document))


def render_blocks(document: Document, *, cite: bool = True, link_hosts: tuple[str, ...] = ()) -> str:
    """The brief as a Block Kit message, ending in a newline. Raises UserError where it takes several."""
    style = Style(cite, link_hosts)
    head, *rest = layout(document)
    title = f"ESCALATION: {plain(document.brief.summary.text)}"
    blocks = [{"type": "header", "text": {"type": "plain_text", "text": _cut(title), "emoji": False}}]
    for section in (head, *rest):
        blocks += [_block(text) for text in _texts(_section(section, style))]
    if len(blocks) > _BLOCKS:
        raise UserError(
            f"the brief takes {len(blocks)} Slack blocks, a message holds {_BLOCKS}; use --format slack, "
            "or send a file"
        )
    return json.dumps({"text": _cut(title), "blocks": blocks}, indent=2, ensure_ascii=False) + "\n"


def escape(text: str, link_hosts: tuple[str, ...] = ()) -> str:
    """Thread text as mrkdwn in which nothing mentions, and nothing links but addresses of `link_hosts`."""
    return "".join(
        _address(words, link_hosts) if live else words.translate(_ENTITIES) for words, live in pieces(text)
    )


def _address(words: str, link_hosts: tuple[str, ...]) -> str:
    url, stops = split_link(words, link_hosts)
    if url:
        return f"<{url.translate(_ENTITIES)}>{stops.translate(_ENTITIES)}"
    return f"`{words.translate(_ENTITIES)}`"


def _block(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _texts(lines: Iterable[str]) -> Iterator[str]:
    """The lines in as few texts as Slack's limit allows; an overlong line is broken, not cut."""
    text = ""
    for line in lines:
        for piece in _broken(line):
            if text and len(text) + 1 + len(piece) > _SECTION:
                yield text
                text = ""
            text = f"{text}\n{piece}" if text else piece
    if text:
        yield text


def _broken(line: str) -> Iterator[str]:
    while len(line) > _SECTION:
        blank = line.rfind(" ", 1, _SECTION)
        at = blank if blank > 0 else _SECTION
        yield line[:at]
        line = line[at:].lstrip(" ")
    yield line


def _cut(title: str) -> str:
    return title if len(title) <= _HEADER else title[: _HEADER - 1] + "…"


def _section(section: Section, style: Style) -> list[str]:
    lines = [f"*{section.heading}*"] if section.heading else []
    return [*lines, *(_item(item, number, style) for item, number in numbered(section, cite=style.cite))]


def _item(item: Item, number: int, style: Style) -> str:
    words = joint(item).join(_say(one, style) for one in item.says)
    if item.arrow:
        words += " → " + joint(item).join(_say(one, style) for one in item.arrow)
    if item.label:
        words = f"*{item.label}:* {words}"
    return {"label": "• ", "bullet": "• ", "number": f"{number}. ", "prose": ""}[item.shape] + words


def _say(say: Say, style: Style) -> str:
    told = escape(say.text, style.link_hosts)
    words = f"_{told}_" if say.state == "silent" else told
    if say.note:
        words += f" ({escape(say.note, style.link_hosts)})"
    if style.cite and say.cites:
        words += f" [{', '.join(say.cites)}]"
    return words
