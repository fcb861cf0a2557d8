"""What a support lead may set: thresholds, cadence, names. The built-in values are policy.toml."""

import hashlib
import json
from datetime import date, time
from functools import cache
from typing import Literal

from draft_escalation.brief.model import Severity, Target
from draft_escalation.tables import Record, read_table

Tier = Literal["l1", "l2", "manager"]


class Cadence(Record):
    """How often to follow up: hours within the receiving team, shortest and longest hours to the customer."""

    internal_hours: float
    customer_min_hours: float
    customer_max_hours: float


class Attention(Record):
    """When somebody must be at it: within some hours, or by the end of the business day or week.

    `notice_hours`: where fewer business hours are left of that day or week, the next one counts.
    """

    within_hours: float | None = None
    end_of: Literal["day", "week"] = "day"
    notice_hours: float = 0


class BusinessHours(Record):
    """When the team works: local times, weekdays with Monday as 0, and days off."""

    opens: time
    closes: time
    weekdays: tuple[int, ...]
    holidays: tuple[date, ...] = ()


class Policy(Record):
    """What a team may set without touching the skill; what each key means stands in policy.toml."""

    multiple_customers: int
    pattern_customers: int
    waiting_days: float
    open_days: float
    chasers: int
    high_value_arr: float
    high_value_plans: tuple[str, ...]
    around_the_clock: tuple[Severity, ...]
    jumps: tuple[Target, ...]
    sla_hours: dict[str, float] = {}
    attention: dict[Severity, Attention]
    cadence: dict[Severity, Cadence]
    business_hours: BusinessHours
    names: dict[Target, str]
    tiers: dict[Tier, str]
    severity_words: dict[Severity, tuple[str, ...]]


@cache
def policy() -> Policy:
    """The built-in policy. Raises UserError where policy.toml is malformed."""
    return read_table(__package__, "policy.toml", Policy)


def digest(of: Policy) -> str:
    """A short fingerprint of a policy (16 hex digits): equal policies give equal digests on any machine."""
    canonical = json.dumps(of.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
