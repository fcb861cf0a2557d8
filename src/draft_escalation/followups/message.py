"""The customer's next update as plain text, ready to send.

Only what the customer has read or written before is repeated; what was asked of the team is said in general
words; no date for a solution is ever named, only when the next word comes.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Brief, Tried
from draft_escalation.brief.slots import slots
from draft_escalation.followups.actions import reasons_to_close
from draft_escalation.followups.people import customer_name, plain
from draft_escalation.followups.plan import Plan
from draft_escalation.followups.tellable import customer_says, internal_news, tellable
from draft_escalation.followups.words import words
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.guard.secrets import mask_secrets
from draft_escalation.skill.cadence import due
from draft_escalation.skill.policy import Policy
from draft_escalation.tables import Record
from draft_escalation.validate.statements import is_said, slot_statements

_KNOWN = ("issue_description", "reproduction.actual", "impact.started", "impact.workaround")
_SINCE = ("impact.started", "impact.duration")
_QUESTIONS = 5
_FACTS = 6
_LONGEST = 300


class Update(Record):
    """The text to send, and what a person should know before sending it."""

    text: str
    notes: tuple[str, ...] = ()


def customer_update(document: Document, plan: Plan, policy: Policy) -> Update:
    """Writes the update that is sent at the plan's `as_of`."""
    closing = reasons_to_close(document)
    paragraphs = (
        _opening(document),
        _known(document),
        _done(document),
        *((_settled(),) if closing else (_next(document, plan, policy), _questions(document.brief))),
        _closing(document),
    )
    text = "\n\n".join("\n".join(lines) for lines in map(tuple, paragraphs) if lines)
    return Update(text=mask_secrets(strip_hidden(text)) + "\n", notes=tuple(_notes(document)))


def _opening(document: Document) -> Iterator[str]:
    said, name = words().message, customer_name(document)
    yield said.hello.format(name=name) if name else said.hello_nobody
    yield ""
    summary = tellable((document.brief.summary,), document)
    yield said.about.format(summary=plain(summary[0].text, _LONGEST)) if summary else said.about_nothing


def _known(document: Document) -> Iterator[str]:
    """What the customer said, then what support told them."""
    said = words().message
    facts = [fact for path in _KNOWN for fact in slot_statements(document.brief, path)]
    told = tellable(facts, document)[:_FACTS]
    theirs = [fact for fact in told if customer_says(fact, document)]
    ours = [fact for fact in told if fact not in theirs]
    yield from _listed(said.known, (fact.text for fact in theirs))
    if theirs and ours:
        yield ""
    yield from _listed(said.told, (fact.text for fact in ours))


def _done(document: Document) -> Iterator[str]:
    """What support did and said so, then what the customer did themselves."""
    done = [one for one in document.brief.tried if one.kind == "done" and tellable((one.action,), document)]
    theirs = [one for one in done if customer_says(one.action, document)]
    ours = [one for one in done if one not in theirs]
    yield from _listed(words().message.done, (_with_result(one, document) for one in ours[:_FACTS]))
    if theirs and ours:
        yield ""
    yield from _listed(words().message.tried, (_with_result(one, document) for one in theirs[:_FACTS]))


def _with_result(tried: Tried, document: Document) -> str:
    """The action; its result, unless only an internal note gives it."""
    result = tellable((tried.result,), document)
    return f"{tried.action.text} → {result[0].text}" if result else tried.action.text


def _listed(heading: str, texts: Iterable[str]) -> Iterator[str]:
    """A heading and its items; nothing where there are none."""
    items = [f"- {plain(text, _LONGEST)}" for text in texts]
    yield from (heading, *items) if items else ()


def _next(document: Document, plan: Plan, policy: Policy) -> Iterator[str]:
    said, brief = words().message, document.brief
    yield said.next
    yield f"- {_news(document)}"
    for kind in dict.fromkeys(ask.kind for ask in brief.needed.asks if is_said(ask.fact)):
        yield f"- {words().steps[kind].format(team=words().teams[brief.target])}"
    yield f"- {said.no_date}"
    wishes = tellable(brief.communication.customer_expectation, document)
    for fact in [one for one in wishes if customer_says(one, document)][:1]:
        yield f"- {said.wanted_by.format(text=plain(fact.text, _LONGEST))}"
    next_at = due(plan.as_of, plan.customer_every, brief.severity, policy)
    yield f"- {said.again.format(next=friendly(next_at))}"


def _news(document: Document) -> str:
    said = words().message
    if not _nothing_new(document):
        return said.still_working
    at = next((fact.at for fact in document.brief.communication.last_update if fact.at), None)
    return said.nothing_new.format(since=f" of {friendly(at)}" if at else "")


def _nothing_new(document: Document) -> bool:
    """Whether support's last word was to the customer, with no internal note after it."""
    return bool(tellable(document.brief.communication.last_update, document)) and not internal_news(document)


def friendly(when: datetime) -> str:
    """`Friday, 17 April 2026, 17:00 UTC`; without zone where none is known."""
    zone = f"{when:%z}"
    name = "" if not zone else " UTC" if zone == "+0000" else f" UTC{zone[:3]}:{zone[3:5]}"
    return f"{when:%A}, {when.day} {when:%B %Y, %H:%M}{name}"


def _settled() -> Iterator[str]:
    yield words().message.settled


def _questions(brief: Brief) -> Iterator[str]:
    """What only the customer can answer: first what every brief needs, then the rest."""
    silent = [
        path
        for path, slot in slots().items()
        if slot.ask_whom == "customer" and _is_asked(brief, path) and not slot_statements(brief, path)
    ]
    silent.sort(key=lambda path: slots()[path].shown != "always")
    texts = (words().questions.get(path, slots()[path].question) for path in silent[:_QUESTIONS])
    yield from _listed(words().message.ask, texts)


def _is_asked(brief: Brief, path: str) -> bool:
    """Whether a slot belongs to this brief: a bug's steps to a bug, a team's own slots to that team."""
    if path.startswith("reproduction."):
        return brief.reproduction.applies
    if path in _SINCE:
        return path == _SINCE[0] and not any(slot_statements(brief, one) for one in _SINCE)
    targets = slots()[path].targets
    return not targets or brief.target in targets


def _closing(document: Document) -> Iterator[str]:
    said = words().message
    yield said.bye
    owner = next((fact.text for fact in document.brief.communication.owner if is_said(fact)), "")
    if owner:
        yield ""
        yield said.signed.format(owner=plain(owner))


def _notes(document: Document) -> Iterator[str]:
    if document.thread is None:
        yield (
            "the brief does not hold its thread, so what the customer may know cannot be told apart: "
            "nothing of it is in the message; use the brief as JSON"
        )
    elif news := internal_news(document):
        yield f"news in internal notes ({', '.join(news)}) is left out: add what the customer may know"
    elif _nothing_new(document) and not reasons_to_close(document):
        yield '"nothing new" counts from the thread as drafted: change it if somebody has answered since'
