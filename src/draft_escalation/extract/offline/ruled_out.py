"""What was shown not to be the cause: other browsers, accounts, networks, what works all the same."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.choose import chosen
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.view import View

_MOST = 5
_SCORES = {"same_elsewhere": 3.0, "not_it": 2.0, "others_fine": 2.0}


def find(view: View) -> tuple[Fact, ...]:
    """Gives what was ruled out, the surest of it."""
    return chosen((*under_heading(view, "ruled_out"), *by_cues(view, "ruled_out", _SCORES)), _MOST)
