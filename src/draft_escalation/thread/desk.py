"""Evidence for the side of the desk that somebody sits on: titles, signatures, companies, mail domains."""

import re
from collections.abc import Iterable
from functools import cache

from draft_escalation.tables import Record, read_table
from draft_escalation.thread.model import Message
from draft_escalation.thread.paste.words import Phrases, any_of, words

_ASIDE = re.compile(r"\(([^()]{2,80})\)")
_ADDRESS = re.compile(r"([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})")
_TO = re.compile(
    r"^[ \t>*_]{0,20}(?:to|cc|an|à|a|para|kopie)[*_]{0,2}[ \t]?:(.{1,400})$", re.IGNORECASE | re.MULTILINE
)
_LONGEST_TITLE = 120
_APART = re.compile(r"[\W_]+")
_LEAST_NAME = 4


class Desk(Record):
    """The words of desk.toml."""

    titles: tuple[str, ...]
    closing_titles: tuple[str, ...]
    team_titles: tuple[str, ...]
    not_staff: tuple[str, ...]
    receivers: tuple[str, ...]
    addresses: frozenset[str]
    open_domains: frozenset[str]
    legal_forms: frozenset[str]


@cache
def _words() -> Desk:
    return read_table("draft_escalation.thread", "desk.toml", Desk)


@cache
def _titles() -> tuple[Phrases, Phrases, Phrases, Phrases]:
    """Titles of those who help, those that only close a row, those of teams, and what speaks against them."""
    listed = _words()
    ends = r"(?:^|(?<=[(,|])|(?-i:[A-Z][\w&'’.-]{{0,40}}))\s{{0,2}}{}(?=\s{{0,3}}(?:$|[,|)/·–—-]))"
    return (
        Phrases(listed.titles, r"(?<![\w@.-]){}(?![\w@])"),
        Phrases(listed.closing_titles, ends),
        Phrases(listed.team_titles, ends),
        Phrases(listed.not_staff, r"(?<!\w){}(?!\w)"),
    )


@cache
def _receivers() -> Phrases:
    return Phrases(_words().receivers, r"(?<!\w){}(?!\w)")


def domain_of(address: str) -> str:
    """The organisation's domain, empty where the address tells none."""
    domain = address.rpartition("@")[2].lower()
    return "" if domain in _words().open_domains else domain


def is_desk_address(address: str) -> bool:
    """Whether an address is a support desk's: `support@`, `help-eu@`."""
    local = address.partition("@")[0].lower()
    return bool(local) and (local in _words().addresses or _APART.split(local)[0] in _words().addresses)


def titles_of(message: Message) -> str:
    """What stands beside the author's name and below the message: titles and companies, one to a row."""
    signed = "".join(line.text for line in message.lines if "signature" in line.flags)
    return "\n".join([*_beside(message), signed])


def _beside(message: Message) -> list[str]:
    header = " ".join(line.text for line in message.lines if "header" in line.flags)
    return [*_ASIDE.findall(header), message.author or ""]


def customers_named(messages: Iterable[Message]) -> list[str]:
    """What messages say of the customer as a ticket's fields do: `Customer: Acme (Ana Ruiz, IT)`."""
    named = (_customer().match(line.text) for message in messages for line in message.body)
    return [match[1] for match in named if match]


@cache
def _customer() -> re.Pattern[str]:
    keys = any_of({*words().fields_.customer, *words().fields_.company})
    return re.compile(rf"\W{{0,4}}{keys}\s?:\s?([^\n:]{{2,120}})", re.IGNORECASE)


def at_the_desk(message: Message) -> bool:
    """Whether the author's title is a supporter's: `2nd line, Acme`, `Acme Support`; not `IT Support`."""
    title, closing, team, other = _titles()
    beside = _beside(message)
    rows = [row[:_LONGEST_TITLE] for row in titles_of(message).splitlines()]
    rows = [row for row in rows if not other.stands_in(row)]
    return any(
        title.stands_in(row) or closing.stands_in(row) or (row in beside and team.stands_in(row))
        for row in rows
    )


def of_company(titles: str, address: str, companies: Iterable[str]) -> bool:
    """Whether titles or a mail domain name one of the companies that the ticket's fields name."""
    label = _squeezed(domain_of(address).rpartition(".")[0])
    said = _squeezed(titles)
    names = filter(None, map(_company, companies))
    return any(name in said or (len(label) >= _LEAST_NAME and name.startswith(label)) for name in names)


def _company(value: str) -> str:
    parts = _APART.split(_ASIDE.sub(" ", value).lower())
    name = "".join(word for word in parts if word not in _words().legal_forms)
    return name if len(name) >= _LEAST_NAME else ""


def _squeezed(text: str) -> str:
    return _APART.sub("", text.lower())


def staff_domains(messages: Iterable[Message], domains: Iterable[str]) -> set[str]:
    """The domains that mails ask for help: of `support@acme.example`; of `domains`, by `To: Acme Support`."""
    headers = "".join(line.text for message in messages for line in message.lines if "header" in line.flags)
    addresses = {(local, domain.lower()) for local, domain in _ADDRESS.findall(headers)}
    found = {domain for local, domain in addresses if is_desk_address(local) and domain_of("@" + domain)}
    labels = {_squeezed(domain.split(".")[-2]): domain for domain in domains if "." in domain}
    asked = {_squeezed(to) for to in _TO.findall(headers) if _receivers().stands_in(to)}
    for name in asked:
        ends = range(_LEAST_NAME, min(len(name), _LONGEST_TITLE))
        found.update(labels[name[:end]] for end in ends if name[:end] in labels)
    return found
