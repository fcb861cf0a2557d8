"""The validator alone: any brief, JSON of ours or typed text, against the rules and, if given, its thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from draft_escalation.brief.document import Document, Level
from draft_escalation.brief.model import Signal
from draft_escalation.brief.parse import Typed
from draft_escalation.brief.pointers import with_lines
from draft_escalation.brief.read import document_of, is_json, typed_brief
from draft_escalation.guard.thread import guarded, honest
from draft_escalation.skill.find import find_signals
from draft_escalation.skill.policy import Policy
from draft_escalation.thread.decode import decode
from draft_escalation.thread.lines import split_lines
from draft_escalation.thread.model import Line, Message, Thread
from draft_escalation.validate.rule import Case
from draft_escalation.validate.run import Validation, validate

_OURS = ("offline", "llm")
"""The engines whose wording is ours: rules on a writer's wording are for everybody else's briefs."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules found in one brief, and what of it could not be understood."""

    validation: Validation
    not_understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What briefs are checked under: policy, the time that counts as now, which rules, how strictly."""

    policy: Policy
    as_of: datetime | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)


def check(data: bytes, terms: Terms, thread: Thread | None = None) -> Checked:
    """Checks one brief.

    Signals come from the JSON, else from the thread, else from the typed brief's own text; waivers from the
    brief. Raises UserError for what is no brief at all and for a waiver that lacks something, RuleCrashed
    where a rule raises.
    """
    text = decode(data, None).text
    case, lost = _case(text, terms, thread)
    return Checked(validate(case, select=terms.select, ignore=terms.ignore, levels=terms.levels), lost)


def _case(text: str, terms: Terms, thread: Thread | None) -> tuple[Case, tuple[str, ...]]:
    """What the rules see, and what of it could not be understood."""
    if is_json(text):
        return case_of(document_of(text), terms, thread), ()
    typed = typed_brief(text)
    return _case_of_typed(typed, text, terms, thread), typed.not_understood


def case_of(document: Document, terms: Terms, thread: Thread | None = None) -> Case:
    """What the rules see of a brief of ours; `thread` stands in for the one that the brief holds."""
    return Case(
        brief=document.brief,
        decision=document.decision,
        signals=document.signals or (find_signals(honest(guarded(thread)[0])) if thread else ()),
        thread=thread or document.thread,
        policy=terms.policy,
        as_of=terms.as_of,
        kind="bug" if document.brief.reproduction.applies else "other",
        drafted=document.run.engine in _OURS,
        waivers=document.waivers,
    )


def _case_of_typed(typed: Typed, text: str, terms: Terms, thread: Thread | None) -> Case:
    return Case(
        brief=with_lines(typed.brief, thread) if thread else typed.brief,
        decision=typed.decision,
        signals=_signals(text, thread, terms.policy),
        thread=thread,
        policy=terms.policy,
        as_of=terms.as_of,
        kind="bug" if typed.brief.reproduction.applies else "other",
        drafted=False,
        waivers=typed.waivers,
    )


def _signals(text: str, thread: Thread | None, policy: Policy) -> tuple[Signal, ...]:
    return find_signals(honest(guarded(thread or _as_thread(text))[0]), policy)


def _as_thread(text: str) -> Thread:
    """A typed brief as one message of support: what it says counts as said by staff."""
    lines = tuple(
        Line(f"m1.{number}", text[piece.start : piece.end], piece.start, piece.flags)
        for number, piece in enumerate(split_lines(text), 1)
    )
    message = Message("m1", None, "agent", "internal", None, None, lines)
    return Thread("typed", "typed brief", None, (message,))
