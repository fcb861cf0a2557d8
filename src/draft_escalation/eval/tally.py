"""Many outcomes in one row: the figures that engines are compared by."""

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean
from typing import get_args

from draft_escalation.eval.places import Place
from draft_escalation.eval.run import Outcome
from draft_escalation.eval.score import Score
from draft_escalation.settings import Price
from draft_escalation.tables import Record


class Share(Record):
    """How many of how many."""

    right: int
    of: int


class Tally(Record):
    """One engine over one gold set.

    `recall` is the mean over threads of the weighted share of facts in their place, `recall_by_slot` the
    share over all threads; `triggers_f1` and `steps_f1` are 1 where there is nothing to find and nothing was
    said. Tokens, requests and seconds are means a thread; `overhead`, the mean tokens of a request beside the
    thread, is None where no model was asked or every thread took a repair; `answer` is the most that came
    for a thousand words; `cost` is the sum, in the currency of the prices.
    """

    engine: str
    threads: int
    failed: int
    recall: float
    recall_by_slot: dict[Place, float]
    invented: int
    carried: int
    strange: int
    verdict: Share
    severity: Share
    target: Share
    triggers_f1: float
    steps_f1: float
    findings: float
    requests: float
    tokens_in: float
    tokens_out: float
    overhead: float | None = None
    answer: float = 0
    seconds: float
    cost: float | None = None


def tally(engine: str, outcomes: Sequence[Outcome], price: Price | None = None) -> Tally:
    """The figures of one engine's outcomes; a thread without a brief counts as failed, and nowhere else."""
    scores = [outcome.score for outcome in outcomes if outcome.score]
    return Tally(
        engine=engine,
        threads=len(outcomes),
        failed=len(outcomes) - len(scores),
        recall=_mean(score.recall for score in scores),
        recall_by_slot=_by_slot(scores),
        invented=sum(len(score.invented) for score in scores),
        carried=sum(len(score.carried) for score in scores),
        strange=sum(len(score.strange) for score in scores),
        verdict=_share(score.verdict_right for score in scores),
        severity=_share(score.severity_right for score in scores),
        target=_share(score.target_right for score in scores),
        triggers_f1=_triggers_f1(scores),
        steps_f1=_f1(scores, lambda s: (s.steps_right, s.steps, s.steps_wanted)),
        findings=_mean(score.findings for score in scores),
        requests=_mean(outcome.requests for outcome in outcomes),
        tokens_in=_mean(outcome.tokens_in for outcome in outcomes),
        tokens_out=_mean(outcome.tokens_out for outcome in outcomes),
        overhead=_mean(found) if (found := _known(o.overhead for o in outcomes)) else None,
        answer=max((outcome.answer for outcome in outcomes), default=0.0),
        seconds=_mean(outcome.seconds for outcome in outcomes),
        cost=_cost(outcomes, price),
    )


def _mean(values: Iterable[float]) -> float:
    found = tuple(values)
    return fmean(found) if found else 0.0


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _share(rights: Iterable[bool | None]) -> Share:
    judged = [right for right in rights if right is not None]
    return Share(right=sum(judged), of=len(judged))


def _by_slot(scores: Iterable[Score]) -> dict[Place, float]:
    found, wanted = dict[Place, int](), dict[Place, int]()
    for score in scores:
        for place, weight in score.wanted.items():
            wanted[place] = wanted.get(place, 0) + weight
            found[place] = found.get(place, 0) + score.found.get(place, 0)
    return {place: found[place] / wanted[place] for place in get_args(Place) if place in wanted}


def _triggers_f1(scores: Iterable[Score]) -> float:
    return _f1(
        scores,
        lambda s: (len({*s.triggers} & {*s.triggers_wanted}), len(s.triggers), len(s.triggers_wanted)),
    )


def _f1(scores: Iterable[Score], counts: Callable[[Score], tuple[int, int, int]]) -> float:
    right, said, wanted = (sum(column) for column in zip((0, 0, 0), *map(counts, scores), strict=True))
    return 2 * right / (said + wanted) if said + wanted else 1.0


def _cost(outcomes: Iterable[Outcome], price: Price | None) -> float | None:
    if price is None:
        return None
    return sum(price.of(one.tokens_in, one.tokens_out) for one in outcomes)
