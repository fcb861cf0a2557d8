"""The Markdown format: the same brief with headings and bold labels, inert for whatever the thread holds."""

import re
from functools import partial

from draft_escalation.brief.document import Document
from draft_escalation.brief.slots import slots
from draft_escalation.render.inert import pieces, plain
from draft_escalation.render.layout import Item, Say, Section, joint, layout, numbered
from draft_escalation.render.links import Style, split_link

_EVIDENCE = "reproduction.evidence"
_TICKS = re.compile(r"`+")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~])")


def render_markdown(document: Document, *, cite: bool = True, link_hosts: tuple[str, ...] = ()) -> str:
    """The brief as Markdown, ending in a newline; what the thread brings along is inert in it.

    Only addresses of `link_hosts` are links.
    """
    style = Style(cite, link_hosts)
    return "\n".join(_section(section, style) for section in layout(document))


def escape(text: str, link_hosts: tuple[str, ...] = ()) -> str:
    """Thread text as plain words in Markdown: nothing in it formats, links, mentions or loads.

    Addresses and mentions become code, which no renderer makes clickable; those of `link_hosts` become links.
    """
    return "".join(_address(words, link_hosts) if live else _escaped(words) for words, live in pieces(text))


def code(text: str) -> str:
    """Thread text to the letter, between more backticks than any run of them in it has."""
    text = plain(text)
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    beside = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{beside}{text}{beside}{fence}" if text else ""


def _address(words: str, link_hosts: tuple[str, ...]) -> str:
    url, stops = split_link(words, link_hosts)
    return f"<{url}>{_escaped(stops)}" if url else f"`{words}`"


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def _section(section: Section, style: Style) -> str:
    lines = [f"## {section.heading}", ""] if section.heading else []
    for item, number in numbered(section, cite=style.cite):
        lines.extend(_item(item, number, style))
    return "\n".join(lines) + "\n"


def _item(item: Item, number: int, style: Style) -> list[str]:
    told = code if item.label == slots()[_EVIDENCE].label else partial(escape, link_hosts=style.link_hosts)
    words = joint(item).join(_say(one, style, told(one.text)) for one in item.says)
    if item.arrow:
        words += " → " + joint(item).join(_say(one, style, told(one.text)) for one in item.arrow)
    if item.label == "ESCALATION":
        return [f"# ESCALATION: {words}", ""]
    if item.label:
        words = f"**{item.label}:** {words}"
    lead = {"label": "- ", "bullet": "- ", "number": f"{number}. ", "prose": ""}[item.shape]
    return [lead + words] if lead else [words, ""]


def _say(say: Say, style: Style, words: str) -> str:
    if say.note:
        words += f" ({escape(say.note, style.link_hosts)})"
    if style.cite and say.cites:
        words += f" \\[{', '.join(say.cites)}\\]"
    return words
