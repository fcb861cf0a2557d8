"""What sort of matter a thread is: it decides whether steps to reproduce are owed."""

from collections import Counter
from functools import cache

from draft_escalation.brief.extraction import Kind
from draft_escalation.brief.model import Signal
from draft_escalation.extract.offline.addressed import requests
from draft_escalation.extract.offline.customers_affected import first_customer
from draft_escalation.extract.offline.phrases import heard, tables
from draft_escalation.extract.offline.view import View
from draft_escalation.skill.cues import CueBook

_SECURITY = {
    "security_breach",
    "data_exposure",
    "unauthorized_access",
    "vulnerability_report",
    "compliance_concern",
}
_DEFECT = {"bug_confirmed", "data_corruption_or_loss"}
_WISH = {"feature_gap", "design_decision", "competing_needs", "workflow_mismatch"}
_BROKEN = {"production_down", "major_functionality_broken", "key_customer_blocked"}
_WEIGHTY = 3
_EXPLAINED = 4


def find(view: View, signals: tuple[Signal, ...]) -> Kind:
    """Gives the kind: security first, then what support found, then what the customer opens with."""
    holding = {signal.id for signal in signals if signal.state != "retracted"}
    spoken = _spoken(view)
    if holding & _SECURITY or spoken["security"] >= _WEIGHTY:
        return "security"
    if "bug_confirmed" in holding:
        return "bug"
    if _made_again(view, configured="configuration_or_setup" in holding):
        return "bug"
    faulty = _faulty(view)
    wished = (
        bool(holding & _WISH)
        and not (faulty and "code_change_needed" in holding)
        and not holding & (_BROKEN | _DEFECT)
    )
    if wished or spoken["feature_request"] > spoken["bug"]:
        return "feature_request"
    if found := _support_found(holding, asked=spoken["how_to"] > spoken["bug"]):
        return found
    if spoken["infrastructure"] > spoken["bug"] or _infrastructure(holding, spoken):
        return "infrastructure"
    return _told(spoken, holding, faulty=faulty)


def _faulty(view: View) -> bool:
    """Whether the customer tells of something that goes wrong, in words that speak for no kind else."""
    symptom = any(one.tag == "symptom" and one.speaker != "record" for one in heard("symptom", view))
    return symptom or any(one.tag == "cause" and one.speaker == "staff" for one in heard("found_cause", view))


def _made_again(view: View, *, configured: bool) -> bool:
    """Whether support made it happen itself, which settings may explain, or asks developers to fix it."""
    asked = any(one.kind == "fix" and one.of_staff for one in requests(view))
    return asked or (bool(heard("reproduced", view)) and not configured)


def _support_found(holding: set[str], *, asked: bool) -> Kind | None:
    """What support answers with: a setting, or a word on how it is used."""
    if "configuration_or_setup" in holding:
        return "configuration"
    if "needs_guidance_or_training" in holding or (asked and "documented_solution_or_workaround" in holding):
        return "how_to"
    return None


def _infrastructure(holding: set[str], spoken: Counter[Kind]) -> bool:
    return "infrastructure_investigation_needed" in holding and spoken["infrastructure"] >= spoken["bug"]


def _told(spoken: Counter[Kind], holding: set[str], *, faulty: bool) -> Kind:
    """What most words speak for; a fault that nobody has explained is a bug until one does."""
    if spoken["configuration"] > spoken["bug"]:
        return "configuration"
    if spoken["bug"] or holding & (_DEFECT | _BROKEN):
        return "bug"
    if spoken["how_to"]:
        return "how_to"
    return "bug" if faulty else "other"


def _spoken(view: View) -> Counter[Kind]:
    """How many lines speak for each kind.

    The first account and the subject weigh more than what follows, and so do settings that support names.
    """
    kinds: tuple[Kind, ...] = (
        "security",
        "bug",
        "infrastructure",
        "feature_request",
        "how_to",
        "configuration",
    )
    customer = first_customer(view)
    first = customer.id if customer else "m1"
    found: Counter[Kind] = Counter()
    for one in heard("kind", view):
        opening = one.spoken.message.id in {first, "m0"}
        explained = one.tag == "configuration" and one.speaker == "staff"
        weight = _EXPLAINED if explained else _WEIGHTY if opening else 1
        found.update({kind: weight for kind in kinds if kind == one.tag})
    title = view.thread.subject or ""
    return found + Counter({kind: _WEIGHTY for kind in kinds if kind in _titles().hits(title)})


@cache
def _titles() -> CueBook:
    return CueBook({cue.tag: cue for cue in tables()["kind"].cue})
