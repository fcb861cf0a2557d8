"""SEV003: somebody in the thread calls it by another severity."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.brief.model import Severity
from draft_escalation.skill.policy import Policy
from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import fields, quoted


def _check(case: Case) -> Iterator[Hit]:
    stated = case.brief.severity
    for _, fact in fields("severity_claimed", case.brief.severity_claimed):
        named = _named(fact.text, case.policy)
        if named and named != stated:
            who = f"the {fact.by} says" if fact.by in ("customer", "agent") else "the thread says"
            yield Hit(
                "severity",
                f"{who} {quoted(fact.text)}, {named.capitalize()}; the brief says {stated.capitalize()}",
                lines=fact.lines,
            )


def _named(text: str, policy: Policy) -> Severity | None:
    words = tuple((word, level) for level, row in policy.severity_words.items() for word in row)
    match = _pattern(tuple(word for word, _ in words)).search(text)
    return dict(words)[match[0].lower()] if match else None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


RULE = Rule(
    code="SEV003",
    slug="claimed-severity-differs",
    level="note",
    summary="Someone in the thread claims another severity than the brief.",
    why="Severity Shorthand: severity follows from what holds, not from who asks loudest",
    check=_check,
    fires={"severity_claimed": "critical for us [m1.5]"},
    passes={"severity_claimed": "urgent for us [m1.5]"},
)
