"""The questions that would close a brief's gaps, by whom to ask, and the message to the customer."""

from collections.abc import Iterable

from draft_escalation.brief.document import Finding
from draft_escalation.render.inert import plain
from draft_escalation.thread.model import Thread

_OPENING = "so that the right team can act at once, may we ask you for the following?"
_CLOSING = "Thank you. We stay your contact, and come back to you as soon as there is news."


def questions(findings: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """The findings' questions, once each, by whom to ask, in the findings' order."""
    groups: dict[str, dict[str, None]] = {}
    for finding in findings:
        if finding.question and finding.ask_whom:
            groups.setdefault(finding.ask_whom, {})[plain(finding.question)] = None
    return {whom: tuple(asked) for whom, asked in groups.items()}


def customer_message(findings: Iterable[Finding], thread: Thread | None) -> str | None:
    """The questions to the customer as a message ready to send; None where there are none."""
    asked = questions(findings).get("customer", ())
    if not asked:
        return None
    lines = "\n".join(f"{number}. {question}" for number, question in enumerate(asked, 1))
    return f"Hello{_name(thread)},\n\n{_OPENING}\n\n{lines}\n\n{_CLOSING}\n"


def _name(thread: Thread | None) -> str:
    messages = thread.messages if thread else ()
    author = next((one.author for one in messages if one.role == "customer" and one.author), None)
    return f" {plain(author)}" if author else ""
