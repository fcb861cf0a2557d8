"""Whose value it is: `Malmö 31, Lund 19` told as `Lund 31`, the port of one gateway told of another."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draft_escalation.ground.forms import given, needed
from draft_escalation.ground.stems import is_content, stem
from draft_escalation.ground.value import Value

_PARTS = re.compile(r"[.;!?,()\n]\s|[()\n]|\s(?:and|but|und|aber|while|whereas|et|y)\s", re.IGNORECASE)
_BEARERS = frozenset({"name", "code", "identifier"})
_BORNE = frozenset({"number", "amount", "percent", "duration", "measure", "version", "time", "date"})
_LABEL = re.compile(r"(?<!\w)([^\W\d_]{3,24})\s$")
_PLURAL = re.compile(r"[^s]s$")
_MOST_PARTS = 200
_PAIR = 2


class _Part(NamedTuple):
    """A stretch from mark to mark: who or what it speaks of, by kind and make, and its values."""

    bearers: tuple[tuple[str, str, Value], ...]
    borne: tuple[Value, ...]


def anothers(
    text: str, values: Sequence[Value], lines: Sequence[tuple[str, Sequence[Value]]]
) -> tuple[Value, Value] | None:
    """Gives a bearer of a statement with a value that the lines give to another of its make only, or None."""
    if len(values) < _PAIR:
        return None
    said = [part for part in _parts(text, values) if part.bearers and part.borne]
    if not said:
        return None
    told = [part for line, found in lines for part in _parts(line, found)]
    for part in said:
        for value in part.borne:
            having = [one for one in told if any(_same(value, other) for other in one.borne)]
            for make, norm, bearer in part.bearers if having else ():
                if (
                    bearer is not value
                    and _stands(make, norm, told)
                    and all(_is_anothers(one, make, norm, part) for one in having)
                ):
                    return bearer, value
    return None


def _is_anothers(told: _Part, make: str, norm: str, said: _Part) -> bool:
    rivals = {other for kind, other, _ in told.bearers if kind == make}
    return bool(rivals) and norm not in rivals and rivals.isdisjoint(other for _, other, _ in said.bearers)


def _stands(make: str, norm: str, parts: Sequence[_Part]) -> bool:
    return any((make, norm) == (kind, other) for part in parts for kind, other, _ in part.bearers)


def _same(one: Value, other: Value) -> bool:
    return not needed(one).isdisjoint(given(other, None))


def _parts(text: str, values: Sequence[Value]) -> Iterator[_Part]:
    ends = [match.start() for _, match in zip(range(_MOST_PARTS), _PARTS.finditer(text), strict=False)]
    start = 0
    for end in (*ends, len(text)):
        inside = [value for value in values if start <= value.start < max(end, start + 1)]
        if inside:
            bearers = [(*make, value) for value in inside if (make := _make(text, value))]
            yield _Part(tuple(bearers), tuple(one for one in inside if _may_be_borne(text, one)))
        start = end


def _may_be_borne(text: str, value: Value) -> bool:
    return value.kind in _BORNE and (not (make := _make(text, value)) or make[0] == "version")


def _make(text: str, value: Value) -> tuple[str, str] | None:
    """What a bearer is compared with, and which it is: names, ids of one make, numbers behind one word."""
    if value.kind == "name" and value.text.isupper():
        return None
    if value.kind == "name":
        return "name", value.norm
    if value.kind == "version" or (value.kind == "number" and "." in value.text):
        return "version", value.text.lower().lstrip("v")
    if value.kind in _BEARERS:
        return re.sub(r"\d+", "0", value.norm), value.norm
    label = _LABEL.search(text, max(value.start - 26, 0), value.start) if value.kind == "number" else None
    if label and is_content(label[1].lower()) and not _PLURAL.search(label[1]):
        return f"{stem(label[1])} ", value.norm
    return None
