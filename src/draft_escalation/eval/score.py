"""One brief against one label: what was found in its place, what was made up, what was decided."""

import re
from collections.abc import Iterable

from draft_escalation.brief.document import Category, Document, Verdict
from draft_escalation.brief.model import Severity, Target
from draft_escalation.eval.gold import Banned, Gold, GoldFact, Label
from draft_escalation.eval.places import Place, Printed, is_worked_out, line, places
from draft_escalation.tables import Record

_CORRECTED = re.compile(
    r"correct|earlier|at first|first (?:said|reported|claimed)|supersed|revised|originally|retract|withdr"
    r"|not \d|instead of|claim",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d,.]*")


class Score(Record):
    """What one brief got of one label.

    `found` and `wanted` are weights of facts by place; `missed` are the facts not found in place. `invented`
    are places that the thread is silent on and the brief fills; `carried` corrected values that it still
    says; `strange` numbers of two and more digits that the thread never gives, what is marked as worked out
    aside. `severity_right` and `target_right` are None where the matter stays in support.
    """

    name: str
    found: dict[Place, int]
    wanted: dict[Place, int]
    missed: tuple[str, ...]
    invented: tuple[str, ...]
    carried: tuple[str, ...]
    strange: tuple[str, ...]
    verdict: Verdict
    verdict_right: bool
    severity: Severity
    severity_right: bool | None
    target: Target
    target_right: bool | None
    triggers: tuple[Category, ...]
    triggers_wanted: tuple[Category, ...]
    steps_right: int
    steps: int
    steps_wanted: int
    findings: int

    @property
    def recall(self) -> float:
        """The weighted share of the label's facts that stand in their place; 1 where there are none."""
        wanted = sum(self.wanted.values())
        return sum(self.found.values()) / wanted if wanted else 1.0


def score(document: Document, gold: Gold) -> Score:
    """Scores a brief that was drafted of a labelled thread."""
    printed, label, brief = Printed(document), gold.label, document.brief
    missed = [fact for fact in label.facts if not _in_place(fact, printed)]
    escalates = label.decision == "escalate"
    steps_wanted = [fact for fact in label.facts if fact.slot == "repro_steps"]
    steps = printed.steps()
    return Score(
        name=gold.name,
        found=_weights(fact for fact in label.facts if fact not in missed),
        wanted=_weights(label.facts),
        missed=tuple(f"{fact.slot}: {fact.statement}" for fact in missed),
        invented=tuple(_invented(label, printed)),
        carried=tuple(one.text for one in label.must_not_contain if _carries(printed, one)),
        strange=tuple(_strange(printed, gold.thread.decode("utf-8", "replace"))),
        verdict=document.decision.verdict,
        verdict_right=document.decision.verdict == label.decision,
        severity=brief.severity,
        severity_right=brief.severity in label.acceptable_severities if escalates else None,
        target=brief.target,
        target_right=brief.target in label.acceptable_targets if escalates else None,
        triggers=tuple(dict.fromkeys(trigger.category for trigger in document.decision.triggers)),
        triggers_wanted=label.triggers,
        steps_right=sum(any(_matches(fact, step) for step in steps) for fact in steps_wanted),
        steps=len(steps),
        steps_wanted=len(steps_wanted),
        findings=len(document.findings),
    )


def _weights(facts: Iterable[GoldFact]) -> dict[Place, int]:
    weights: dict[Place, int] = {}
    for fact in facts:
        weights[fact.slot] = weights.get(fact.slot, 0) + fact.weight
    return weights


def _in_place(fact: GoldFact, printed: Printed) -> bool:
    return _matches(fact, printed.at(fact.slot)) or _matches(fact, printed.around(fact.slot))


def _matches(fact: GoldFact, text: str) -> bool:
    plain = _plain(text)
    return all(any(_plain(word) in plain for word in words) for words in fact.match)


def _invented(label: Label, printed: Printed) -> Iterable[str]:
    for place in label.absent:
        if places()[place].label is None:
            continue
        for say in printed.said(place):
            if not is_worked_out(say):
                yield f"{place}: {say.text}"


def _carries(printed: Printed, banned: Banned) -> bool:
    lines = printed.at(banned.slot).splitlines() if banned.slot else map(line, printed.items())
    pieces = (piece for one in lines for piece in re.split(r"(?<=[.;])\s", one))
    return any(_plain(banned.text) in _plain(piece) and not _CORRECTED.search(piece) for piece in pieces)


def _strange(printed: Printed, thread: str) -> Iterable[str]:
    said = _numbers(" ".join(line(item, worked_out=False) for item in printed.items()))
    return sorted(number for number in said - _numbers(thread) if len(number) > 1)


def _numbers(text: str) -> set[str]:
    return {found.replace(",", "").rstrip(".").lstrip("0") for found in _NUMBER.findall(text)}


def _plain(text: str) -> str:
    straight = text.replace("\u2019", "'").replace("\u2013", "-").replace("\u2014", "-")
    return " ".join(straight.split()).lower()
