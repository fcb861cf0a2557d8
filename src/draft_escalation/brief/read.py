"""A brief that somebody gives us: JSON of ours, or text as a colleague types it."""

from pydantic import ValidationError

from draft_escalation.brief.document import Document, Run
from draft_escalation.brief.parse import Typed, parse_brief
from draft_escalation.errors import UserError
from draft_escalation.thread.model import Thread

TYPED = "typed"
"""The engine's name of a brief that was given as text."""


def is_json(text: str) -> bool:
    """Whether the text is meant as JSON of ours; all else is a typed brief."""
    return text.lstrip().startswith("{")


def document_of(json: str | bytes) -> Document:
    """The brief that JSON of ours holds. Raises UserError for what does not follow the schema."""
    try:
        return Document.model_validate_json(json)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(
            f"not a brief of schema draft-escalation/brief/1: {where}: {first['msg']}; mend it"
        ) from None


def typed_brief(text: str, *, advice: str = "give the whole brief") -> Typed:
    """The brief that a text holds. Raises UserError, with the advice what to do, where it holds none."""
    typed = parse_brief(text)
    if not typed.brief.summary.text and not any(facts for _, facts in typed.brief.impact):
        raise UserError(f"no brief: neither an ESCALATION line nor an IMPACT section was found; {advice}")
    return typed


def lacks(typed: Typed, label: str) -> bool:
    """Whether a label of the head (Severity, Target) is missing or unreadable."""
    return any(words.startswith(f"{label}:") for words in typed.not_understood)


def as_document(typed: Typed, thread: Thread | None = None) -> Document:
    """A typed brief as a document without signals; of its thread it has what is given."""
    return Document(
        decision=typed.decision,
        brief=typed.brief,
        waivers=typed.waivers,
        thread=thread,
        run=Run(engine=TYPED),
    )
