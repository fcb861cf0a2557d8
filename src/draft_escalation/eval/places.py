"""Where the text format puts what a label asks for: places.toml, and the words that stand there."""

from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args

from pydantic import model_validator

from draft_escalation.brief.document import Document
from draft_escalation.brief.headings import CITED, HEADINGS
from draft_escalation.errors import UserError
from draft_escalation.render.layout import Item, Say, Section, layout
from draft_escalation.tables import Record, read_table

Place = Literal[
    "customers_affected", "workflow_impact", "revenue_at_risk", "sla_status", "started",
    "repro_steps", "expected", "actual", "environment", "frequency", "error_text",
    "tried", "last_update", "customer_expectation", "escalation_risk", "ask", "deadline", "links",
]  # fmt: skip

_MISSING = "not stated in the thread"


class Spot(Record):
    """The headings under which a place's words may stand, and its own label where the format gives it one."""

    headings: tuple[str, ...]
    label: str | None = None

    @model_validator(mode="after")
    def _headings_exist(self) -> "Spot":
        unknown = set(self.headings) - set(HEADINGS)
        if unknown:
            raise UserError(f"eval/places.toml: {sorted(unknown)}: no such heading; expected {HEADINGS}")
        return self


class _Places(Record):
    place: dict[Place, Spot]


@cache
def places() -> dict[Place, Spot]:
    """Every place and its spot."""
    found = read_table(__package__, "places.toml", _Places).place
    missing = set(get_args(Place)) - set(found)
    if missing:
        raise UserError(f"eval/places.toml: nothing for {sorted(missing)}; add a row each")
    return found


class Printed:
    """A brief as its reader sees it, by heading and label; what is said to be missing counts as nothing."""

    def __init__(self, document: Document) -> None:
        self._sections = layout(document)

    def at(self, place: Place) -> str:
        """The words after the place's label; without a label of its own, those under its headings."""
        says = self.said(place)
        return self.around(place) if places()[place].label is None else "\n".join(map(words, says))

    def said(self, place: Place) -> tuple[Say, ...]:
        """What stands after the place's own label."""
        spot = places()[place]
        items = (item for section in self._under(spot) for item in section.items if item.label == spot.label)
        return tuple(say for item in items for say in _stated(item))

    def around(self, place: Place) -> str:
        """The words under the place's headings."""
        return "\n".join(line(item) for section in self._under(places()[place]) for item in section.items)

    def items(self) -> Iterator[Item]:
        """Every line of the brief but the list of cited messages."""
        return (item for section in self._sections for item in section.items if item.label != CITED)

    def steps(self) -> tuple[str, ...]:
        """The reproduction steps."""
        section = self._under(places()["repro_steps"])[0]
        return tuple(line(item) for item in section.items if item.shape == "number")

    def _under(self, spot: Spot) -> tuple[Section, ...]:
        by_heading = {section.heading: section for section in self._sections}
        return tuple(by_heading[heading] for heading in spot.headings)


def line(item: Item, *, worked_out: bool = True) -> str:
    """An item with its label, without pointers and without what was worked out if so wanted."""
    says = (say for say in _stated(item) if worked_out or not is_worked_out(say))
    said = "; ".join(map(words, says))
    return f"{item.label}: {said}" if item.label else said


def words(say: Say) -> str:
    """The words and the note of a piece of a line."""
    return f"{say.text} ({say.note})" if say.note else say.text


def is_worked_out(say: Say) -> bool:
    """Whether the brief marks the piece as inferred, or as reckoned from words of the thread."""
    return say.note.startswith(("inferred", "from "))


def _stated(item: Item) -> Iterator[Say]:
    return (say for say in (*item.says, *item.arrow) if not say.text.startswith(_MISSING))
