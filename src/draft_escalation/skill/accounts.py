"""Who the customer is to a team: accounts of high value by name or plan, and the plan whose SLA holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from draft_escalation.skill.cues import straighten
from draft_escalation.skill.policy import Policy, policy
from draft_escalation.skill.sightings import Sighting, Speaker, turn
from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Line, Message, Thread

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\w+")
_ASIDE = {"quoted", "chrome", "log", "code"}
_EFFECTS = {
    "major_functionality_broken",
    "production_down",
    "blocked",
    "data_corruption_or_loss",
    "same_here",
}
_WHO = {"header", "signature"}
"""Lines that say who a customer is; of anybody else they say who answers."""


class _PlanWords(Record):
    fields: tuple[str, ...]
    nouns: tuple[str, ...]
    before: tuple[str, ...]
    unless: frozenset[str]


@cache
def _words() -> _PlanWords:
    return read_table(__package__, "accounts.toml", _PlanWords)


def of_value(thread: Thread, seen: Sequence[Sighting], using: Policy) -> Iterator[Sighting]:
    """The sightings under a team's own notion of a high-value customer.

    Those that rest on a built-in plan which the policy no longer lists are left out; lines that name one of
    its customers, or a plan of its own, are added, and where several of its customers are hit, that.
    """
    dropped = set(policy().high_value_plans) - set(using.high_value_plans)
    for one in seen:
        if one.name != "high_value" or not dropped.intersection(_WORD.findall(one.words.lower())):
            yield one
    named = list(_named(thread, using))
    yield from named
    yield from _several_hit(named, seen, using)


def _named(thread: Thread, using: Policy) -> Iterator[Sighting]:
    customers = using.high_value_customers
    own = tuple(plan for plan in using.high_value_plans if plan not in policy().high_value_plans)
    for place, line, message in _lines(thread) if own or customers else ():
        matches = (*_names_in(straighten(line.text), customers), *_plans_in(line, message, own))
        if match := next(filter(_is_stated, matches), None):
            speaker = _speaker(line, message)
            yield Sighting("high_value", place, line, message, speaker, speaker == "customer", match[0])


def _several_hit(named: Sequence[Sighting], seen: Sequence[Sighting], using: Policy) -> Iterator[Sighting]:
    """Customers of value in lines that show an effect, or who write of one themselves."""
    effects = [one for one in seen if one.name in _EFFECTS]
    lines, messages = {one.line.id for one in effects}, {one.message.id for one in effects}
    hit: dict[str, Sighting] = {}
    for one in named:
        themselves = bool(_WHO.intersection(one.line.flags)) and one.message.id in messages
        for match in _names_in(one.line.text, using.high_value_customers):
            if themselves or one.line.id in lines:
                hit.setdefault(_plain(match[0]), one._replace(name="multiple_high_value_customers"))
    if len(hit) >= using.multiple_customers:
        yield from hit.values()


def plan_of(thread: Thread, plans: Iterable[str]) -> str | None:
    """The one of some plans (in small letters) that the customer has.

    A field of the ticket says so, else the messages do; None where neither names exactly one.
    """
    plans = tuple(plans)
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for _, line, message in _lines(thread) if plans else ():
        for match in filter(_is_stated, _plans_in(line, message, plans)):
            found[message.id == "m0"].add(_plain(match[match.lastgroup or 0]))
    named = found[True] or found[False]
    return named.pop() if len(named) == 1 else None


def _lines(thread: Thread) -> Iterator[tuple[int, Line, Message]]:
    """What people and the ticket say, and who customers are; each line with its place, as sightings count."""
    place = 0
    for message in thread.messages:
        for line in message.lines:
            who = bool(_WHO.intersection(line.flags))
            place += not who and not {"quoted", "chrome"}.intersection(line.flags)
            if not _ASIDE.intersection(line.flags) and (not who or message.role == "customer"):
                yield place, line, message


def _is_stated(match: re.Match[str]) -> bool:
    """Whether the words are a plain statement."""
    return turn(match.string, *match.span(), ()) is None


def _speaker(line: Line, message: Message) -> Speaker:
    if message.id == "m0" or message.role == "system" or _WHO.intersection(line.flags):
        return "record"
    return "staff" if message.role == "agent" or message.visibility == "internal" else "customer"


def _plans_in(line: Line, message: Message, plans: tuple[str, ...]) -> Iterator[re.Match[str]]:
    text = straighten(line.text)
    if message.id == "m0" and (match := _field(plans).search(text)):
        yield match
    elif not _words().unless.intersection(_WORD.findall(text.lower())):
        yield from _said(plans).finditer(text)


def _names_in(text: str, names: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Where a text names one of many customers: only names whose first word stands in it are tried."""
    index = _by_first_word(names)
    words = dict.fromkeys(_TOKEN.findall(text.lower())) if index else ()
    if candidates := tuple(name for word in words for name in index.get(word, ())):
        yield from _names(candidates).finditer(text)


@cache
def _by_first_word(names: tuple[str, ...]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for name in names:
        if first := _TOKEN.search(name.lower()):
            index.setdefault(first[0], []).append(name)
    return index


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any_of(names)}(?!\w)", re.IGNORECASE)


@cache
def _said(plans: tuple[str, ...]) -> re.Pattern[str]:
    """A plan in a sentence: "the Gold plan", "plan: Gold"."""
    nouns, before = _any_of(_words().nouns), _any_of(_words().before)
    return re.compile(
        rf"(?<!\w)(?P<plan>{_any_of(plans)})[\s-]{{1,3}}{nouns}\b"
        rf"|\b(?:{nouns}\s{{0,3}}[:=]|{before}\s)\s{{0,3}}(?P<named>{_any_of(plans)})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _field(plans: tuple[str, ...]) -> re.Pattern[str]:
    """A plan in a field: "Plan: Gold (yearly)"."""
    return re.compile(
        rf"\b{_any_of(_words().fields)}[*_]{{0,2}}\s{{0,3}}[:：\t][^\n|·•;]{{0,40}}?"
        rf"(?<!\w)(?P<plan>{_any_of(plans)})(?!\w)",
        re.IGNORECASE,
    )


def _any_of(names: Sequence[str]) -> str:
    """One of some names, longest first, however they are spaced; nothing matches where there are none."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    spelt = (r"\s{1,3}".join(map(re.escape, name.split())) for name in longest_first)
    return f"(?:{'|'.join(spelt)})" if names else "(?!)"


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
