"""The fixed words of the text format: headings, names of teams, words of the SLA's standing."""

from draft_escalation.brief.model import SlaStatus, Target

HEADINGS = (
    "IMPACT",
    "ISSUE DESCRIPTION",
    "REPRODUCTION STEPS",
    "WHAT'S BEEN TRIED",
    "CUSTOMER COMMUNICATION",
    "WHAT'S NEEDED",
    "SUPPORTING CONTEXT",
)
TARGET_NAMES: dict[Target, str] = {
    "l2_support": "L2 Support",
    "engineering": "Engineering",
    "product": "Product",
    "security": "Security",
    "leadership": "Leadership",
}
SLA_WORDS: dict[SlaStatus, str] = {"within": "Within SLA", "at_risk": "At risk", "breached": "Breached"}
NOT_A_BUG = "Not a bug: no reproduction steps apply."
OTHER_ISSUE = "Another issue in the thread"
CITED = "Messages cited"
