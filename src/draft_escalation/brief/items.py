"""Lines of a typed brief that are more than a statement: SLA, tried actions, asks, references."""

import re
from typing import get_args

from draft_escalation.brief.headings import SLA_WORDS
from draft_escalation.brief.model import Ask, AskKind, ContextKind, Fact, Reference, SlaFact, SlaStatus, Tried
from draft_escalation.brief.statement import read_statement

_ARROW = re.compile(r"\s{0,8}(?:→|⇒|➜|-{1,2}>|=>)\s{0,8}")
_KIND = re.compile(r"\((planned|suggested)\) ")
_URL = re.compile(r"https?://[^\s<>\"')\]]{1,2000}")
_STANDING: tuple[tuple[SlaStatus, re.Pattern[str]], ...] = (
    ("breached", re.compile(r"(?<!not )(?<!no )\b(?:breach(?:ed)?|missed|overdue)\b", re.IGNORECASE)),
    ("at_risk", re.compile(r"(?<!not )\bat risk\b", re.IGNORECASE)),
    ("within", re.compile(r"\bwithin (?:the )?sla\b|\bsla (?:is )?met\b|^within\b", re.IGNORECASE)),
)
_CONTRACT = re.compile(
    r"\b(?:contract\w{0,8}|penalt\w{1,4}|clause|obligation\w?|agreement|legal\w{0,3}|dpa|gdpr|sla)\b",
    re.IGNORECASE,
)
_REFERENCES: tuple[tuple[ContextKind, re.Pattern[str]], ...] = (
    ("log", re.compile(r"\blogs?\b|\.log\b|\bhar\b|\btraces?\b", re.IGNORECASE)),
    (
        "attachment",
        re.compile(r"\bscreen ?(?:shot|record)|\battach|\.(?:png|jpe?g|pdf|zip|csv)\b", re.IGNORECASE),
    ),
    ("ticket", re.compile(r"\b(?:ticket|case|issue)s?\b|#\d", re.IGNORECASE)),
)  # fmt: skip


def read_tried(words: str) -> Tried:
    """Gives the action and its result, which stand with an arrow between them."""
    action, *result = _ARROW.split(words, maxsplit=1)
    kind = _KIND.match(action)
    return Tried(
        action=read_statement(action[kind.end() :] if kind else action),
        result=read_statement(result[0]) if result else Fact(state="silent"),
        kind="planned" if kind and kind[1] == "planned" else "suggested" if kind else "done",
    )


def read_ask(kind: str, words: str) -> Ask:
    """Gives the ask; one whose kind is none of ours is to investigate."""
    kinds: dict[str, AskKind] = {kind: kind for kind in get_args(AskKind)}
    return Ask(kind=kinds.get(kind.lower().strip(":,."), "investigate"), fact=read_statement(words))


def read_sla(fact: Fact) -> SlaFact:
    """Gives the SLA's standing: the format's own words are taken off the statement, others stay in it."""
    for status, words in SLA_WORDS.items():
        if fact.text.lower().startswith(words.lower()):
            rest = fact.text[len(words) :].strip()
            text = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
            return SlaFact(**{**dict(fact), "text": text, "status": status})
    standing = next((status for status, pattern in _STANDING if pattern.search(fact.text)), None)
    return SlaFact(**dict(fact), status=standing)


def split_contract(facts: tuple[Fact, ...]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Gives what is of reputation, and what is of contract: they share one line, reputation first."""
    first = next((place for place, fact in enumerate(facts) if _CONTRACT.search(fact.text)), len(facts))
    return facts[:first], facts[first:]


def read_reference(words: str) -> Reference:
    """Gives the reference; its kind by what it names, a link where it names nothing but an address."""
    fact = read_statement(words)
    url = _URL.search(fact.text)
    named = _URL.sub("", fact.text)
    kind = next((kind for kind, pattern in _REFERENCES if pattern.search(named)), None)
    return Reference(kind=kind or ("link" if url else "internal"), fact=fact, url=url and url[0])
