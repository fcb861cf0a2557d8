"""Signals in, decision out: verdict, triggers, severity, target and path, by the rows of signals.toml.

Only signals that hold count. The table says what each row implies, defeats, demands and lowers; here stands
only how these are weighed.
"""

from collections.abc import Iterable, Sequence

from draft_escalation.brief.document import Decision, Trigger, Verdict
from draft_escalation.brief.extraction import Kind
from draft_escalation.brief.model import Ask, AskKind, Because, LineIds, Severity, Signal, Target
from draft_escalation.skill.policy import Policy, Tier
from draft_escalation.skill.signals import SignalRow, implied, signals
from draft_escalation.tables import Record

_LEVELS: tuple[Severity, ...] = ("critical", "high")
_LOWEST: Severity = "medium"
_BY_KIND: dict[Kind, AskKind] = {"bug": "fix", "feature_request": "decide", "other": "decide"}
"""What is asked for where nobody says so: the ask that the rules propose."""


class Decided(Record):
    """What the rules make of the signals: the decision, and the parts of the brief that follow from it."""

    decision: Decision
    severity: Severity
    severity_because: tuple[Because, ...] = ()
    target: Target
    target_because: tuple[Because, ...] = ()
    also_notify: tuple[Target, ...] = ()


def decide(
    found: Sequence[Signal],
    *,
    kind: Kind,
    asks: Sequence[Ask] = (),
    policy: Policy,
    from_tier: Tier = "l2",
) -> Decided:
    """Weighs the signals of a thread by the skill's table.

    `kind` proposes the ask where `asks` is empty; `from_tier` is where the path begins.
    """
    held = _Held(found)
    verdict = _verdict(held)
    severity, severity_because = _severity(held)
    wanted = {ask.kind for ask in asks} or {_BY_KIND.get(kind, "investigate")}
    target: Target = "l2_support" if verdict == "handle_in_support" else _target(held, wanted)
    decision = Decision(
        verdict=verdict,
        triggers=_triggers(held),
        support=held.because(row for row in held.rows if row.support),
        path=_path(verdict, target, policy, from_tier),
    )
    return Decided(
        decision=decision,
        severity=severity,
        severity_because=severity_because,
        target=target,
        target_because=held.because(held.of(target)),
        also_notify=() if verdict == "handle_in_support" else _others(held, target, policy),
    )


class _Held:
    """The rows that hold, closed over what they imply, each with the lines and the speakers it rests on."""

    def __init__(self, found: Sequence[Signal]) -> None:
        self._found = [
            signal for signal in found if signal.state == "holds" and not _taken_back(signal, found)
        ]
        self._source = implied(signal.id for signal in self._found)
        self.rows = [row for row in signals().values() if row.id in self._source]

    def of(self, target: Target) -> list[SignalRow]:
        """The rows that lead to a team."""
        return [row for row in self.rows if target in row.targets]

    def lines(self, row: SignalRow) -> LineIds:
        """The lines that a row rests on, without repeats."""
        return tuple(dict.fromkeys(line for signal in self._bearing(row) for line in signal.lines))

    def only_customer_says(self, row: SignalRow) -> bool:
        """Whether nobody but the customer bears a row."""
        return all(signal.by == "customer" for signal in self._bearing(row))

    def because(self, rows: Iterable[SignalRow]) -> tuple[Because, ...]:
        """Rows as reasons with their lines."""
        return tuple(Because(signal=row.id, lines=self.lines(row)) for row in rows)

    def _bearing(self, row: SignalRow) -> list[Signal]:
        return [signal for signal in self._found if signal.id == self._source[row.id]]


def _taken_back(signal: Signal, found: Sequence[Signal]) -> bool:
    """Whether a later line takes the same signal back."""
    return any(
        other.state == "retracted" and other.id == signal.id and _last(other) > _last(signal)
        for other in found
    )


def _last(signal: Signal) -> tuple[int, int]:
    places = (line[1:].partition(".") for line in signal.lines)
    return max(((int(message or 0), int(line or 0)) for message, _, line in places), default=(-1, 0))


def _triggers(held: _Held) -> tuple[Trigger, ...]:
    return tuple(
        Trigger(signal=row.id, lines=held.lines(row), category=row.trigger)
        for row in held.rows
        if row.trigger
    )


def _verdict(held: _Held) -> Verdict:
    support = [row for row in held.rows if row.support]
    if support and not any(_leads_out(row, held, support) for row in held.rows):
        return "handle_in_support"
    return "escalate"


def _leads_out(row: SignalRow, held: _Held, support: list[SignalRow]) -> bool:
    """Whether a row escalates although the support rows hold."""
    if row.beyond_support:
        return True
    settled = {name for one in support for name in one.defeats}
    if held.only_customer_says(row):
        settled |= {name for one in support for name in one.defeats_claims}
    return row.trigger is not None and not {row.id, row.trigger} & settled


def _severity(held: _Held) -> tuple[Severity, tuple[Because, ...]]:
    """The highest level that a row demands, unless a row lowers every reason for it."""
    for level in _LEVELS:
        if reasons := [row for row in held.rows if row.severity == level]:
            lowering = [row for row in held.rows if {one.id for one in reasons} <= set(row.lowers)]
            return (_LOWEST, held.because(lowering)) if lowering else (level, held.because(reasons))
    return _LOWEST, ()


def _target(held: _Held, wanted: set[AskKind]) -> Target:
    """The first team that fits, in the order of the skill's tiers."""
    technical = [row for row in held.of("engineering") if row.trigger == "technical"]
    confirmed = any(not held.only_customer_says(row) for row in technical)
    fits: tuple[tuple[Target, bool], ...] = (
        ("security", True),
        ("leadership", bool(wanted & {"decide", "approve"})),
        ("engineering", confirmed and bool(wanted & {"investigate", "fix"})),
        ("product", True),
        ("engineering", not _only_deeper(held)),
        ("leadership", not held.of("l2_support")),
    )
    return next((team for team, may in fits if may and held.of(team)), "l2_support")


def _only_deeper(held: _Held) -> bool:
    """Whether all that asks for engineering asks for L2 just as well, and something for L2 alone."""
    deeper = held.of("l2_support")
    return all(row in deeper for row in held.of("engineering")) and any(
        "engineering" not in row.targets for row in deeper
    )


def _others(held: _Held, target: Target, policy: Policy) -> tuple[Target, ...]:
    return tuple(team for team in policy.names if team not in {target, "l2_support"} and held.of(team))


def _path(verdict: Verdict, target: Target, policy: Policy, from_tier: Tier) -> tuple[str, ...]:
    """The tiers from the sender's own to the target: through L2, unless the team may be gone to at once."""
    start, second = policy.tiers[from_tier], policy.tiers["l2"]
    if verdict == "handle_in_support":
        return (start,)
    team = second if target == "l2_support" else policy.names[target]
    way = (start, team) if target in policy.jumps else (start, second, team)
    return tuple(dict.fromkeys(way))
