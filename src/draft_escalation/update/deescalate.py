"""The skill's "De-escalate when" and "When de-escalating", for one brief."""

from collections.abc import Iterator

from draft_escalation.brief.document import Document
from draft_escalation.brief.headings import TARGET_NAMES
from draft_escalation.brief.model import Because, Fact, LineIds
from draft_escalation.skill.signals import signals
from draft_escalation.thread.model import Thread
from draft_escalation.update.compare import holding
from draft_escalation.update.match import Matched
from draft_escalation.update.records import Advice, Deescalation
from draft_escalation.validate.reasons import higher
from draft_escalation.validate.statements import is_proposed, is_said, lines_of, statements
from draft_escalation.validate.words import first_of

_NEW_FACTS = "new_information_changes_severity"
"""The one case that goes either way."""
_CASES = {
    "root_cause_support_resolvable": "the cause is found, and support can resolve it",
    "workaround_unblocks_customer": "a workaround unblocks the customer",
    "resolved_itself": "it is solved without a fix",
    _NEW_FACTS: "new information changes how severe it is",
}
"""The skill's cases, as the team is told of them."""


def deescalation(earlier: Document, now: Document, grown: Thread, matched: Matched) -> Deescalation | None:
    """What to do where one of the skill's four cases holds; None where none does, or nothing was escalated.

    New information counts where severity or verdict came down by it; where they stay, it is for a person to
    weigh, once; where they rose, it is no case.
    """
    if earlier.decision.verdict == "handle_in_support":
        return None
    closed = now.decision.verdict == "handle_in_support"
    rose = higher(now.brief.severity, earlier.brief.severity)
    came_down = closed or higher(earlier.brief.severity, now.brief.severity)
    cases = tuple(
        one
        for one in _cases(now)
        if one.signal != _NEW_FACTS or came_down or (not rose and matched.is_new(one.lines))
    )
    if not cases:
        return None
    only_to_weigh = not came_down and all(one.signal == _NEW_FACTS for one in cases)
    against = _against(now) or (now.brief.severity_because if only_to_weigh else ())
    advice: Advice = "close" if closed else "stands" if against or only_to_weigh else "lower"
    actions = () if advice == "stands" else tuple(_actions(earlier, now, grown, cases))
    return Deescalation(advice=advice, cases=cases, against=against, actions=actions)


def _against(document: Document) -> tuple[Because, ...]:
    """What a matter stays escalated for, whatever eases it."""
    brief = document.brief
    reasons = (*document.decision.triggers, *brief.severity_because, *brief.target_because)
    found = {
        one.signal: Because(signal=one.signal, lines=one.lines)
        for one in reasons
        if signals()[one.signal].beyond_support or signals()[one.signal].severity == "critical"
    }
    return tuple(found.values())


def _cases(document: Document) -> Iterator[Because]:
    """The cases that hold, each with its lines."""
    standing = holding(document)
    lines: dict[str, list[str]] = {}
    for one in document.signals:
        if one.id in standing and one.state == "holds" and signals()[one.id].deescalates:
            lines.setdefault(one.id, []).extend(one.lines)
    return (Because(signal=id_, lines=tuple(dict.fromkeys(found))) for id_, found in lines.items())


def _actions(earlier: Document, now: Document, grown: Thread, cases: tuple[Because, ...]) -> Iterator[str]:
    """The skill's four closing actions, in words of this brief."""
    why = "; ".join(_CASES.get(one.signal, one.signal) + _cited(one.lines) for one in cases)
    teams = [TARGET_NAMES[team] for team in (earlier.brief.target, *earlier.brief.also_notify)]
    back = ", back in support" if now.decision.verdict == "handle_in_support" else ""
    yield f"Notify {_listed(list(dict.fromkeys(teams)))}: {why}"
    severity = now.brief.severity.capitalize()
    yield f"Update {_ticket(now)} with the resolution: {why}; severity {severity}{back}"
    yield f"Inform {_customer(grown)} of the resolution{_expected(now)}"
    cause = [fact for fact in _said(now) if first_of("causes", fact.text)]
    yield "Document what was learned: " + (
        f"the cause as the thread gives it{_cited(lines_of(cause))}"
        if cause
        else 'the root cause is not written down; ask the assignee: "What was the root cause?"'
    )


def _said(document: Document) -> Iterator[Fact]:
    return (fact for _, fact in statements(document.brief) if not is_proposed(fact))


def _ticket(document: Document) -> str:
    tickets = [one.fact for one in document.brief.context if one.kind == "ticket" and is_said(one.fact)]
    return " ".join(tickets[0].text.split()) if tickets else "the ticket"


def _customer(grown: Thread) -> str:
    names = (one.author for one in grown.messages if one.role == "customer" and one.author)
    return next(names, "the customer")


def _expected(document: Document) -> str:
    wanted: tuple[Fact, ...] = tuple(filter(is_said, document.brief.communication.customer_expectation))
    words = " ".join(wanted[0].text.split()) if wanted else ""
    return f', and of what becomes of "{words}"{_cited(wanted[0].lines)}' if words else ""


def _cited(lines: LineIds) -> str:
    return f" [{', '.join(lines)}]" if lines else ""


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
