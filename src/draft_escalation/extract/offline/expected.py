"""What should happen: under a heading of its own, said as a duty, or as how it was before."""

import re
from functools import lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import tried
from draft_escalation.extract.offline.choose import apart, chosen
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.view import View

_INSTEAD = re.compile(
    r"(?<!\w)(?:instead of|rather than|statt|anstatt|au lieu d|en vez de|en lugar de|invece d)", re.IGNORECASE
)
_MOST = 3
_SCORES = {"expected": 2.0, "should": 1.5, "staff": 1.0}


@lru_cache(maxsize=2)
def find(view: View) -> tuple[Fact, ...]:
    """Gives the expected behaviour, cut to the clause that tells it; none where nobody says it.

    What a try put in another's place ("to csv instead of pdf, same") is none.
    """
    tries = {line for one in tried.find(view) if compares(one.action.text) for line in one.action.lines}
    heard = by_cues(view, "expected", _SCORES, cut=True)
    kept = (one for one in heard if tries.isdisjoint(one.fact.lines) or not compares(one.fact.text))
    return chosen(apart((*under_heading(view, "expected"), *kept)), _MOST)


def compares(text: str) -> bool:
    """Whether a text names what stands in another's place: "instead of the programme"."""
    return _INSTEAD.search(text) is not None
