"""A brief in which every text is hostile: thread, authors, statements, findings, waivers, trail."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from draft_escalation.brief.document import Document, Dropped, Finding, Waiver
from draft_escalation.brief.model import Fact
from draft_escalation.review.record import Entry, Review, State, with_review
from draft_escalation.thread.model import Line, Message
from draft_escalation.update.places import each_fact, slots_of, with_slots
from draft_escalation.update.records import Conflict, Edit
from render.hostile import HOSTILE
from review.cases import drafted, put

NAME = '"><img src=x onerror=alert(1)>'
WORDS = (
    *HOSTILE,
    "</textarea></title></script><script>alert(2)</script>",
    "' onfocus=alert(3) autofocus x='",
    "javascript:alert(4)",
    "<svg/onload=alert(5)><style>@import 'http://evil.example/x.css'</style>",
    "<link rel=prefetch href=http://evil.example/y><base href=http://evil.example/>",
    "\U000e0041\U000e0042 invisible",
)
ALL = " ".join(WORDS)


def hostile_brief(folder: Path) -> str:
    """Writes it under a hostile name, which is given."""
    document = drafted()
    brief = with_slots(
        document.brief,
        {
            path: tuple(each_fact(unit, _spoiled) for unit in units)
            for path, units in slots_of(document.brief).items()
        },
    )
    finding = Finding(
        rule="GRD001",
        slug=ALL,
        level="error",
        field=ALL,
        message=ALL,
        fix=ALL,
        question=ALL,
        ask_whom="customer",
    )
    made = document.model_copy(
        update={
            "brief": brief,
            "thread": replace(document.thread, messages=_messages(document), subject=ALL)
            if document.thread
            else None,
            "findings": (
                finding,
                finding.model_copy(update={"rule": ALL, "ask_whom": ALL, "field": "summary"}),
            ),
            "waivers": (Waiver(rule="IMP003", reason=ALL[:1000], who=ALL[:200], date=date(2026, 4, 20)),),
            "dropped": (Dropped(field=ALL, text=ALL, why=ALL),),
        }
    )
    put(folder, "plain", with_review(made, _review()))
    (folder / "plain.json").rename(folder / f"{NAME.replace('/', '')}.json")
    return NAME


def _spoiled(fact: Fact) -> Fact:
    return fact.model_copy(update={"text": ALL, "basis": ALL, "state": "inferred"})


def _messages(document: Document) -> tuple[Message, ...]:
    thread = document.thread
    assert thread is not None
    return tuple(
        replace(
            message,
            author=ALL,
            sent_words=ALL,
            lines=tuple(Line(line.id, f"{ALL}\n", line.start, line.flags) for line in message.lines),
        )
        for message in thread.messages
    )


def _review() -> Review:
    edit = Edit(field="summary", before=ALL, after=ALL, who=ALL, at=ALL)
    return Review(
        state=State(mark="ready", who=ALL, at=ALL, reason=ALL, of="x"),
        trail=(Entry(did="edited", who=ALL, at=ALL, field=ALL, before=ALL, after=ALL, reason=ALL),),
        conflicts=(Conflict(edit=edit, now=ALL, lines=(ALL,)),),
    )
