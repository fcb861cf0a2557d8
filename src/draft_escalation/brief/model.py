"""The brief: statements that know their lines, in the shape that the skill prescribes.

The names are those of the published JSON and do not change within a schema version.
"""

from datetime import datetime
from typing import Literal

from draft_escalation.tables import Record
from draft_escalation.thread.model import Role

State = Literal["stated", "inferred", "silent"]
Severity = Literal["critical", "high", "medium"]
Target = Literal["l2_support", "engineering", "product", "security", "leadership"]
SlaStatus = Literal["within", "at_risk", "breached"]
AskKind = Literal["investigate", "fix", "decide", "approve", "provide"]
ContextKind = Literal["link", "log", "attachment", "ticket", "internal"]
SignalState = Literal["holds", "claimed", "retracted"]
LineIds = tuple[str, ...]


class Fact(Record):
    """One statement and the thread lines that bear it.

    `stated` stands in the lines; `inferred` was worked out, and `basis` says from which words
    ('from "by Friday"'); `silent` is what the thread does not say: `text` is empty, and `question` and
    `ask_whom` say how to close the gap. `superseded` are earlier lines whose value this one corrects.
    `by` and `at` are the role and time of the first cited line's message.
    """

    state: State = "stated"
    text: str = ""
    lines: LineIds = ()
    superseded: LineIds = ()
    by: Role | None = None
    at: datetime | None = None
    question: str | None = None
    ask_whom: str | None = None
    basis: str | None = None


class SlaFact(Fact):
    """The SLA's standing: `status` is None where the words name an SLA but not how it stands."""

    status: SlaStatus | None = None


class Because(Record):
    """A signal and the lines that show it."""

    signal: str
    lines: LineIds


class Signal(Record):
    """A row of signals.toml that was found in the thread.

    `claimed`: a customer says so and no agent or record confirms it; `retracted`: a later line takes it back.
    """

    id: str
    state: SignalState = "holds"
    by: Role = "unknown"
    lines: LineIds = ()


class Impact(Record):
    """Who is hit, how, since when, and what it costs."""

    customers_affected: tuple[Fact, ...] = ()
    workflow_impact: tuple[Fact, ...] = ()
    revenue_at_risk: tuple[Fact, ...] = ()
    pending_deals: tuple[Fact, ...] = ()
    sla_status: tuple[SlaFact, ...] = ()
    growing: tuple[Fact, ...] = ()
    depth: tuple[Fact, ...] = ()
    started: tuple[Fact, ...] = ()
    duration: tuple[Fact, ...] = ()
    critical_when: tuple[Fact, ...] = ()
    workaround: tuple[Fact, ...] = ()
    reputation: tuple[Fact, ...] = ()
    contractual: tuple[Fact, ...] = ()


class Reproduction(Record):
    """How to see it happen. `applies` is false where the matter is not a bug."""

    applies: bool = True
    start_state: tuple[Fact, ...] = ()
    steps: tuple[Fact, ...] = ()
    expected: tuple[Fact, ...] = ()
    actual: tuple[Fact, ...] = ()
    environment: tuple[Fact, ...] = ()
    frequency: tuple[Fact, ...] = ()
    evidence: tuple[Fact, ...] = ()
    ruled_out: tuple[Fact, ...] = ()


class Tried(Record):
    """An action and what came of it. `planned` and `suggested` actions were not done yet."""

    action: Fact
    result: Fact = Fact(state="silent")
    kind: Literal["done", "planned", "suggested"] = "done"


class Communication(Record):
    """What the customer was told last, what they expect, and who keeps them."""

    last_update: tuple[Fact, ...] = ()
    customer_expectation: tuple[Fact, ...] = ()
    escalation_risk: tuple[Fact, ...] = ()
    owner: tuple[Fact, ...] = ()


class Ask(Record):
    """What the receiving team should do."""

    kind: AskKind
    fact: Fact


class Needed(Record):
    """The asks, and by when."""

    asks: tuple[Ask, ...] = ()
    deadline: Fact = Fact(state="silent")


class Reference(Record):
    """A link, log, attachment, related ticket or internal thread."""

    kind: ContextKind
    fact: Fact
    url: str | None = None


class Brief(Record):
    """The escalation brief. Severity and target are decided by the rules, never by an engine."""

    summary: Fact
    severity: Severity
    severity_because: tuple[Because, ...] = ()
    severity_claimed: tuple[Fact, ...] = ()
    target: Target
    target_because: tuple[Because, ...] = ()
    also_notify: tuple[Target, ...] = ()
    impact: Impact = Impact()
    issue_description: tuple[Fact, ...] = ()
    other_issues: tuple[Fact, ...] = ()
    reproduction: Reproduction = Reproduction()
    tried: tuple[Tried, ...] = ()
    communication: Communication = Communication()
    needed: Needed = Needed()
    context: tuple[Reference, ...] = ()
    for_target: dict[str, tuple[Fact, ...]] = {}
