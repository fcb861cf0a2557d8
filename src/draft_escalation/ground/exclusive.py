"""Which one it is: `only the app`, `in B10; B10 was fine`, `after` told as `before`, none of many."""

import re
from collections.abc import Iterator, Sequence

from draft_escalation.ground.index import LineValues
from draft_escalation.ground.stems import content, is_content, stem, tokens
from draft_escalation.ground.value import Value

_ONLY = re.compile(
    r"\b(?:only|limited to|restricted to|confined to|nur|seulement|solo)\s"
    r"(?:the\s|our\s|an?\s)?(?!after|if|when|until|at|for|with|on|in|by)"
    r"((?:(?-i:[a-z])[\w-]{1,30}\s?){1,2}|(?<=ed to )[A-Z][\w-]{1,30})(?!\d)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(before|after)\s(?:(?:the|each|every|this|that|any|an?)\s)([a-z-]{3,24}(?:\s[a-z-]{3,24})?)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\bonly\s([^.,;:!?()\n]{1,80})", re.IGNORECASE)
_NOT_ONLY = re.compile(
    r"\b(?:not|nicht|pas)\s(?:only|just|nur|seulement)\s(?:the\s|in\s|for\s)?([\w-]{2,30})", re.IGNORECASE
)
_ONLY_NAME = re.compile(
    r"(?<!not )\b(?:only|nur|seulement|solo)\s(?:in\s|at\s|bei\s|à\s|en\s)?([A-ZÀ-Þ]\w{2,30})(?!\s[A-Z])"
    r"|(?<![\w ])(?:[a-z]{2,20}\s)?([A-ZÀ-Þ]\w{2,30})\s(?:only|alone)\b"
    r"(?!\s(?:after|if|when|until|at|for|with|on|in|by))"
)
_WITH = re.compile(
    r"(?:(not|nicht|pas|no)\s)?\b(?:with|avec|mit|con|(without|sans|ohne|sin))\s(?:the\s)?([A-Z][\w-]{2,30})"
)
_NOT_LIMITED = re.compile(r"\bnot\s(?:limited|restricted|confined)\b", re.IGNORECASE)
_OTHER = {"before": "after", "after": "before"}
_NONE = re.compile(r"\b(?:none|nobody|no one)\b", re.IGNORECASE)
_SINGLE = re.compile(r"\bonly\s[A-Z]")
_TOLD_APART = frozenset({"version", "code", "identifier"})
_SHARED = 2


def another_one(text: str, values: Sequence[Value], lines: Sequence[LineValues]) -> Iterator[tuple[str, str]]:
    """Gives (words, why) where a statement names another one than its lines set apart."""
    body = [line for line in lines if not line.is_header]
    yield from _set_apart(text, body)
    yield from _names_set_apart(text, body)
    yield from _other_sides(text, body)
    if _NONE.search(text) and any(_SINGLE.search(line.text) for line in body):
        yield "none", "but the cited lines name one"
    if twice := _told_twice(values, body):
        yield twice.text, "is told of twice, where the cited lines tell of two"


def _set_apart(text: str, body: Sequence[LineValues]) -> Iterator[tuple[str, str]]:
    """`only the app` of a statement where the lines say `only the shop`, or `not only the app`."""
    said, told = _only(text), _onlys(body)
    if (
        said
        and told
        and said.isdisjoint(told)
        and any(said & line.stems for line in body)
        and not any(said <= content(rest) for line in body for rest in _BEHIND.findall(line.text))
    ):
        yield " ".join(sorted(said)), "is not what the cited lines set apart"
    if not said or _NOT_ONLY.search(text) or _NOT_LIMITED.search(text):
        return
    for words in (one for line in body for one in _NOT_ONLY.findall(line.text)):
        if _stems(words) & said and not told - _stems(words):
            yield words, "is not the only one in the cited lines"


def _names_set_apart(text: str, body: Sequence[LineValues]) -> Iterator[tuple[str, str]]:
    """`only Lund` of a statement where the lines say `Malmö only`."""
    if not (alone := _alone(text)):
        return
    others = {name for line in body for name in _alone(line.text)}
    for name in sorted(alone) if others and alone.isdisjoint(others) else ():
        if any(name in line.words for line in body):
            yield name, "is not what the cited lines set apart"


def _other_sides(text: str, body: Sequence[LineValues]) -> Iterator[tuple[str, str]]:
    """`after the stop`, `with Chrome` of a statement where the lines say `before` and `without`."""
    for side, noun in _whens(text):
        sides = {one for line in body for one, other in _whens(line.text) if noun & other}
        if sides == {_OTHER[side]}:
            yield " ".join(sorted(noun)), f'stands behind "{_OTHER[side]}" in the cited lines'
    for name, within in sorted(_withs(text)):
        if {told for line in body for other, told in _withs(line.text) if other == name} == {not within}:
            yield name, f'stands behind "{"without" if within else "with"}" in the cited lines'


def _alone(text: str) -> frozenset[str]:
    """The names that a text sets apart: `only Lund`, `Lund only`."""
    return frozenset(name.lower() for pair in _ONLY_NAME.findall(text) for name in pair if name)


def _withs(text: str) -> set[tuple[str, bool]]:
    """(name, whether with it) of each `with Chrome`, `without Chrome`."""
    return {(match[3].lower(), match[2] is None) for match in _WITH.finditer(text) if not match[1]}


def _only(text: str) -> frozenset[str]:
    match = _ONLY.search(text)
    return _stems(match[1]) if match else frozenset()


def _onlys(lines: Sequence[LineValues]) -> frozenset[str]:
    return frozenset(
        word for line in lines for match in _ONLY.finditer(line.text) for word in _stems(match[1])
    )


def _whens(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    for match in _WHEN.finditer(text):
        yield match[1].lower(), _stems(match[2])


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(said) for said in tokens(words) if is_content(said))


def _told_twice(values: Sequence[Value], lines: Sequence[LineValues]) -> Value | None:
    """An id or version that a statement sets beside itself, where the lines have another of its make."""
    for kind in _TOLD_APART:
        said = [value for value in values if _kind(value) == kind]
        told = {one.norm: one for line in lines for one in line.values if _kind(one) == kind}
        norms = [value.norm for value in said]
        twice = next((value for value in said if norms.count(value.norm) == _SHARED), None)
        if twice and any(_make(norm) == _make(twice.norm) for norm in told.keys() - set(norms)):
            return twice
    return None


def _kind(value: Value) -> str:
    return "version" if value.kind == "number" and "." in value.text else value.kind


def _make(norm: str) -> str:
    return re.sub(r"\d+", "0", norm)
