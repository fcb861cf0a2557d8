"""Characters that people do not see: found, counted, taken out.

Kinds after Unicode 16: format characters (Cf), variation selectors, controls (C0, C1), tags (E0000 to E007F).
Joiners and selectors that a script or an emoji needs are left alone.
"""

import re
from collections import Counter
from functools import cache
from typing import TypeVar, cast

_KINDS = {
    "tag": "\U000e0000-\U000e007f",
    "bidi": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "zero-width": "\u200b-\u200d\u2060\ufeff\u180e\u034f",
    "soft hyphen": "\u00ad",
    "variation selector": "\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d",
    "invisible operator": "\u2061-\u2064\u206a-\u206f\ufff9-\ufffb\u115f\u1160\u3164\uffa0\u17b4\u17b5",
    "control": "\x00-\x08\x0b-\x1f\x7f-\x9f",
    "separator": "\u2028\u2029",
}
_ORDER = ("escape", *_KINDS)
_ESCAPE = r"\x1b(?:\[[0-9;?]{0,40}[ -/]?[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\))"
_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_JOINED = (
    "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1820-\u18aa\ufb50-\ufdff\ufe70-\ufefc"
)
_FLAGS = "|".join(
    "".join(chr(0xE0000 + ord(sign)) for sign in region) for region in ("gbeng", "gbsct", "gbwls")
)
_KEPT = rf"""(?<=[{_PICTURE}])[\ufe0e\ufe0f] | (?<=[\#*0-9])\ufe0f(?=\u20e3)
    | (?:(?<=[{_PICTURE}])|(?<=[{_PICTURE}]\ufe0f))\u200d(?=[{_PICTURE}])
    | (?<=\U0001f3f4)(?:{_FLAGS})\U000e007f
    | (?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])
    | (?<=[\u3400-\u9fff])[\ufe00-\ufe02\U000e0100-\U000e01ef] | (?<=[\u1820-\u18aa])[\u180b-\u180d]"""


def strip_hidden(text: str) -> str:
    """Gives the text without its hidden characters; newline, tab, emoji and joined scripts stay whole.

    Line and paragraph separators become a newline; terminal escapes go as a whole.
    Stripping again changes nothing.
    """
    return _pattern().sub(_put, text) if _any().search(text) else text


Held = TypeVar("Held")


def stripped(held: Held) -> Held:
    """Gives lists and objects of texts, as a record is dumped, with every text stripped."""
    if isinstance(held, str):
        return cast("Held", strip_hidden(held))
    if isinstance(held, dict):
        return cast("Held", {key: stripped(value) for key, value in held.items()})
    if isinstance(held, list | tuple):
        return cast("Held", type(held)(map(stripped, held)))
    return held


def hidden_spans(text: str) -> list[tuple[int, int, str]]:
    """Gives each hidden character (each terminal escape) as a half-open span with its kind, in order."""
    if not _any().search(text):
        return []
    found = ((match.start(), match.end(), _kind(match)) for match in _pattern().finditer(text))
    return [(start, end, kind) for start, end, kind in found if kind]


def count_hidden(text: str) -> dict[str, int]:
    """Gives how many hidden characters there are, by kind ("zero-width", "tag", "bidi", "control", …)."""
    return dict(Counter(kind for _, _, kind in hidden_spans(text)))


def _put(match: re.Match[str]) -> str:
    kind = _kind(match)
    return "\n" if kind == "separator" else "" if kind else match.group()


def _kind(match: re.Match[str]) -> str | None:
    """The kind that a match shows, None for what is to stay."""
    return _ORDER[match.lastindex - 1] if match.lastindex else None


@cache
def _any() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_KINDS.values())}]")


@cache
def _pattern() -> re.Pattern[str]:
    """What is to stay comes first, without a group; then one group a kind."""
    groups = "|".join(f"({_ESCAPE})" if kind == "escape" else f"([{_KINDS[kind]}])" for kind in _ORDER)
    return re.compile(f"{_KEPT}|{groups}", re.VERBOSE)
