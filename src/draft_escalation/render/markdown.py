"""The Markdown format: the same brief with headings and bold labels, inert for whatever the thread holds."""

import itertools
import re
from dataclasses import dataclass
from functools import partial

from draft_escalation.brief.document import Document
from draft_escalation.brief.headings import CITED
from draft_escalation.brief.slots import slots
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.render.layout import Item, Say, Section, layout
from draft_escalation.render.links import is_allowed

_EVIDENCE = "reproduction.evidence"
_TICKS = re.compile(r"`+")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~])")
_LIVE = re.compile(
    r"((?:https?://|ftp://|www\.)[^\s`]{1,2000}|(?<![\w.+-])[\w.+-]{0,64}@[\w.-]{1,255})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Style:
    """Whether pointers are printed, and the hosts whose links may be clickable."""

    cite: bool
    link_hosts: tuple[str, ...]


def render_markdown(document: Document, *, cite: bool = True, link_hosts: tuple[str, ...] = ()) -> str:
    """The brief as Markdown, ending in a newline; what the thread brings along is inert in it.

    Only addresses of `link_hosts` are links.
    """
    style = _Style(cite, link_hosts)
    return "\n".join(_section(section, style) for section in layout(document))


def escape(text: str, link_hosts: tuple[str, ...] = ()) -> str:
    """Thread text as plain words in Markdown: nothing in it formats, links, mentions or loads.

    Addresses and mentions become code, which no renderer makes clickable; those of `link_hosts` become links.
    """
    pieces = _LIVE.split(" ".join(strip_hidden(text).split()))
    return "".join(
        _address(piece, link_hosts) if odd else _SPECIAL.sub(r"\\\1", piece)
        for piece, odd in zip(pieces, itertools.cycle((False, True)))
    )


def code(text: str) -> str:
    """Thread text to the letter, between more backticks than any run of them in it has."""
    text = " ".join(strip_hidden(text).split())
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    beside = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{beside}{text}{beside}{fence}" if text else ""


def _address(piece: str, link_hosts: tuple[str, ...]) -> str:
    url = piece.rstrip(".,;:!?)]}")
    if is_allowed(url, link_hosts):
        return f"<{url}>" + _SPECIAL.sub(r"\\\1", piece[len(url) :])
    return f"`{piece}`"


def _section(section: Section, style: _Style) -> str:
    lines = [f"## {section.heading}", ""] if section.heading else []
    number = 0
    for item in section.items:
        if not style.cite and item.label == CITED:
            continue
        number = number + 1 if item.shape == "number" else 0
        lines.extend(_item(item, number, style))
    return "\n".join(lines) + "\n"


def _item(item: Item, number: int, style: _Style) -> list[str]:
    joint = " " if item.shape == "prose" and not item.label else "; "
    told = code if item.label == slots()[_EVIDENCE].label else partial(escape, link_hosts=style.link_hosts)
    words = joint.join(_say(one, style, told(one.text)) for one in item.says)
    if item.arrow:
        words += " → " + joint.join(_say(one, style, told(one.text)) for one in item.arrow)
    if item.label == "ESCALATION":
        return [f"# ESCALATION: {words}", ""]
    if item.label:
        words = f"**{item.label}:** {words}"
    lead = {"label": "- ", "bullet": "- ", "number": f"{number}. ", "prose": ""}[item.shape]
    return [lead + words] if lead else [words, ""]


def _say(say: Say, style: _Style, words: str) -> str:
    if say.note:
        words += f" ({escape(say.note, style.link_hosts)})"
    if style.cite and say.cites:
        words += f" \\[{', '.join(say.cites)}\\]"
    return words
