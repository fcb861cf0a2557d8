"""The text format: the skill's structured escalation format, to the letter."""

from draft_escalation.brief.document import Document
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.render.layout import Item, Say, Section, joint, layout, numbered


def render_text(document: Document, *, cite: bool = True) -> str:
    """The brief as text, ending in a newline; without pointers and cited messages where `cite` is false."""
    return "\n".join(_section(section, cite=cite) for section in layout(document))


def _section(section: Section, *, cite: bool) -> str:
    lines = [section.heading] if section.heading else []
    lines += [_item(item, number, cite=cite) for item, number in numbered(section, cite=cite)]
    return "\n".join(lines) + "\n"


def _item(item: Item, number: int, *, cite: bool) -> str:
    words = joint(item).join(_say(one, cite=cite) for one in item.says)
    if item.arrow:
        words += " → " + joint(item).join(_say(one, cite=cite) for one in item.arrow)
    if item.label:
        words = f"{item.label}: {words}"
    lead = {"label": "- ", "bullet": "- ", "number": f"{number}. ", "prose": ""}[item.shape]
    return lead + words


def _say(say: Say, *, cite: bool) -> str:
    words = " ".join(strip_hidden(say.text).split())
    if say.note:
        words += f" ({' '.join(strip_hidden(say.note).split())})"
    if cite and say.cites:
        words += f" [{', '.join(say.cites)}]"
    return words
