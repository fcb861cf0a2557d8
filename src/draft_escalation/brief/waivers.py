"""Waivers as a typed brief carries them: comment lines that say which rule is waived, why, by whom and when.

# waive IMP003: revenue does not apply here (Yusra, 2026-04-20)
<!-- waive IMP003 impact.revenue_at_risk: revenue does not apply here (Yusra, 2026-04-20) -->
"""

import re

from pydantic import ValidationError

from draft_escalation.brief.document import Waiver
from draft_escalation.errors import UserError

_COMMENT = re.compile(r"[ \t]{0,8}(?:<!--|#{1,6}|//)[ \t]{0,8}waive\b(.{0,4000})$")
_SAID = re.compile(r"\s{0,8}([\w-]{1,80})(?:\s{1,8}([\w.]{1,120}))?\s{0,8}:(.*)\(([^(),]*),([^(),]*)\)\.?$")
_FORM = "write # waive IMP003: the reason (name, 2026-04-20)"


def is_waiver(line: str) -> bool:
    """Whether a line is a comment that waives a rule, well written or not."""
    return _COMMENT.match(line) is not None


def read_waiver(line: str) -> Waiver | None:
    """Gives the waiver of a comment line, None where the line is none.

    Raises UserError where rule, reason, name or date is missing or unreadable.
    """
    comment = _COMMENT.match(line.rstrip())
    if comment is None:
        return None
    words = comment[1].strip().removesuffix("-->").rstrip()
    said = _SAID.match(words)
    if said is None:
        raise UserError(
            f"waiver {_shown(words)}: needs a rule, a reason, and (name, date) at its end; {_FORM}"
        )
    try:
        return Waiver.model_validate(
            {"rule": said[1], "field": said[2], "reason": said[3], "who": said[4], "date": said[5].strip()}
        )
    except ValidationError as error:
        bad = error.errors(include_input=False)[0]["loc"][0]
        raise UserError(f"waiver {_shown(words)}: its {bad} is missing or unreadable; {_FORM}") from None


def waiver_line(waiver: Waiver) -> str:
    """The comment line that `read_waiver` reads back, for a typed brief."""
    field = f" {waiver.field}" if waiver.field else ""
    return f"# waive {waiver.rule}{field}: {waiver.reason} ({waiver.who}, {waiver.date})"


def _shown(words: str) -> str:
    return repr(" ".join(words.split())[:80])
