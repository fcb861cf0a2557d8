"""The Markdown format: the same brief with headings and bold labels, inert for whatever the thread holds."""

import re

from draft_escalation.brief.document import Document
from draft_escalation.render.inert import pieces
from draft_escalation.render.layout import Item, Say, Section, joint, layout, numbered

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~])")


def render_markdown(document: Document, *, cite: bool = True) -> str:
    """The brief as Markdown, ending in a newline; what the thread brings along is inert in it."""
    return "\n".join(_section(section, cite=cite) for section in layout(document))


def escape(text: str) -> str:
    """Thread text as plain words in Markdown: nothing in it formats, links, mentions or loads.

    Addresses and mentions become code, which no renderer makes clickable.
    """
    return "".join(f"`{words}`" if live else _SPECIAL.sub(r"\\\1", words) for words, live in pieces(text))


def _section(section: Section, *, cite: bool) -> str:
    lines = [f"## {section.heading}", ""] if section.heading else []
    for item, number in numbered(section, cite=cite):
        lines.extend(_item(item, number, cite=cite))
    return "\n".join(lines) + "\n"


def _item(item: Item, number: int, *, cite: bool) -> list[str]:
    words = joint(item).join(_say(one, cite=cite) for one in item.says)
    if item.arrow:
        words += " → " + joint(item).join(_say(one, cite=cite) for one in item.arrow)
    if item.label == "ESCALATION":
        return [f"# ESCALATION: {words}", ""]
    if item.label:
        words = f"**{item.label}:** {words}"
    lead = {"label": "- ", "bullet": "- ", "number": f"{number}. ", "prose": ""}[item.shape]
    return [lead + words] if lead else [words, ""]


def _say(say: Say, *, cite: bool) -> str:
    words = escape(say.text)
    if say.note:
        words += f" ({escape(say.note)})"
    if cite and say.cites:
        words += f" \\[{', '.join(say.cites)}\\]"
    return words
