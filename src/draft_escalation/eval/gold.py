"""Labelled threads: NAME.txt and NAME.gold.json side by side in one folder."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field, ValidationError

from draft_escalation.brief.document import Category, Verdict
from draft_escalation.brief.model import Severity, Target
from draft_escalation.errors import UserError
from draft_escalation.eval.places import Place
from draft_escalation.tables import Record


class GoldFact(Record):
    """Something that a good brief says in its place.

    It is found where for every inner tuple of `match` one alternative occurs, letter case and white space
    aside. `quote` is the thread's words that bear it; `weight` 3 is what the receiving team cannot do
    without, 1 what is nice to have.
    """

    slot: Place
    statement: str
    match: tuple[tuple[str, ...], ...] = Field(min_length=1)
    quote: str
    weight: int = Field(default=1, ge=1, le=3)


class Banned(Record):
    """Words that the brief must not carry, in one place or in any: a value that the thread corrects later."""

    text: str
    slot: Place | None = None
    why: str = ""


class Label(Record):
    """What a good brief of one thread decides and holds; `absent` are places that the thread is silent on."""

    id: str
    source: str
    style: str
    decision: Verdict
    triggers: tuple[Category, ...]
    target: Target
    acceptable_targets: tuple[Target, ...]
    severity: Severity
    acceptable_severities: tuple[Severity, ...]
    is_bug: bool
    facts: tuple[GoldFact, ...]
    absent: tuple[Place, ...] = ()
    must_not_contain: tuple[Banned, ...] = ()
    notes: str = ""


class Gold(Record):
    """One labelled thread: the bytes as they were pasted, and its label."""

    name: str
    thread: bytes
    label: Label


def read_gold(folder: Path) -> tuple[Gold, ...]:
    """All labelled threads of a folder, by name. Raises UserError where there is none, or a label is bad."""
    found = tuple(_read(folder))
    if not found:
        raise UserError(f"{folder}: no labelled thread; expected NAME.txt with NAME.gold.json beside it")
    return found


def _read(folder: Path) -> Iterator[Gold]:
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        try:
            label = Label.model_validate_json(path.read_bytes().replace(b'"slot": "any"', b'"slot": null'))
            yield Gold(name=name, thread=path.with_name(f"{name}.txt").read_bytes(), label=label)
        except FileNotFoundError:
            raise UserError(f"{path}: a label without its thread; put {name}.txt beside it") from None
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise UserError(f"{path}: {where}: {first['msg']}; mend the label") from None
