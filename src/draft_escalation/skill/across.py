"""What only shows across messages: how many customers, how long a silence, how large an account."""

import re
from collections.abc import Iterable, Iterator

from draft_escalation.skill.policy import Policy
from draft_escalation.skill.sightings import Sighting, Speaker, speech
from draft_escalation.thread.model import Line, Message, Thread

_NUMBER = re.compile(r"\d[\d.,]{0,12}")
_WORD = re.compile(r"[^\W\d_]+")
_AMOUNT = re.compile(r"(\d[\d.,]{0,14})\s?(k|m|mn|mio|million|thousand)?\b", re.IGNORECASE)
_SCALE = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "million": 1_000_000,
}
_DOMAIN = re.compile(r"@([\w-]{1,60}(?:\.[\w-]{1,60}){1,4})")
_FREE = {"gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "gmx.de", "web.de"}
_MANY_AUTHORS = 3
_EFFECTS = {"major_functionality_broken", "production_down", "data_corruption_or_loss", "feature_gap"}
_UNSOLVED = {"chaser", "did_not_help", "same_here", *_EFFECTS}


def across(thread: Thread, seen: tuple[Sighting, ...], policy: Policy) -> Iterator[Sighting]:
    """Signals worked out of counts, days and amounts, as further sightings."""
    for one in seen:
        yield from _counted(one, policy)
    yield from _accepted(thread, seen)
    yield from _joined(thread, seen, policy)
    yield from _waiting(thread, seen, policy)


def _counted(one: Sighting, policy: Policy) -> Iterator[Sighting]:
    """What a number in one line amounts to."""
    if one.name == "customers_counted" and f"#{one.words.partition(' ')[0]}" not in one.line.text:
        yield from _customers(one, _how_many(one.words), policy)
    elif one.name == "waited" and _days(one.words) >= policy.waiting_days:
        yield _as("waiting_unreasonably_long", one)
    elif (one.name == "yearly_amount" and _largest_amount(one.line.text) >= policy.high_value_arr) or (
        one.name == "plan_named" and set(_WORD.findall(one.words.lower())) & set(policy.high_value_plans)
    ):
        yield _as("high_value", one)


def _customers(one: Sighting, count: float, policy: Policy) -> Iterator[Sighting]:
    if count >= policy.multiple_customers:
        yield _as("multiple_customers_affected", one)
    if count >= policy.pattern_customers:
        yield _as("same_issue_from_three_customers", one)


def _accepted(thread: Thread, seen: tuple[Sighting, ...]) -> Iterator[Sighting]:
    """A customer whose last word is thanks for an answer that promised nothing more."""
    last, answer = (
        thread.messages[-1:],
        [message for message in thread.messages if message.role == "agent"][-1:],
    )
    shows = {one.name for one in seen if one.message in last}
    if shows & _UNSOLVED or any(one.name == "pending" and one.message in answer for one in seen):
        return
    yield from (_as("accepted", one) for one in seen if one.name == "thanked" and one.message in last)


def _joined(thread: Thread, seen: tuple[Sighting, ...], policy: Policy) -> Iterator[Sighting]:
    """Customers who say, each for themselves, that they have it too."""
    opener = next((_customer(message) for message in thread.messages if message.role == "customer"), "")
    said = [one for one in seen if one.speaker == "customer" and one.name in {"same_here", *_EFFECTS}]
    others = [one for one in said if _customer(one.message) != opener]
    joining = [one for one in others if one.name == "same_here"]
    if not joining and len({_customer(one.message) for one in others}) < _MANY_AUTHORS - 1:
        return
    first = {_customer(one.message): one for one in reversed(others)}
    for number, one in enumerate(sorted(first.values(), key=lambda one: one.place), 2):
        if number >= policy.multiple_customers:
            yield _as("multiple_customers_affected", one)
        if number >= policy.pattern_customers:
            yield _as("same_issue_from_three_customers", one)


def _waiting(thread: Thread, seen: tuple[Sighting, ...], policy: Policy) -> Iterator[Sighting]:
    """Customers' messages that nobody answered, and a thread that stays open for months."""
    open_ends = _unanswered(thread.messages)
    places = {one.line.id: one.place for one in seen}
    solved = any(one.name in {"solved", "taken_back"} for one in seen if one.message in open_ends)
    if solved or not open_ends:
        return
    chasing = [one for one in seen if one.name in _UNSOLVED and one.message in open_ends]
    shown = [_first_line(message) for message in open_ends[1:] or open_ends]
    long = len(open_ends) > 1 and _span(open_ends) >= policy.waiting_days
    standing = bool(chasing) and _span(thread.messages) >= policy.open_days
    for line, message in zip(shown, open_ends[1:] or open_ends, strict=True):
        place = places.get(line.id, len(thread.lines))
        if long or standing:
            yield Sighting("waiting_unreasonably_long", place, line, message, "record")
        if len(open_ends) > policy.chasers and chasing:
            yield Sighting("normal_channels_not_progressing", place, line, message, "record")


def _unanswered(messages: Iterable[Message]) -> tuple[Message, ...]:
    """The customers' messages after the last public word of staff."""
    waiting: list[Message] = []
    for message in messages:
        if message.role == "customer":
            waiting.append(message)
        elif message.role == "agent" and message.visibility != "internal":
            waiting.clear()
    return tuple(waiting)


def _span(messages: Iterable[Message]) -> float:
    """Days between the first and the last message that carry a time; 0 where they cannot be compared."""
    times = [message.sent_at.replace(tzinfo=None) for message in messages if message.sent_at]
    return (times[-1] - times[0]).total_seconds() / 86400 if times else 0


def _first_line(message: Message) -> Line:
    return (message.body or message.lines)[0]


def _customer(message: Message) -> str:
    """Who counts as one customer: an organisation by its mail domain, else a name."""
    author = (message.author or "").casefold()
    domain = _DOMAIN.search(author)
    return domain.group(1) if domain and domain.group(1) not in _FREE else author


def _how_many(words: str) -> float:
    """The largest number in the words, in figures or words; 0 without any."""
    named = [speech().numbers.get(word, 0) for word in _WORD.findall(words.lower())]
    return max([*named, *(_value(figure) for figure in _NUMBER.findall(words))], default=0)


def _days(words: str) -> float:
    units = [speech().days[word] for word in _WORD.findall(words.lower()) if word in speech().days]
    return max(_how_many(words), 1) * max(units, default=0)


def _largest_amount(text: str) -> float:
    amounts = (_value(figure) * _SCALE.get(scale.lower(), 1) for figure, scale in _AMOUNT.findall(text))
    return max(amounts, default=0)


def _value(figure: str) -> float:
    """A figure with either kind of thousands separator as a number."""
    plain = figure.rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3}){1,4}", plain):
        plain = re.sub(r"[.,]", "", plain)
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return 0


def _as(name: str, one: Sighting, speaker: Speaker | None = None) -> Sighting:
    return Sighting(name, one.place, one.line, one.message, speaker or one.speaker, one.claimed, one.words)
