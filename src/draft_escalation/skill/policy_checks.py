"""What the keys of a policy may not say to one another, and names that must exist."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple, get_args
from zoneinfo import ZoneInfo

from draft_escalation.brief.model import Severity
from draft_escalation.skill.policy import BusinessHours, Policy

_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The highest first."""
_SOME = 20


class Clash(NamedTuple):
    """Keys that cannot hold together: what was expected of them, and what to do."""

    keys: tuple[tuple[str, ...], ...]
    expected: str
    todo: str = "change one of them"


def clashes(policy: Policy) -> Iterator[Clash]:
    """Everything in a policy that contradicts itself, or names a country or zone that does not exist."""
    yield from _counts(policy)
    yield from _cadence(policy)
    yield from _attention(policy)
    yield from _around_the_clock(policy)
    yield from _severity_words(policy)
    yield from _business_hours(policy.business_hours)


def _counts(policy: Policy) -> Iterator[Clash]:
    if policy.pattern_customers < policy.multiple_customers:
        yield Clash(
            (("pattern_customers",), ("multiple_customers",)),
            f"pattern_customers ({policy.pattern_customers}) to be at least "
            f"multiple_customers ({policy.multiple_customers})",
        )


def _cadence(policy: Policy) -> Iterator[Clash]:
    for severity, cadence in policy.cadence.items():
        shortest, longest = cadence.customer_min_hours, cadence.customer_max_hours
        if shortest > longest:
            yield Clash(
                (("cadence", severity, "customer_min_hours"), ("cadence", severity, "customer_max_hours")),
                f"customer_min_hours ({shortest:g}) to be at most customer_max_hours ({longest:g})",
            )
    for higher, lower in pairwise(_SEVERITIES):
        for name in ("internal_hours", "customer_min_hours", "customer_max_hours"):
            fast, slow = (getattr(policy.cadence[severity], name) for severity in (higher, lower))
            if fast > slow:
                yield Clash(
                    (("cadence", higher, name), ("cadence", lower, name)),
                    f"{higher} ({fast:g}) to be no slower than {lower} ({slow:g})",
                )


def _attention(policy: Policy) -> Iterator[Clash]:
    for severity, attention in policy.attention.items():
        if (attention.within_hours is None) == (attention.end_of is None):
            yield Clash(
                (("attention", severity, "within_hours"), ("attention", severity, "end_of")),
                "either within_hours or end_of",
                "keep one of them",
            )
            return
    for higher, lower in pairwise(_SEVERITIES):
        fast, slow = _work_days(higher, policy), _work_days(lower, policy)
        if fast > slow:
            yield Clash(
                tuple(
                    ("attention", severity, name)
                    for severity in (higher, lower)
                    for name in ("within_hours", "end_of")
                ),
                f"{higher} (within {fast:.3g} work days) to be no slower than {lower} ({slow:.3g})",
            )


def _work_days(severity: Severity, policy: Policy) -> float:
    """The longest that attention may take, in work days: hours of the clock count as parts of a whole day."""
    attention, hours = policy.attention[severity], policy.business_hours
    if attention.within_hours is None:
        return 1 if attention.end_of == "day" else len(set(hours.weekdays))
    opens, closes = (at.hour + at.minute / 60 for at in (hours.opens, hours.closes))
    day = 24 if severity in policy.around_the_clock or closes <= opens else closes - opens
    return attention.within_hours / day


def _around_the_clock(policy: Policy) -> Iterator[Clash]:
    for higher, lower in pairwise(_SEVERITIES):
        if lower in policy.around_the_clock and higher not in policy.around_the_clock:
            yield Clash((("around_the_clock",),), f"{higher} too, where {lower} is", f'add "{higher}"')


def _severity_words(policy: Policy) -> Iterator[Clash]:
    for one, other in combinations(_SEVERITIES, 2):
        for word in policy.severity_words[one]:
            if word in policy.severity_words[other]:
                yield Clash(
                    (("severity_words", one), ("severity_words", other)),
                    f'"{word}" to stand in {one} or in {other}, not in both',
                    "set both lists, the word in one",
                )


def _business_hours(hours: BusinessHours) -> Iterator[Clash]:
    if hours.closes <= hours.opens:
        yield Clash(
            (("business_hours", "closes"), ("business_hours", "opens")),
            f"closes ({hours.closes:%H:%M}) to be later than opens ({hours.opens:%H:%M})",
        )
    if hours.zone and not _zone_exists(hours.zone):
        yield Clash(
            (("business_hours", "zone"),),
            'an IANA zone, such as "Europe/Berlin"',
            "take its name from the IANA list of time zones",
        )
    if hours.subdivision and not hours.country:
        yield Clash((("business_hours", "subdivision"),), "a country beside it", "set country too")
    elif hours.country:
        yield from _country(hours.country, hours.subdivision)


def _zone_exists(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, not a name, a folder of the zone files
        return False
    return True


def _country(country: str, subdivision: str | None) -> Iterator[Clash]:
    try:
        from holidays import country_holidays
    except ImportError:
        yield Clash(
            (("business_hours", "country"),),
            "the library `holidays`, which is not installed",
            "install draft-escalation[calendar], or list the days under holidays",
        )
        return
    try:
        country_holidays(country)
    except NotImplementedError:
        yield Clash(
            (("business_hours", "country"),),
            'the ISO 3166 code of a country whose holidays are known, such as "DE"',
            "mend it, or list the days under holidays",
        )
        return
    try:
        country_holidays(country, subdiv=subdivision)
    except NotImplementedError:
        parts = country_holidays(country).subdivisions
        some = ", ".join(parts[:_SOME]) + (", …" if len(parts) > _SOME else "")
        yield Clash(
            (("business_hours", "subdivision"), ("business_hours", "country")),
            f"the code of a part of {country} ({some or 'it has none'})",
            "mend or remove it",
        )
