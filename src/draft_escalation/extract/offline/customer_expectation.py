"""What the customer wants to happen, in their latest words."""

import re

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.escalation_risk import reminder_places
from draft_escalation.extract.offline.phrases import Heard, fires, heard, tables, told
from draft_escalation.extract.offline.view import View

_LASTING = frozenset({"approve", "decide", "fix"})
_PLEA = re.compile(
    r"(?:please|pls|plz|kindly|can\s(?:you|someone|somebody|anyone))\s(?:please\s)?(?:help|hurry|advise|assist|look)(?:\s(?:me|us|up|out|here|asap"
    r"|urgently|quickly))?\s?(?:[,.!?]|[–—-]\s|$)|(?:bitte\s(?:um\s)?(?:hilfe|helfen|beeilen)|aidez-nous|ayuda)\s?(?:[,.!]|$)",
    re.IGNORECASE,
)
"""What wants nothing that can be named: "Please help, …", "Please hurry"."""


def find(view: View) -> tuple[Fact, ...]:
    """Gives the latest wishes of the customers, else what they ask for; a mere reminder at last."""
    table, said = tables()["customer_expectation"], heard("customer_expectation", view)
    reminders = reminder_places(view)
    wishes = [one for one in said if one.place not in reminders and not _pleads(one)]
    asked = [one for one in heard("asks", view) if one.speaker == "customer" and one.tag in _LASTING]
    return told(wishes or asked or [one for one in said if not _pleads(one)], table)


def _pleads(one: Heard) -> bool:
    """Whether a line wants nothing beside a plea for help or haste."""
    match = _PLEA.search(one.spoken.text)
    if match is None:
        return False
    rest = f"{one.spoken.text[: match.start()]}{one.spoken.text[match.end() :]}"
    return not fires("customer_expectation", rest)
