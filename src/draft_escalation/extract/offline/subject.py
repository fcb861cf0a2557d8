"""The thread's subject as a statement: without "Re:" and ticket numbers, with the line that bears it."""

import re
from functools import lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.trim import is_vague
from draft_escalation.extract.offline.view import View

_PREFIX = re.compile(
    r"\s{0,5}(?:(?:re|fwd?|aw|wg|tr|rv|antw|sv|vs)\s?(?:\[\d{1,3}\])?:|\[[^\]\n]{1,60}\]|\(?(?:ticket|case|incident|issue)?\s?#\s?[\w-]{1,20}\)?\s?[:–—-]{0,2}|[A-Z]{2,10}-\d{1,8}\s?[:–—-]{0,2})",
    re.IGNORECASE,
)


@lru_cache(maxsize=2)
def find(view: View) -> tuple[Fact, ...]:
    """Gives the subject; none where it names nothing ("Urgent help") or carries a value corrected later."""
    subject = " ".join((view.thread.subject or "").split())
    text = cleaned(subject)
    if len(text.split()) < 2 or is_vague(text):
        return ()
    line = next((one for one in view.thread.lines if subject in " ".join(one.text.split())), None)
    if line is None or corrections(view).takes_back(line.id):
        return ()
    return (Fact(text=text, lines=(line.id,)),)


def cleaned(subject: str) -> str:
    """The subject without "Re:", ticket numbers, tags and the path of its forum ("Community › Ideas ›")."""
    path, _, last = " ".join(subject.split()).rpartition(" › ")
    text = last if len(last.split()) > 1 else f"{path} › {last}" if path else last
    for _ in range(4):
        match = _PREFIX.match(text)
        if match is None:
            break
        text = text[match.end() :].strip(" -–—:")
    return text
