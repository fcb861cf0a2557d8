"""What an engine reports of a thread: facts and signals with their lines, and nothing decided."""

from typing import Literal

from draft_escalation.brief.model import Ask, Fact, Reference, Signal, Tried
from draft_escalation.tables import Record

Kind = Literal["bug", "infrastructure", "security", "feature_request", "how_to", "configuration", "other"]


class Extraction(Record):
    """An engine's report.

    `facts` maps a slot's path (`impact.customers_affected`, `reproduction.steps`; the paths of slots.toml)
    to its statements in order; a path that is absent is silent. Tried actions, asks and references have
    shapes of their own. Severity, target and verdict are not an engine's business.
    """

    kind: Kind = "other"
    facts: dict[str, tuple[Fact, ...]] = {}
    tried: tuple[Tried, ...] = ()
    asks: tuple[Ask, ...] = ()
    context: tuple[Reference, ...] = ()
    signals: tuple[Signal, ...] = ()
