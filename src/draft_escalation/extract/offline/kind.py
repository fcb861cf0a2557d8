"""What sort of matter a thread is: it decides whether steps to reproduce are owed."""

from draft_escalation.brief.extraction import Kind
from draft_escalation.brief.model import Signal
from draft_escalation.extract.offline.view import View

_SECURITY = (
    "security_breach",
    "data_exposure",
    "unauthorized_access",
    "vulnerability_report",
    "compliance_concern",
)


def find(view: View, signals: tuple[Signal, ...]) -> Kind:
    """Gives the kind of the matter."""
    holding = {signal.id for signal in signals if signal.state != "retracted"}
    if holding.intersection(_SECURITY):
        return "security"
    return "bug" if "bug_confirmed" in holding else "other"
