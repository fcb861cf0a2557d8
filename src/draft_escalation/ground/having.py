"""Who has a thing and who has none: `arrived without a room` told as `had a room`."""

import re
from collections.abc import Iterable, Iterator

from draft_escalation.ground.stems import is_content, stem

_THING = r"(?:valid\s|single\s|own\s)?([a-z-]{3,24})(?!\w)"
_ARTICLE = r"(?:an?|the|their|its|his|her|our|any|some|one)\s"
_HAVING = re.compile(
    rf"(?<!\w)(?:with|had|has|have|got|gets|needs?|requires?)\s{_ARTICLE}{_THING}", re.IGNORECASE
)
_LACKING = re.compile(
    r"(?<!\w)(?:without|no|(?:never|not|\w{2,6}n't)\s(?:had|have|has|get|got|need)|lacks?|lacking)"
    rf"\s(?:{_ARTICLE})?{_THING}",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:\b(?:not|never|no|without|longer)|n't)\s(?:\w{1,12}\s)?$", re.IGNORECASE)
_BEFORE = 24


def had_otherwise(text: str, lines: Iterable[str]) -> str:
    """Gives the thing that a statement tells to be had and its lines to be lacking, or the reverse, or ""."""
    having, lacking = _had(text), _lacked(text)
    if not having ^ lacking:
        return ""
    told = list(lines)
    had = {thing for line in told for thing in _had(line)}
    lacked = {thing for line in told for thing in _lacked(line)}
    turned = (having - lacking) & (lacked - had) | (lacking - having) & (had - lacked)
    return min(turned, default="")


def _had(text: str) -> set[str]:
    """The things with an article that somebody has, needs or comes with, undenied."""
    found = _HAVING.finditer(text)
    return {
        thing
        for match in found
        if not _DENIED.search(text, max(0, match.start() - _BEFORE), match.start())
        for thing in _things(match)
    }


def _lacked(text: str) -> set[str]:
    """The things that somebody is without."""
    return {thing for match in _LACKING.finditer(text) for thing in _things(match)}


def _things(match: re.Match[str]) -> Iterator[str]:
    if is_content(word := match[1].lower()):
        yield stem(word)
