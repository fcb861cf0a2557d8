"""How often it happens and under what condition."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import actual
from draft_escalation.extract.offline.attempts import attempts
from draft_escalation.extract.offline.choose import apart, chosen
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.view import View

_MOST = 3
_SCORES = {"how_often": 2.0, "again": 1.5}


def find(view: View) -> tuple[Fact, ...]:
    """Gives the frequency, cut to the clause that tells it; what was tried is told elsewhere."""
    deeds = {one.place for one in attempts(view) if one.surety == "sure"}
    said = [*under_heading(view, "frequency"), *by_cues(view, "frequency", _SCORES, cut=True)]
    own = apart(one for one in said if one.place not in deeds)
    told = {fact.text for fact in actual.find(view)}
    return chosen([one for one in own if one.fact.text not in told] or own, _MOST)
