"""What was shown not to be the cause: other browsers, accounts, networks, what works all the same."""

from functools import lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.choose import apart, chosen
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.tried import told_lines
from draft_escalation.extract.offline.view import View

_MOST = 5
_SCORES = {"same_elsewhere": 3.0, "not_it": 2.0, "others_fine": 2.0}


@lru_cache(maxsize=2)
def find(view: View) -> tuple[Fact, ...]:
    """Gives what was ruled out, the surest of it; deeds and their results stand under what was tried."""
    deeds = told_lines(view)
    said = [one for one in by_cues(view, "ruled_out", _SCORES) if one.fact.lines[0] not in deeds]
    return chosen(apart((*under_heading(view, "ruled_out"), *said)), _MOST)
