"""What should happen: under a heading of its own, said as a duty, or as how it was before."""

from functools import lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.choose import apart, chosen
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.view import View

_MOST = 3
_SCORES = {"expected": 2.0, "should": 1.5, "staff": 1.0}


@lru_cache(maxsize=2)
def find(view: View) -> tuple[Fact, ...]:
    """Gives the expected behaviour, cut to the clause that tells it; none where nobody says it."""
    said = (*under_heading(view, "expected"), *by_cues(view, "expected", _SCORES, cut=True))
    return chosen(apart(said), _MOST)
