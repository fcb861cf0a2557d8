"""Who is who: customer, agent or the tool itself, by evidence first and conduct second."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from draft_escalation.thread.conduct import leaning, mentioned, notes, of_others, relays, talk_shop
from draft_escalation.thread.desk import (
    at_the_desk,
    customers_named,
    domain_of,
    is_desk_address,
    of_company,
    staff_domains,
    titles_of,
)
from draft_escalation.thread.model import Message, Role
from draft_escalation.thread.paste.fields import Fields
from draft_escalation.thread.paste.posts import Post

_TOLD, _LABELLED, _FIELD, _ADDRESS, _DESK, _DOMAIN, _OPENED = 10_000, 2000, 1000, 500, 200, 25, 20
_NOTED, _ASKED, _CUE, _TELLS, _ANSWERED, _LEANS, _BADGED = 25, 8, 6, 6, 3, 30, 1500
_TITLED = 5
_SURE = 20
_ROOM = 4


@dataclass(eq=False)
class Person:
    """One author: what is known, and a score above 0 for agents, below 0 for customers."""

    name: str | None
    address: str = ""
    score: int = 0
    system: bool = False
    noted: bool = False
    tells: bool = False
    messages: list[Message] = field(default_factory=list)

    @property
    def domain(self) -> str:
        """The organisation's domain, empty where the address tells none."""
        return domain_of(self.address)

    @property
    def role(self) -> Role:
        """The likeliest role."""
        return "system" if self.system else "agent" if self.score > 0 else "customer"


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
    fields.customers += customers_named([message for _, message in said])
    helped = staff_domains([message for _, message in said], [one.domain for one in humans if one.domain])
    for person in humans:
        person.score += _conduct(person)
        _placed(person, fields, helped)
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
    files_for_another = person.noted or person.tells
    if (not files_for_another and any(_is(person, name) for name in fields.customers)) or of_company(
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
    """What somebody's words tell; who tells of others, and is not named at all, notes it for colleagues."""
    person.tells = of_others(person.messages)
    person.noted = any(map(notes, person.messages)) or (person.tells and person.name is None)
    return _CUE * leaning(person.messages) + (_NOTED if person.noted else _TELLS * person.tells)


def _opened(said: Sequence[tuple[Person, Message]], humans: Sequence[Person]) -> None:
    """The author of the first public message has the problem; those whom they ask, and who answer, help."""
    shown = [(person, message) for person, message in said if message.visibility != "internal"]
    shown = _below(shown)
    public = [person for person, _ in shown]
    if public and not public[0].noted and public[0].score >= 0 and relays(shown[0][1]):
        public[0].noted, public[0].score = True, public[0].score + _NOTED
    if public and (public[0].noted or _talk_shop(public)):
        for person in humans:
            person.score = person.score or 1
        return
    opener = next((person for person in public if person.score < _SURE), None)
    if opener is None:
        return
    opener.score -= _OPENED
    asked = mentioned(opener.messages)
    for person in humans:
        if person is not opener and not asked.isdisjoint(_handles(person.name)):
            person.score += _ASKED
    helped = any(person.score >= _DESK for person in humans)
    for before, person in itertools.pairwise(public):
        if not helped and before is opener and person is not opener:
            person.score += _ANSWERED


def _below(shown: list[tuple[Person, Message]]) -> list[tuple[Person, Message]]:
    """Without what stands above a copied thread: a note on it, or a form that colleagues speak of."""
    first = shown[0][0] if shown else None
    rest = [(person, message) for person, message in shown if person is not first]
    if first is None or first.name is not None or len(rest) < _ROOM:
        return shown
    if first.noted:
        return rest
    if rest[0][0].noted or _talk_shop([person for person, _ in rest]):
        first.score -= _OPENED
        return rest
    return shown


def _talk_shop(people: Sequence[Person]) -> bool:
    """Whether people speak among themselves of a customer who is none of them."""
    room = [message for person in dict.fromkeys(people) for message in person.messages]
    return all(one.score > -_DESK for one in people) and talk_shop(people[0].messages, room)


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
