"""The state before the first step: who is logged in, with which rights, settings and data."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.choose import chosen
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.tried import told_lines
from draft_escalation.extract.offline.view import View

_MOST = 4


def find(view: View) -> tuple[Fact, ...]:
    """Gives the starting state; none where the thread does not tell it, or tells it of what was tried."""
    deeds = told_lines(view)
    said = [one for one in by_cues(view, "start_state", cut=True) if one.fact.lines[0] not in deeds]
    return chosen((*under_heading(view, "start_state", labelled=True), *said), _MOST)
