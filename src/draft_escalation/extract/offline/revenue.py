"""What is at stake in money: what the cues hear, and sums that are called a year's worth, a value, a loss."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.phrases import heard, speaker, spoken_plainly, tables, told
from draft_escalation.extract.offline.trim import clause, shortened
from draft_escalation.extract.offline.view import View
from draft_escalation.tables import Record, read_table

_UNIT = r"(?:k|m|mn|mio\.?|million|tsd\.?)(?!\w)"
_MONEY = r"(?:€|\$|£|(?:eur|usd|gbp|chf|euros?|dollars?|pounds)(?!\w))"
_SUM = (
    rf"(?:{_MONEY}\s?\d[\d.,]{{0,12}}(?:\s?{_UNIT})?"
    rf"|(?<![\w.,:-])\d[\d.,]{{0,12}}\s?(?:{_UNIT}(?:\s?{_MONEY})?|{_MONEY}))"
)
_MOST = 3
_DIGIT = re.compile(r"\d")


class _Words(Record):
    """revenue.toml: patterns behind a sum, before one, and what makes it a price."""

    yearly: tuple[str, ...]
    worth: tuple[str, ...]
    aside: tuple[str, ...]


def find(view: View) -> tuple[Fact, ...]:
    """Gives the lines that the cues hear, then the clauses of further sums, the latest ones."""
    facts = told(heard("revenue_at_risk", view), tables()["revenue_at_risk"])
    cited = {line for fact in facts for line in fact.lines}
    sums = [fact for fact in _sums(view) if cited.isdisjoint(fact.lines)]
    return (*facts, *sums[-max(0, _MOST - len(facts)) :]) if len(facts) < _MOST else facts


def _sums(view: View) -> Iterator[Fact]:
    for spoken in view.spoken:
        text = spoken.text
        if not spoken_plainly(spoken) or text.endswith("?") or not _DIGIT.search(text):
            continue
        match = _pattern("sum").search(text)
        if match is None or corrections(view).takes_back(spoken.line.id):
            continue
        if speaker(spoken.message) == "staff" or match["before"] or not _pattern("aside").search(text):
            yield spoken.fact(shortened(clause(text, match.start(), match.end())))


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/revenue.toml", _Words)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = _words()
    yearly, worth, aside = ("|".join(one) for one in (words.yearly, words.worth, words.aside))
    forms = {
        "sum": rf"(?<!\w)(?P<before>{worth})\s(?:[^\W\d]{{1,10}}\s){{0,2}}{_SUM}|{_SUM}\s?(?:{yearly})(?!\w)",
        "aside": rf"(?<!\w)(?:{aside})(?!\w)",
    }
    return re.compile(forms[name], re.IGNORECASE)
