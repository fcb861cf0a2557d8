"""What tells the same issue in other threads: error codes and the words of what goes wrong."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Fact
from draft_escalation.tables import Record, read_table

_CODE = re.compile(
    r"\b(?=[A-Za-z_-]{0,20}\d)[A-Za-z][A-Za-z]{0,11}[-_]?\d{2,8}\b"
    r"|\b(?:code|error|http|returns?|status)[ :]{1,2}([45]\d\d)\b"
    r"|\b([45]\d\d)(?= (?:error|status|from|on)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,30}")
_MOST = 60


class Words(Record):
    """Words that are no signs (signs.toml)."""

    idle: frozenset[str]


@cache
def _words() -> Words:
    return read_table("draft_escalation.batch", "signs.toml", Words)


def signs_of(document: Document) -> tuple[str, ...]:
    """The signs of a brief's symptoms."""
    return signs_in(fact.text for fact in _symptoms(document))


def signs_in(texts: Iterable[str]) -> tuple[str, ...]:
    """At most 60 signs: `code:e-17` for error codes, plain words in lower case; sorted, each once."""
    found = dict.fromkeys(sign for text in texts for sign in _signs(text))
    return tuple(sorted(list(found)[:_MOST]))


def _symptoms(document: Document) -> Iterator[Fact]:
    brief = document.brief
    yield from brief.reproduction.evidence
    yield brief.summary
    yield from brief.reproduction.actual
    yield from brief.impact.workflow_impact
    yield from brief.issue_description


def _signs(text: str) -> Iterator[str]:
    for code in _CODE.finditer(text):
        yield f"code:{code[code.lastindex or 0].lower()}"
    yield from (word for word in map(str.lower, _WORD.findall(text)) if word not in _words().idle)
