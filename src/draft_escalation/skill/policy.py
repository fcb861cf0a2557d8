"""What a support lead may set: thresholds, cadence, names. The built-in values are policy.toml."""

import hashlib
import json
from datetime import date, time
from functools import cache
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from draft_escalation.brief.model import Severity, Target
from draft_escalation.tables import Record, read_table

Tier = Literal["l1", "l2", "manager"]

_IN_LIST = Field(strict=False)  # TOML has lists where we keep tuples; what is in them stays strict
Hours = Annotated[float, Field(gt=0, le=8760, allow_inf_nan=False)]
Days = Annotated[float, Field(gt=0, le=3650, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\r\n]*$")]
LowerWord = Annotated[Word, StringConstraints(to_lower=True)]
Words = Annotated[tuple[LowerWord, ...], _IN_LIST]


class _Table(Record):
    """A table that people write: `"3"` is no number and 1 is no text."""

    model_config = ConfigDict(strict=True)


class Cadence(_Table):
    """How often to follow up: hours within the receiving team, shortest and longest hours to the customer."""

    internal_hours: Hours
    customer_min_hours: Hours
    customer_max_hours: Hours


class Attention(_Table):
    """When somebody must be at it: within some hours, or by the end of the business day or week.

    `notice_hours`: where fewer business hours are left of that day or week, the next one counts.
    """

    within_hours: Hours | None = None
    end_of: Literal["day", "week"] | None = None
    notice_hours: float = Field(default=0.0, ge=0, le=8760, allow_inf_nan=False)


class BusinessHours(_Table):
    """When the team works: local times, weekdays with Monday as 0, and days off.

    `country` and `subdivision` name whose public holidays are days off as well, as the `holidays` library
    codes them (ISO 3166: "DE", "BY"); `zone` is the IANA name in which the hours are read.
    """

    opens: time
    closes: time
    weekdays: Annotated[tuple[Annotated[int, Field(ge=0, le=6)], ...], _IN_LIST, Field(min_length=1)]
    holidays: Annotated[tuple[date, ...], _IN_LIST] = ()
    country: Word | None = None
    subdivision: Word | None = None
    zone: Word | None = None


class Policy(_Table):
    """What a team may set without touching the skill; what each key means stands in policy.toml.

    Types and ranges are checked here, what keys say to one another in policy_checks.
    """

    multiple_customers: Count
    pattern_customers: Count
    waiting_days: Days
    open_days: Days
    chasers: Count
    high_value_arr: float = Field(ge=0, allow_inf_nan=False)
    high_value_plans: Words
    high_value_customers: Annotated[tuple[Word, ...], _IN_LIST] = ()
    around_the_clock: Annotated[tuple[Severity, ...], _IN_LIST]
    jumps: Annotated[tuple[Target, ...], _IN_LIST]
    sla_hours: dict[LowerWord, Hours] = {}
    attention: dict[Severity, Attention]
    cadence: dict[Severity, Cadence]
    business_hours: BusinessHours
    names: dict[Target, Word]
    tiers: dict[Tier, Word]
    severity_words: dict[Severity, Annotated[Words, Field(min_length=1)]]


@cache
def policy() -> Policy:
    """The built-in policy. Raises UserError where policy.toml is malformed."""
    return read_table(__package__, "policy.toml", Policy)


def digest(of: Policy) -> str:
    """A short fingerprint of a policy (16 hex digits): equal policies give equal digests on any machine."""
    canonical = json.dumps(of.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
