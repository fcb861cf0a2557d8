"""Who is who: customer, agent or the tool itself, by evidence first and conduct second."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from draft_escalation.tables import Record, read_table
from draft_escalation.thread.desk import (
    at_the_desk,
    domain_of,
    is_desk_address,
    of_company,
    staff_domains,
    titles_of,
)
from draft_escalation.thread.model import Message, Role
from draft_escalation.thread.paste.fields import Fields
from draft_escalation.thread.paste.posts import Post
from draft_escalation.thread.paste.words import any_of
from draft_escalation.thread.phrases import PhraseList, evened

_TOLD, _LABELLED, _FIELD, _ADDRESS, _DESK, _DOMAIN, _OPENED = 10_000, 2000, 1000, 500, 200, 25, 20
_NOTED, _ASKED, _CUE, _ANSWERED, _LEANS, _BADGED = 25, 8, 6, 3, 30, 1500
_TITLED = 5
_SHOP_TALK = 2
_MOST_CUES = 4
_SURE = 20
_READ_AT_MOST = 20_000
_WORD_REACH = 40
_READ_START = 200
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]{1,80}[\"”“»]")


class RoleWords(Record):
    """The words of roles.toml."""

    agent: tuple[str, ...]
    customer: tuple[str, ...]
    notes: tuple[str, ...]
    inside: tuple[str, ...]
    relayed: tuple[str, ...]
    spoken_of: tuple[str, ...]
    tools: frozenset[str]
    own: tuple[str, ...]
    shop: tuple[str, ...]
    greetings: tuple[str, ...]


@dataclass
class Person:
    """One author: what is known, and a score above 0 for agents, below 0 for customers."""

    name: str | None
    address: str = ""
    score: int = 0
    system: bool = False
    noted: bool = False
    messages: list[Message] = field(default_factory=list)

    @property
    def domain(self) -> str:
        """The organisation's domain, empty where the address tells none."""
        return domain_of(self.address)

    @property
    def role(self) -> Role:
        """The likeliest role."""
        return "system" if self.system else "agent" if self.score > 0 else "customer"


@cache
def _words() -> RoleWords:
    return read_table("draft_escalation.thread", "roles.toml", RoleWords)


@cache
def _cues(name: str) -> PhraseList:
    return PhraseList(getattr(_words(), name))


@cache
def _whole(name: str) -> PhraseList:
    """The words of a list, not as beginnings of longer ones."""
    return PhraseList(getattr(_words(), name), whole=True)


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(
        rf"@([\w.-]{{2,40}})|{any_of(_words().greetings)},?\s([^\W\d_][\w-]{{1,30}})", re.IGNORECASE
    )


def people_of(
    said: Sequence[tuple[Post, Message]], fields: Fields, staff: Sequence[str], customer: Sequence[str]
) -> list[Person]:
    """Gives for each message who wrote it, with a role; names or domains in `staff` and `customer` decide."""
    people: dict[tuple[str | None, bool], Person] = {}
    authors: list[Person] = []
    for post, message in said:
        key = (message.author, bool(post.head and post.head.event))
        person = people.setdefault(key, Person(message.author))
        person.messages.append(message)
        authors.append(person)
        _labelled(person, post, message)
    humans = [person for person in people.values() if not person.system]
    helped = staff_domains([message for _, message in said], [one.domain for one in humans if one.domain])
    for person in humans:
        _placed(person, fields, helped)
        person.score += _conduct(person)
    _opened(
        [(person, message) for person, (_, message) in zip(authors, said, strict=True) if not person.system],
        humans,
    )
    _domains(humans)
    _two_sides(humans)
    _told(humans, staff, customer)
    return authors


def _labelled(person: Person, post: Post, message: Message) -> None:
    head = post.head
    if head is None:
        return
    person.address = person.address or head.address
    person.system = person.system or (head.role == "system")
    if head.role in {"agent", "customer"} and abs(person.score) < _LABELLED:
        person.score += _LABELLED if head.role == "agent" else -_LABELLED
    if head.shape.startswith("note") and message.author is None:
        person.score = _LABELLED


def _placed(person: Person, fields: Fields, helped: set[str]) -> None:
    """Weighs what the ticket's fields, the mail domains and the titles say."""
    if any(_is(person, name) for name in fields.agents):
        person.score += _FIELD
    titles = "\n".join(titles_of(message) for message in person.messages[:_TITLED])
    if any(_is(person, name) for name in fields.customers) or of_company(
        titles, person.address, fields.companies
    ):
        person.score -= _FIELD
    if person.address and (is_desk_address(person.address) or person.domain in helped):
        person.score += _ADDRESS
    elif person.domain and helped:
        person.score -= _ADDRESS
    if any(at_the_desk(message) for message in person.messages[:_TITLED]):
        person.score += _DESK


def _told(humans: Sequence[Person], staff: Sequence[str], customer: Sequence[str]) -> None:
    """What the user says decides; where only one side is named, who has no badge is on the other."""
    for names, worth in ((customer, -_TOLD), (staff, _TOLD)):
        named = [person for person in humans if any(_is(person, name) for name in names)]
        for person in named:
            person.score = worth
        if named and not (staff and customer):
            domains = {person.domain for person in named if person.domain}
            for person in humans:
                if person.name and person not in named and abs(person.score) < _BADGED:
                    person.score = worth if person.domain in domains else -worth


def _is(person: Person, name: str) -> bool:
    """Whether a name or a domain is this person's."""
    wanted = name.strip().lower().lstrip("@")
    if not wanted:
        return False
    own = [part for part in re.split(r"[\W_]+", (person.name or "").lower()) if part]
    asked = [part for part in re.split(r"[\W_]+", wanted) if part]
    if person.address and (
        person.domain == wanted or person.domain.endswith("." + wanted) or person.address.lower() in wanted
    ):
        return True
    if "." in wanted and " " not in wanted and "@" not in wanted and wanted != (person.name or "").lower():
        return False
    return bool(own) and (set(asked) <= set(own) or (len(own) > 1 and set(own) <= set(asked)) or own == asked)


def _conduct(person: Person) -> int:
    score = read = 0
    agent: set[str] = set()
    customer: set[str] = set()
    for message in person.messages:
        if read > _READ_AT_MOST:
            break
        text = _said(message)
        read += len(text)
        agent.update(phrase for _, phrase in _cues("agent").hits(text))
        customer.update(phrase for _, phrase in _cues("customer").hits(text))
        if _notes(message):
            person.noted, score = True, score + _NOTED
    return score + _CUE * (min(len(agent), _MOST_CUES) - min(len(customer), _MOST_CUES))


def _said(message: Message) -> str:
    """A message's own words: what stands in quotes is a screen's or somebody else's."""
    text = " ".join(line.text for line in message.body)[:_READ_AT_MOST]
    return evened(_QUOTED.sub(" ", text))


def _notes(message: Message) -> bool:
    """Whether a message speaks of the customer as of somebody else."""
    if message.author is None:
        return any(_cues("notes").hits(evened(line.text)) for line in message.body)
    starts = (evened(line.text.lstrip()[:_READ_START]).lower() for line in message.body)
    return any(line.startswith(_cues("notes").phrases) and not line.startswith("the ") for line in starts)


def _relays(message: Message) -> bool:
    """Whether a message passes on what somebody else said, and nothing of the author's own, or talks shop."""
    text = evened(" ".join(line.text for line in message.body)[:_READ_AT_MOST])
    if _whole("inside").hits(text):
        return True
    if _whole("own").hits(text):
        return False
    named = any(_names(text[:at]) for at, _ in _whole("spoken_of").hits(text))
    return named or bool(_whole("relayed").hits(text))


def _names(before: str) -> bool:
    """Whether a text ends in a name of more than one word: of a company, a person, a place."""
    words = before[-_WORD_REACH:].split()[-2:]
    return len(words) > 1 and words[-1][0].isupper() and words[-1].lower() not in _words().tools


def _opened(said: Sequence[tuple[Person, Message]], humans: Sequence[Person]) -> None:
    """The author of the first public message has the problem; those whom they ask, and who answer, help."""
    shown = [(person, message) for person, message in said if message.visibility != "internal"]
    public = [person for person, _ in shown]
    if public and not public[0].noted and public[0].score >= 0 and _relays(shown[0][1]):
        public[0].noted, public[0].score = True, public[0].score + _NOTED
    if public and (public[0].noted or _talk_shop(humans)):
        for person in humans:
            person.score = person.score or 1
        return
    opener = next((person for person in public if person.score < _SURE), None)
    if opener is None:
        return
    opener.score -= _OPENED
    words = " ".join(line.text for message in opener.messages for line in message.body)[:_READ_AT_MOST]
    asked = _mentioned(words)
    for person in humans:
        if person is not opener and not asked.isdisjoint(_handles(person.name)):
            person.score += _ASKED
    helped = any(person.score >= _DESK for person in humans)
    for before, person in itertools.pairwise(public):
        if not helped and before is opener and person is not opener:
            person.score += _ANSWERED


def _talk_shop(humans: Sequence[Person]) -> bool:
    """Whether colleagues speak among themselves in a chat: of tickets and customers, to none of them."""
    said = [message for person in humans for message in person.messages]
    if any(message.visibility != "unknown" for message in said) or any(one.score <= -_DESK for one in humans):
        return False
    shop = {phrase for _, phrase in _whole("shop").hits(" ".join(map(_said, said))[:_READ_AT_MOST])}
    opened = humans[0].messages if humans else ()
    return len(shop) >= _SHOP_TALK and not any(_cues("customer").hits(_said(message)) for message in opened)


def _mentioned(words: str) -> set[str]:
    """Whom a text addresses: @mentions, and the names after a greeting or a thank-you."""
    found = _addressed().findall(words)
    return {(mention or name).lower().strip(".-") for mention, name in found}


def _handles(name: str | None) -> set[str]:
    """How an author may be addressed: login, first name, the first part of a CamelCase login."""
    if not name:
        return set()
    login = re.findall(r"[A-Z]?[a-z]+|\w+", name)[:1]
    return {name.lower(), name.split()[0].lower(), *(part.lower() for part in login if len(part) > 2)}


def _domains(humans: Sequence[Person]) -> None:
    """Colleagues share a domain."""
    sides: dict[str, int] = {}
    for person in humans:
        if person.domain and abs(person.score) >= _OPENED:
            sides[person.domain] = sides.get(person.domain, 0) + person.score
    for person in humans:
        if side := sides.get(person.domain, 0) if person.domain else 0:
            person.score += _DOMAIN if side > 0 else -_DOMAIN


def _two_sides(humans: Sequence[Person]) -> None:
    """Where two people talk, one of them helps: the one who did not begin."""
    if len(humans) != 2 or humans[0].role == humans[1].role == "agent":
        return
    opener, later = humans
    if later.role == "customer" == opener.role and later.score > -_LEANS:
        later.score = 1


def guessed(people: Sequence[Person]) -> tuple[str, ...]:
    """The authors whose role rests on conduct alone."""
    doubtful = [person for person in people if not person.system and abs(person.score) < _SURE]
    return tuple(dict.fromkeys(person.name for person in doubtful if person.name))
