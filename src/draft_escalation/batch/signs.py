"""What tells the same issue in other threads: error codes and the words of what goes wrong."""

import re
from collections.abc import Iterable, Iterator

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Fact

_CODE = re.compile(r"\b(?=[A-Za-z_-]{0,20}\d)[A-Za-z][A-Za-z]{0,11}[-_]?\d{2,8}\b|\b[45]\d\d\b")
_WORD = re.compile(r"[^\W\d_]{4,30}")
_MOST = 60


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
    yield from (f"code:{code.lower()}" for code in _CODE.findall(text))
    yield from (word.lower() for word in _WORD.findall(text))
