"""What a value counts or belongs to: `3 of 40 users`, `till 14`, and counts told of another noun."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.speech import speech
from draft_escalation.ground.stems import content, is_content, stem, tokens
from draft_escalation.ground.value import COUNTS, Value

_OF = re.compile(r"\s?(?:(?:out )?of|/|von|de|sur)(?: the| our| their| all| den| les)?\s?", re.IGNORECASE)
_LEADING = frozenset(
    {"of", "the", "our", "their", "your", "all", "my", "these", "those", "other", "more", "different", "new"}
)
_PLURAL = re.compile(r"\s[A-ZÄÖÜ][a-zäöüß]{2,24}e[nr]\b|\s(?:[a-z]{2,20}\s)?[A-Za-z]{2,20}[^su\W]s\b")
_VERSIONED = re.compile(
    r"\b(?:Android|iOS|iPadOS|Windows|macOS|Ubuntu|Debian|Fedora|Chrome|Firefox|Safari|Edge|Office|Outlook)\s$",
    re.IGNORECASE,
)
"""What a number makes one version of: `Android 13 tablets` are not 13."""
_NOUN_REACH = 3
_REACH = 12


def noun_of(text: str, value: Value, values: Sequence[Value]) -> frozenset[str]:
    """The stems that a value counts: the content words right after it.

    Else the one right before (`till 14`).
    """
    start = value.end
    if whole := whole_of(text, value, values):
        start = whole.end
    found: list[str] = []
    for said in tokens(text[start : start + 80]):
        if is_content(said) and said not in speech().negations:
            found.append(stem(said))
        elif found or said not in _LEADING:
            break
    if found:
        return frozenset(found[:_NOUN_REACH])
    return _label(text, value)


def whole_of(text: str, value: Value, values: Sequence[Value]) -> Value | None:
    """The 40 of `3 of 40 users`."""
    part = _OF.match(text, value.end)
    if part is None:
        return None
    at = bisect_left(values, part.end(), key=lambda one: one.start)
    return values[at] if at < len(values) and values[at].start == part.end() else None


def _label(text: str, value: Value) -> frozenset[str]:
    """The stem of the content word right before a value: `gate 7`."""
    before = tokens(text[max(0, value.start - 40) : value.start])
    return frozenset({stem(before[-1])} if before and is_content(before[-1]) else ())


def misplaced(
    text: str, values: Sequence[Value], lines: Sequence[tuple[str, Sequence[Value]]]
) -> list[tuple[Value, str]]:
    """Gives counts of a statement whose noun the lines give to another count, and never to this one."""
    found = []
    for value in values:
        noun = noun_of(text, value, values) if value.kind in COUNTS else frozenset()
        if not noun or _VERSIONED.search(text, max(0, value.start - _REACH), value.start):
            continue
        own, rivals = _nouns(value, lines)
        if own and not noun & own and noun & rivals and _things(value, lines):
            found.append((value, min(noun & rivals)))
    return found


def _things(value: Value, lines: Iterable[tuple[str, Sequence[Value]]]) -> bool:
    """Whether the lines count things by their name (`7 sites`), not by a property (`the two biggest`)."""
    spans = (
        (text, one) for text, found in lines for one in found if needed(value) & frozenset(given(one, None))
    )
    return any(one.kind != value.kind or _PLURAL.match(text, one.end) for text, one in spans)


def _nouns(
    value: Value, lines: Iterable[tuple[str, Sequence[Value]]]
) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns that the lines give to this value, and to others of its kind."""
    own: set[str] = set()
    rivals: set[str] = set()
    for text, values in lines:
        for one in values:
            same = bool(needed(value) & frozenset(given(one, None)))
            if one.kind == value.kind or same:
                (own if same else rivals).update(noun_of(text, one, values))
                own.update(_label(text, one) if same else ())
                own.update(content(one.text) if one.kind != value.kind else ())
    return frozenset(own), frozenset(rivals)
