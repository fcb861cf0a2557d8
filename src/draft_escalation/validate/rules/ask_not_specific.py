"""ASK002: an ask without an object."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule
from draft_escalation.validate.statements import is_proposed, is_said, quoted
from draft_escalation.validate.words import words, words_of


def _check(case: Case) -> Iterator[Hit]:
    asks = [ask.fact for ask in case.brief.needed.asks if is_said(ask.fact)]
    if asks and not any(is_proposed(fact) or _has_object(fact.text) for fact in asks):
        yield Hit(
            "needed.asks",
            f"{quoted(asks[0].text)} does not say what to investigate, fix, decide, approve or provide",
            fix="name the thing: fix the rounding of the order total",
            lines=asks[0].lines,
        )


def _has_object(text: str) -> bool:
    return any(word not in words("empty_asks") for word in words_of(text))


RULE = Rule(
    code="ASK002",
    slug="ask-not-specific",
    level="error",
    summary="No ask names what to investigate, fix, decide, approve or provide.",
    why='Using This Skill: ""investigate" vs. "fix" vs. "decide" are different asks"',
    check=_check,
    fires={"needed.asks": ["investigate: please look into this asap"]},
    passes={"needed.asks": ["investigate: why the export worker fails [m2.4]"]},
    question="What exactly should the receiving team do?",
    ask_whom="assignee",
)
