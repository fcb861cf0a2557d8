"""The earlier brief, whether JSON of ours or text that a person typed or edited."""

import re
from dataclasses import dataclass

from pydantic import ValidationError

from draft_escalation.brief.document import Document, Run
from draft_escalation.brief.headings import CITED
from draft_escalation.brief.parse import parse_brief
from draft_escalation.errors import UserError
from draft_escalation.guard.secrets import mask_secrets
from draft_escalation.thread.decode import decode
from draft_escalation.thread.model import Line, Message, Role, Thread

TYPED = "typed"
"""The engine's name of a brief that was given as text."""
_CITED = re.compile(
    r"(m\d{1,6}) ([^;\n]{1,200}?) \((customer|agent|system|unknown)\)(?:, ([^\n;]{1,80}))?(?=;|\s*$)"
)
_ROLES: dict[str, Role] = {"customer": "customer", "agent": "agent", "system": "system"}


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier brief, and one line for each thing in it that could not be read."""

    document: Document
    not_understood: tuple[str, ...] = ()


def read_earlier(data: bytes) -> Earlier:
    """Gives the earlier brief.

    A typed one has no signals, and of its thread only the messages that it cites: who wrote them and when,
    without their words. Raises UserError for what is no brief.
    """
    text = decode(data, None).text
    return Earlier(_of_json(text)) if text.lstrip().startswith("{") else _of_text(mask_secrets(text))


def _of_json(text: str) -> Document:
    try:
        return Document.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(
            f"not a brief of schema draft-escalation/brief/1: {where}: {first['msg']}; mend it"
        ) from None


def _of_text(text: str) -> Earlier:
    typed = parse_brief(text)
    if not typed.brief.summary.text and not any(facts for _, facts in typed.brief.impact):
        raise UserError(
            "no brief: neither an ESCALATION line nor an IMPACT section was found; "
            "give the earlier brief first, then the thread"
        )
    for label, choice in (("Severity", "Critical, High or Medium"), ("Target", "a team of the skill")):
        if any(words.startswith(f"{label}:") for words in typed.not_understood):
            raise UserError(
                f"the earlier brief's {label.lower()} is missing or unreadable; write {label}: {choice}"
            )
    document = Document(
        decision=typed.decision,
        brief=typed.brief,
        waivers=getattr(typed, "waivers", ()),
        thread=_cited(text),
        run=Run(engine=TYPED),
    )
    return Earlier(document, typed.not_understood)


def _cited(text: str) -> Thread | None:
    """The messages that the brief lists as cited, each with its header alone."""
    _, _, listed = text.rpartition(CITED)
    listed = " ".join(listed.replace("\\", "").split())
    messages = [_message(match) for match in _CITED.finditer(listed)]
    return Thread("cited", "typed brief", None, tuple(messages)) if messages else None


def _message(match: re.Match[str]) -> Message:
    id_, author, role, words = match.groups()
    header = Line(f"{id_}.0", f"{author}, {words}", 0, ("header",))
    return Message(id_, author, _ROLES.get(role, "unknown"), "unknown", None, words, (header,))
