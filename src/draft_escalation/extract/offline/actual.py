"""What happens instead of what should, the cause where it was found, and how it stands at last."""

from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.choose import Candidate, chosen
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import View
from draft_escalation.extract.offline.workflow_impact import symptoms

_MOST = 6
_CAUSE = {"bug_confirmed": 6.0, "cause": 5.0}
_SYMPTOM, _FIRST_ACCOUNT, _LATEST = 2.0, 2.0, 3.0


def find(view: View) -> tuple[Fact, ...]:
    """Gives symptoms, what staff found and the latest word, in the order of the thread."""
    retracted = corrections(view)
    candidates = (
        *under_heading(view, "actual"),
        *by_cues(view, "found_cause", _CAUSE),
        *_symptoms(view),
    )
    return chosen((one for one in candidates if not retracted.takes_back(one.fact.lines[0])), _MOST)


def _symptoms(view: View) -> Iterator[Candidate]:
    """The lines that tell what is wrong; the first account of a customer and the last weigh more."""
    said = symptoms(view)
    told = {id(one) for one in said[-1:]}
    first = next((one.spoken.message.id for one in said if one.speaker == "customer"), None)
    for one in said:
        score = _SYMPTOM + (_FIRST_ACCOUNT if one.spoken.message.id == first else 0)
        score += _LATEST if id(one) in told else 0
        yield Candidate(one.place, score, one.spoken.fact(shortened(one.spoken.text)))
