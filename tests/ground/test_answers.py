"""Statements in the manner of a model's report: noun phrases, imperatives, several lines in one, silence."""

from draft_escalation.ground.check import check_fact
from ground.borne import Case, cases

_MOST_FALSE_ALARMS = 0.02
_LEAST_CAUGHT = 0.97


def _refused(case: Case) -> bool:
    return bool(check_fact(case.fact, case.thread, wish=case.wish).failures)


def _listed(found: list[Case]) -> str:
    return "\n".join(map(str, found))


def test_what_a_model_reports_truly_stands() -> None:
    """At most 2 % of a model's true statements are refused, so that hardly a thread is asked about twice."""
    true = [case for case in cases(folder="answers") if case.true]
    refused = [case for case in true if _refused(case)]
    assert len(true) >= 75
    assert len(refused) <= _MOST_FALSE_ALARMS * len(true), _listed(refused)


def test_what_a_model_alters_is_refused() -> None:
    """Numbers, dates, versions, codes and names stay hard, and so do plain reversals."""
    altered = [case for case in cases(folder="answers") if not case.true]
    passed = [case for case in altered if not _refused(case)]
    assert len(altered) >= 65
    assert len(passed) <= (1 - _LEAST_CAUGHT) * len(altered), _listed(passed)
