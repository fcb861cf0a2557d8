"""Whole briefs of briefs/*.toml, good or spoiled, in the forms in which `check` meets them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from draft_escalation.brief.document import Document, Run
from draft_escalation.check import Terms, check
from draft_escalation.render.json import render_json
from draft_escalation.render.text import render_text
from draft_escalation.skill.policy import policy
from draft_escalation.validate.rule import Case
from validate.cases import patched

NAMES = tuple(path.stem for path in sorted(Path(__file__).with_name("briefs").glob("*.toml")))
FORMS = ("json", "typed", "typed, no thread")


def words_of(name: str) -> dict[str, str]:
    path = Path(__file__).parent / "briefs" / f"{name}.toml"
    return dict(tomllib.loads(path.read_text(encoding="utf-8"))["words"])


def case_of(name: str, patch: dict[str, Any]) -> Case:
    return patched(patch, f"briefs/{name}.toml")


def document_of(case: Case) -> Document:
    return Document(
        decision=case.decision,
        signals=case.signals,
        brief=case.brief,
        thread=case.thread,
        waivers=case.waivers,
        run=Run(engine="person"),
    )


def fired(case: Case, form: str) -> Iterator[tuple[str, str, str]]:
    """Rule, level and message of every finding of a case in one of the FORMS."""
    document = document_of(case)
    text = render_json(document) if form == "json" else render_text(document)
    thread = case.thread if form == "typed" else None
    checked = check(text.encode(), Terms(policy(), case.as_of), thread)
    assert checked.not_understood == ()
    return ((one.rule, one.level, f"{one.field}: {one.message}") for one in checked.validation.findings)
