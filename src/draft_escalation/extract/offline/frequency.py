"""How often it happens and under what condition."""

import re
from collections.abc import Iterator

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import actual
from draft_escalation.extract.offline.attempts import attempts
from draft_escalation.extract.offline.choose import Candidate, apart, chosen
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.phrases import spoken_plainly
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.trim import clause, shortened
from draft_escalation.extract.offline.view import View

_NUMBERS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|zwei|drei|vier|fünf|sechs|acht|zehn|"
    r"deux|trois|quatre|cinq|six|dix|dos|tres|cuatro|cinco|seis|diez)"
)
_COUNTED = re.compile(
    r"(?<![\w.,:/#-])(?P<hits>\d{1,3})\s?(?:/|x\s(?:of|out of)\s|of|out of|von|sur|de|su)\s?"
    r"(?P<tries>\d{1,3})"
    r"(?!\s?[\w/%°-]|[.,:]\d)(?=\s?(?:[.,;:)(!]|$|[–—-]\s))"
    r"|(?<![\w.,:/#-])(?P<first>\d{1,3})\s?(?:/|of|out of|von|sur|de|su)\s?(?P<second>\d{1,3})\s"
    r"(?:times|tries|runs|attempts|tests|trials|calls|prints|scans|starts|restarts|logins|"
    r"mal|versuche[n]?|fois|essais|veces|intentos|volte"
    r"|for|when|if|today|yesterday|on|with|after|here)\b"
    r"|(?<!\w)(?P<again>\d{1,3}\s?(?:times|x|mal|fois|veces),\s\d{1,3}\s?(?:times|x|mal|fois|veces))\b"
    rf"|(?<!\w)(?P<words>{_NUMBERS}\s(?:out\sof|of|in|von|sur|de)\s{_NUMBERS})(?!\s(?:the|our|us|my|them|sites|wards)\b)(?!\w)",
    re.IGNORECASE,
)
_SPELLED = frozenset(_NUMBERS[3:-1].split("|"))
_DIGIT = re.compile(r"\d")
_MOST = 3
_SCORES = {"how_often": 2.0, "again": 1.5}
_COUNT, _FEWEST = 2.5, 2


def find(view: View) -> tuple[Fact, ...]:
    """Gives the frequency, cut to the clause that tells it; what was tried is told elsewhere."""
    deeds = {one.place for one in attempts(view) if one.surety == "sure"}
    said = [*under_heading(view, "frequency"), *by_cues(view, "frequency", _SCORES, cut=True)]
    own = apart([*_counted(view), *(one for one in said if one.place not in deeds)])
    told = {fact.text for fact in actual.find(view)}
    return chosen([one for one in own if one.fact.text not in told] or own, _MOST)


def _counted(view: View) -> Iterator[Candidate]:
    """Tries that somebody counted: "6 of 10 times", "3/3", in the clause that tells of them."""
    for place, spoken in enumerate(view.spoken):
        if not spoken_plainly(spoken) or spoken.message.id == "m0" or "?" in spoken.text[-1:]:
            continue
        may = _DIGIT.search(spoken.text) or not _SPELLED.isdisjoint(runs(spoken.text))
        tried = _COUNTED.finditer(spoken.text) if may else ()
        if match := next(filter(_plausible, tried), None):
            part = clause(spoken.text, match.start(), match.end())
            said = part if len(part.split()) > _FEWEST else spoken.text
            yield Candidate(place, _COUNT, spoken.fact(shortened(said)))


def _plausible(match: re.Match[str]) -> bool:
    """Whether no more tries hit than were made; a page, a step or a date is no try."""
    if match["again"] or match["words"]:
        return True
    hits, tries = match["hits"] or match["first"], match["tries"] or match["second"]
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    counts = 0 < int(tries) >= int(hits)
    return counts and not before.endswith(
        ("page ", "step ", "line ", "part ", "version ", "seite ", "on ", "am ")
    )
