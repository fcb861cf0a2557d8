"""A brief as the page shows it: what is to be settled as cards, then every statement in the skill's order."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from draft_escalation.brief.document import Document, Finding, Level
from draft_escalation.brief.headings import HEADINGS, NOT_A_BUG, OTHER_ISSUE, SLA_WORDS, TARGET_NAMES
from draft_escalation.brief.model import Ask, Brief, Fact, SlaFact, Tried
from draft_escalation.brief.slots import slots
from draft_escalation.review.changes import CHOICES, cites, said
from draft_escalation.update.edits import LEVELS
from draft_escalation.update.places import SINGLE, Slots, Unit, fact_of, place, slots_of, split_place

_ORDER: tuple[Level, ...] = ("error", "warning", "note")
_LABELS = {
    "summary": "Summary",
    "severity": "Severity",
    "target": "Target",
    "decision": "Escalate or handle in support",
    "thread": "How the thread was read",
    "run": "How the brief was drafted",
    "issue_description": "Issue description",
    "reproduction.steps": "Steps",
    "tried": "What's been tried",
    "needed.asks": "Ask",
    "context": "Links and attachments",
    "other_issues": OTHER_ISSUE,
}
CHOICE_NAMES: dict[str, str] = {
    **{str(key): name for key, name in TARGET_NAMES.items()},
    **{str(key): name for key, name in SLA_WORDS.items()},
    "critical": "Critical",
    "high": "High",
    "medium": "Medium",
}
"""How what is chosen is called on the page."""
_NOTHING = Fact(state="silent")


@dataclass(frozen=True, slots=True)
class Row:
    """One place with its statement; `seen` is the print of what stands there, for a form to send back.

    `name` tells it from the others of its block (`1.`, `result`); `choice` is what was chosen beside
    the words.
    """

    field: str
    name: str
    fact: Fact
    seen: str
    choice: str = ""
    choices: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def said(self) -> bool:
        """Whether a statement stands there."""
        return bool(self.fact.text) or bool(self.choice and self.fact.state != "silent")

    @property
    def unborne(self) -> bool:
        """Whether a statement of the thread names no line of it."""
        return self.said and self.fact.state == "stated" and not self.fact.lines


@dataclass(frozen=True, slots=True)
class Block:
    """A slot: its statements, a place to add one, and the findings on it.

    `level` is the worst finding's; `silent` is what the page says where there is no statement.
    """

    path: str
    label: str
    rows: tuple[Row, ...]
    new: Row | None
    findings: tuple[Finding, ...]
    silent: Fact
    always: bool = True

    @property
    def level(self) -> Level | None:
        """The worst level of the findings, None where there are none."""
        return min((one.level for one in self.findings), key=_ORDER.index, default=None)

    @property
    def said(self) -> bool:
        """Whether any statement stands in it."""
        return any(row.said for row in self.rows)

    @property
    def settled(self) -> bool:
        """Whether nothing is open: no finding, nothing unborne, nothing silent that is always asked."""
        silent = self.always and not self.said and self.new is not None
        return not (self.findings or silent or any(row.unborne for row in self.rows))


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the brief and its blocks."""

    heading: str
    blocks: tuple[Block, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be settled, worst first, and the whole brief."""

    cards: tuple[Block, ...]
    parts: tuple[Part, ...]


def sheet(document: Document) -> Sheet:
    """The page's view of a brief."""
    held = slots_of(document.brief)
    parts = tuple(_parts(document, held))
    blocks = {block.path: block for part in parts for block in part.blocks}
    paths = dict.fromkeys(_path(finding.field) for finding in document.findings)
    found = [blocks.get(path) or _block(document, held, path) for path in paths]
    doubtful = [block for block in blocks.values() if not block.settled and not block.findings]
    cards = sorted((*found, *doubtful), key=lambda one: _ORDER.index(one.level or "note"))
    return Sheet(tuple(cards), parts)


def label_of(path: str) -> str:
    """How a slot is called on the page."""
    slot = slots().get(path)
    return _LABELS.get(path) or (slot.label if slot else "") or path


def seen_of(brief: Brief, field: str) -> str:
    """The print of what stands at a place; raises KeyError for a slot that the brief does not have."""
    path, index, part = split_place(field)
    if path in LEVELS:
        return _print(str(getattr(brief, path)), ())
    units = slots_of(brief)[path]
    unit = units[index] if index < len(units) else None
    return _print(said(unit, part), cites(unit, part))


def words_at(brief: Brief, field: str) -> str:
    """What stands at a place, in words."""
    path, index, part = split_place(field)
    if path in LEVELS:
        return CHOICE_NAMES[str(getattr(brief, path))]
    units = slots_of(brief)[path]
    return said(units[index], part) if index < len(units) else ""


def _parts(document: Document, held: Slots) -> Iterator[Part]:
    brief = document.brief

    def blocks(*names: str) -> tuple[Block, ...]:
        return tuple(_block(document, held, name) for name in names if name in held or name in LEVELS)

    impact, reproduction = (
        [path for path in slots() if path.startswith(room)] for room in ("impact.", "reproduction.")
    )
    applies = brief.reproduction.applies
    seen = [path for path in reproduction if applies or held[path]]
    talk = ("last_update", "customer_expectation", "escalation_risk")
    yield Part("", blocks("summary", *LEVELS))
    yield Part(HEADINGS[0], blocks(*impact))
    yield Part(HEADINGS[1], blocks("issue_description"))
    yield Part(HEADINGS[2], blocks(*seen), "" if applies else NOT_A_BUG)
    yield Part(HEADINGS[3], blocks("tried"))
    yield Part(HEADINGS[4], blocks(*(f"communication.{name}" for name in talk)))
    yield Part(HEADINGS[5], blocks("needed.asks", "needed.deadline"))
    yield Part(HEADINGS[6], blocks("context", *brief.for_target, "other_issues", "communication.owner"))


def _block(document: Document, held: Slots, path: str) -> Block:
    slot = slots().get(path)
    units = held.get(path)
    findings = tuple(one for one in document.findings if _path(one.field) == path)
    rows = _level_rows(document.brief, path) if path in LEVELS else tuple(_rows(path, units or (), findings))
    return Block(
        path=path,
        label=label_of(path),
        rows=rows,
        new=_new(path, units),
        findings=findings,
        silent=Fact(state="silent", question=slot.question or None, ask_whom=slot.ask_whom)
        if slot
        else _NOTHING,
        always=slot.shown == "always" if slot else path in {"tried", "needed.asks"},
    )


def _rows(path: str, units: tuple[Unit, ...], findings: tuple[Finding, ...]) -> Iterator[Row]:
    for index, unit in enumerate(units):
        field = place(path, index, len(units))
        number = f"{index + 1}." if path in {"reproduction.steps", "tried"} else ""
        if isinstance(unit, Tried):
            kind = f" ({unit.kind})" if unit.kind != "done" else ""
            yield _row(f"{field}.action", f"{number}{kind}", unit, "action", findings)
            yield _row(f"{field}.result", "→", unit, "result", findings)
        else:
            yield _row(field, number, unit, "", findings)


def _row(field: str, name: str, unit: Unit, part: str, findings: Iterable[Finding]) -> Row:
    path = split_place(field)[0]
    return Row(
        field=field,
        name=name,
        fact=getattr(unit, part) if part else fact_of(unit),
        seen=_print(said(unit, part), cites(unit, part)),
        choice=_choice(unit),
        choices=CHOICES.get(path, ()),
        findings=tuple(one for one in findings if one.field == field),
    )


def _choice(unit: Unit) -> str:
    if isinstance(unit, Ask):
        return unit.kind
    return unit.status or "" if isinstance(unit, SlaFact) else ""


def _new(path: str, units: tuple[Unit, ...] | None) -> Row | None:
    """The place where a statement can be added, None where there is no room for one."""
    if units is None or (path in SINGLE and units):
        return None
    field = path if path in SINGLE else f"{path}.{len(units)}"
    choices = CHOICES.get(path, ())
    return Row(field, "", _NOTHING, _print("", ()), choices[0] if path == "needed.asks" else "", choices)


def _level_rows(brief: Brief, path: str) -> tuple[Row, ...]:
    level = str(getattr(brief, path))
    lines = tuple(dict.fromkeys(line for one in getattr(brief, f"{path}_because") for line in one.lines))
    fact = Fact(text=CHOICE_NAMES[level], lines=lines, state="inferred")
    return (Row(path, "", fact, _print(level, ()), level, CHOICES[path]),)


def _path(field: str) -> str:
    return split_place(field)[0]


def _print(text: str, lines: Iterable[str]) -> str:
    whole = "\n".join((text, *lines))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]
