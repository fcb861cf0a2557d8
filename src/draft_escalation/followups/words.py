"""The words of follow-ups, from words.toml."""

from functools import cache

from draft_escalation.brief.model import AskKind, Target
from draft_escalation.followups.plan import Kind
from draft_escalation.tables import Record, read_table


class Actions(Record):
    """A checklist, one sentence an action."""

    actions: tuple[str, ...]


class Unknown(Record):
    """What stands where the brief does not say."""

    owner: str
    customer: str
    ticket: str
    reason: str


class Changed(Record):
    """What is added where the thread itself shows that the severity changed."""

    severity: str


class MessageWords(Record):
    """The sentences of the customer's update."""

    hello: str
    hello_nobody: str
    about: str
    about_nothing: str
    known: str
    told: str
    done: str
    tried: str
    next: str
    nothing_new: str
    still_working: str
    no_date: str
    wanted_by: str
    again: str
    ask: str
    settled: str
    bye: str
    signed: str


class Words(Record):
    """All words of follow-ups."""

    say: dict[Kind, str]
    follow_up: Actions
    close: Actions
    unknown: Unknown
    changed: Changed
    message: MessageWords
    steps: dict[AskKind, str]
    teams: dict[Target, str]
    questions: dict[str, str]


@cache
def words() -> Words:
    """The words. Raises UserError where words.toml is malformed."""
    return read_table(__package__, "words.toml", Words)
