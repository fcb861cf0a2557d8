"""The earlier brief, whether JSON of ours or text that a person typed or edited."""

import re
from dataclasses import dataclass

from draft_escalation.brief.document import Document
from draft_escalation.brief.headings import CITED
from draft_escalation.brief.read import as_document, document_of, is_json, lacks, typed_brief
from draft_escalation.errors import UserError
from draft_escalation.guard.secrets import mask_secrets
from draft_escalation.thread.decode import decode
from draft_escalation.thread.model import Line, Message, Role, Thread

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
    return Earlier(document_of(text)) if is_json(text) else _of_text(mask_secrets(text))


def _of_text(text: str) -> Earlier:
    typed = typed_brief(text, advice="give the earlier brief first, then the thread")
    for label, choice in (("Severity", "Critical, High or Medium"), ("Target", "a team of the skill")):
        if lacks(typed, label):
            raise UserError(
                f"the earlier brief's {label.lower()} is missing or unreadable; write {label}: {choice}"
            )
    return Earlier(as_document(typed, _cited(text)), typed.not_understood)


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
