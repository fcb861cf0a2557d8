"""The Markdown format: the same brief with headings and bold labels, inert for whatever the thread holds."""

import itertools
import re

from draft_escalation.brief.document import Document
from draft_escalation.brief.headings import CITED
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.render.layout import Item, Say, Section, layout

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~])")
_LIVE = re.compile(
    r"((?:https?://|ftp://|www\.)[^\s`]{1,2000}|(?<![\w.+-])[\w.+-]{0,64}@[\w.-]{1,255})", re.IGNORECASE
)


def render_markdown(document: Document, *, cite: bool = True) -> str:
    """The brief as Markdown, ending in a newline; what the thread brings along is inert in it."""
    return "\n".join(_section(section, cite=cite) for section in layout(document))


def escape(text: str) -> str:
    """Thread text as plain words in Markdown: nothing in it formats, links, mentions or loads.

    Addresses and mentions become code, which no renderer makes clickable.
    """
    pieces = _LIVE.split(" ".join(strip_hidden(text).split()))
    return "".join(
        f"`{piece}`" if odd else _SPECIAL.sub(r"\\\1", piece)
        for piece, odd in zip(pieces, itertools.cycle((False, True)))
    )


def _section(section: Section, *, cite: bool) -> str:
    lines = [f"## {section.heading}", ""] if section.heading else []
    number = 0
    for item in section.items:
        if not cite and item.label == CITED:
            continue
        number = number + 1 if item.shape == "number" else 0
        lines.extend(_item(item, number, cite=cite))
    return "\n".join(lines) + "\n"


def _item(item: Item, number: int, *, cite: bool) -> list[str]:
    joint = " " if item.shape == "prose" and not item.label else "; "
    words = joint.join(_say(one, cite=cite) for one in item.says)
    if item.arrow:
        words += " → " + joint.join(_say(one, cite=cite) for one in item.arrow)
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
