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
_SUMMED = re.compile(
    rf"(?:that(?:'s|\sis|\swas|\smakes|\swould\sbe|\scomes\sto)|(?:so|which\sis|makes|it's|this\sis|i\.e\.|in\stotal|altogether"
    rf"|das\s(?:sind|ist|macht)|macht|insgesamt|soit|ça\sfait|cela\sfait|son|eso\sson|en\stotal|sono)),?"
    rf"(?:\s[^\W\d]{{1,12}}){{0,3}}\s{_SUM}",
    re.IGNORECASE,
)
"""A sentence that gives the total of the one before it: "That's 1,600 EUR today."."""
_MOST = 3
_DIGIT = re.compile(r"\d")


class _Words(Record):
    """revenue.toml: patterns behind a sum, before one, and what makes it a price."""

    yearly: tuple[str, ...]
    worth: tuple[str, ...]
    aside: tuple[str, ...]


def find(view: View) -> tuple[Fact, ...]:
    """Gives the lines that the cues hear, each with its total, then clauses of the latest other sums."""
    facts = _with_totals(told(heard("revenue_at_risk", view), tables()["revenue_at_risk"]), view)
    cited = {line for fact in facts for line in fact.lines}
    sums = [fact for fact in _sums(view) if cited.isdisjoint(fact.lines)]
    return (*facts, *sums[-max(0, _MOST - len(facts)) :]) if len(facts) < _MOST else facts


def _with_totals(facts: tuple[Fact, ...], view: View) -> tuple[Fact, ...]:
    """The facts, each one with the total that the sentence right behind it gives; no total tells it twice."""
    joined: list[Fact] = []
    for fact in facts:
        if joined and fact.lines[0] in joined[-1].lines:
            continue
        place = view.places[fact.lines[0]]
        first, *behind = view.spoken[place : place + 2]
        total = next((one for one in behind if one.message is first.message), None)
        if total is None or not _DIGIT.search(first.text) or not _SUMMED.match(total.text):
            joined.append(fact)
            continue
        text = f"{fact.text} {shortened(total.text)}"
        joined.append(Fact(text=text, lines=(*fact.lines, total.line.id)))
    return tuple(joined)


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
