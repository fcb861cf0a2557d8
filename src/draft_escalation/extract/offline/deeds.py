"""One line's deed: who did, promises or advises what, and what the same line says came of it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from draft_escalation.skill.cues import straighten
from draft_escalation.skill.sightings import Speaker
from draft_escalation.tables import Record, read_table

_LONGEST = 1_500
_REACH = 60
_DOUBLED = {
    "run",
    "set",
    "stop",
    "swap",
    "unplug",
    "reset",
    "debug",
    "rerun",
    "split",
    "limit",
    "cut",
    "drop",
    "bypass",
}
_CLAUSE = re.compile(
    r"[,;:()]\s|\.\s|\s[–—-]\s|\s(?:but|so|however|although|though)\s|(?<=\s)(?:and|then)\s", re.IGNORECASE
)
_JOINT = re.compile(
    r"\s?(?:->|=>|→|>>)\s?|[,;:(]\s?(?:and\s|but\s|so\s|yet\s|however,?\s)?|\s(?:but|however|though|although|yet)\s|\s(?:and|so|then)\s(?=(?:it|its|it's|now|that|this|they|there|everything|the|all|still|no|nothing|same|got|get|we|i)\b)|\.\s|\s[–—-]\s|\s(?:and|und|et|y|aber|mais|pero)\s",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s?(?:->|=>|→|>>)\s?")
_ASKED = re.compile(r"\b(?:could|can|would|have|did)\s(?:you|sie|vous)\b", re.IGNORECASE)
_TURNED = re.compile(
    r"\s(?:and|but|so)\s(?=(?:it|it's|its|now|that|this|they|everything|there|the)\b)", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"(?<!\w)(?:that|this|it|tried|did|done|followed|suggestion|advice|das|ça|eso)(?!\w)", re.IGNORECASE
)


class _Words(Record):
    """tried.toml."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    strong_past: tuple[str, ...]
    weak_past: tuple[str, ...]
    nouns: tuple[str, ...]
    not_done: frozenset[str]
    subjects: frozenset[str]
    adverbs: frozenset[str]
    done_elsewhere: tuple[str, ...]
    done_foreign: tuple[str, ...]
    good: tuple[str, ...]
    bad: tuple[str, ...]
    advice: tuple[str, ...]
    advice_foreign: tuple[str, ...]
    advice_gerund: tuple[str, ...]
    promise: tuple[str, ...]
    promise_verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """An action as told, its verb, and its result where the same line has it ("" elsewhere)."""

    kind: Literal["done", "planned", "suggested"]
    verb: str
    action: str
    result: str = ""


def deed_in(text: str, who: Speaker, *, opens: bool, listed: bool) -> Deed | None:
    """Gives the deed of a line, or None.

    `opens`: the line stands in the customer's first message, where upgrades and changes are what led to the
    matter; `listed`: it stands under "What I tried", where everything is a deed.
    """
    text = straighten(" ".join(text.split())[:_LONGEST])
    if planned := _promised(text):
        return planned
    if not text.endswith("?"):
        done = _by_noun(text) or _by_gerund(text, who) or _done(text, opens=opens, listed=listed)
        if done or listed:
            return done or _cut("done", text, 0, 0)
    return _advised(text, who) if not opens else None


def result_at(text: str) -> int | None:
    """Where a line's first word on how something came out stands."""
    match = _patterns()["result"].search(straighten(text)[:_LONGEST])
    return match.start() if match else None


def result_of(text: str, words: set[str]) -> int | None:
    """The same, where the line speaks of a deed: points back to it ("that worked") or shares a word of it."""
    lower = straighten(text).lower()
    speaks = _POINTS_BACK.search(lower) is not None or any(
        word[:6] in lower for word in words if len(word) > 4
    )  # noqa: PLR2004
    return result_at(text) if speaks else None


def _done(text: str, *, opens: bool, listed: bool) -> Deed | None:
    """The first past form that somebody did."""
    for match in _patterns()["past"].finditer(text):
        verb = match[0].lower()
        strong = match.lastgroup == "strong"
        begin = _clause_start(text, match.start())
        before = re.findall(r"[\w'-]+", text[begin : match.start()].lower())
        if not _acts(before, strong=strong, first=begin == 0):
            continue
        deed = _cut("done", text, begin, match.end(), verb)
        if strong or listed or not opens or (deed.result and _patterns()["outcome"].search(deed.result)):
            return deed
    match = _patterns()["foreign"].search(text)
    return _cut("done", text, 0, match.end(), match[0].lower()) if match else None


def _acts(before: list[str], *, strong: bool, first: bool) -> bool:
    """Whether the words before a past form make it somebody's deed."""
    words = _words()
    if words.not_done.intersection(before[-6:]) and not (
        before[-1:] and before[-1] in {"i", "we"} and "to" in before[-6:-2] and strong
    ):
        return False
    rest = [word for word in before if word not in words.adverbs]
    if not rest:
        return strong or not first or bool(before)
    named = len(rest) <= 4  # noqa: PLR2004
    return rest[-1] in words.subjects or (strong and named)


def _clause_start(text: str, place: int) -> int:
    begin = max(0, place - _REACH)
    ends = [match.end() for match in _CLAUSE.finditer(text, begin, place)]
    return ends[-1] if ends else (0 if begin == 0 else text.find(" ", begin) + 1)


def _by_noun(text: str) -> Deed | None:
    """ "Even after the upgrade it is still the same"."""
    match = _patterns()["noun"].search(text)
    if match is None:
        return None
    deed = _cut("done", text, match.start(), match.end(), match["noun"].lower())
    return deed if deed.result else None


def _by_gerund(text: str, who: Speaker) -> Deed | None:
    """ "Clearing the cache did not help"; "Restarting it should help" is advice."""
    match = _patterns()["gerund"].match(text)
    if match is None:
        return None
    turn = _patterns()["turn"].search(text, match.end())
    if turn is None:
        return None
    if turn["would"]:
        return Deed("suggested", match[1].lower(), text) if who == "staff" else None
    return Deed("done", match[1].lower(), text[: turn.start()], text[turn.start() :].strip())


def _promised(text: str) -> Deed | None:
    match = _patterns()["promise"].search(text)
    if match is None:
        return None
    return Deed("planned", match["verb"].lower(), text[_clause_start(text, match.start()) :])


def _advised(text: str, who: Speaker) -> Deed | None:
    if who != "staff":
        return None
    match = _patterns()["advice"].search(text)
    if match is None:
        return None
    verb = (match["plain"] or match["ing"] or match["first"] or match["foreign"]).lower()
    begin = _clause_start(text, match.start()) if match.start() else 0
    return Deed("suggested", verb, text[begin:])


def _cut(
    kind: Literal["done", "planned", "suggested"], text: str, begin: int, end: int, verb: str = ""
) -> Deed:
    """The line in two: the action, and from the joint before the first word on the outcome its result."""
    arrow = _ARROW.search(text, end)
    if arrow:
        return Deed(kind, verb, text[begin : arrow.start()], text[arrow.end() :])
    outcome = _patterns()["result"].search(text, end)
    joints = list(_JOINT.finditer(text, end, outcome.start())) if outcome else []
    if outcome and not joints and (turned := _TURNED.search(text, end)):
        joints = [turned]
    if outcome:
        first, last = (joints[-1].start(), joints[-1].end()) if joints else (outcome.start(), outcome.start())
        return Deed(kind, verb, text[begin:first], text[last:])
    turned = _TURNED.search(text, end)
    if turned:
        return Deed(kind, verb, text[begin : turned.start()], text[turned.end() :])
    return Deed(kind, verb, text[begin:])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = _words()
    strong = _any((*words.strong_past, *(past(verb) for verb in words.strong)))
    weak = _any((*words.weak_past, *(past(verb) for verb in words.weak)))
    plain = _any((*words.strong, *words.weak))
    gerunds = _any((*(gerund(verb) for verb in (*words.strong, *words.weak)),))
    outcome = _any((*words.good, *words.bad))
    both = _any((*words.advice,))
    return {
        "past": re.compile(rf"(?<![\w-])(?:(?P<strong>{strong})|(?P<weak>{weak}))(?![\w-])", re.IGNORECASE),
        "foreign": re.compile(
            rf"(?<!\w)(?:{_any(words.done_elsewhere)})\s(?:[^.!?]{{0,120}}?\s)?(?:{_any(words.done_foreign)})(?!\w)|^(?:{_any(words.done_foreign)})(?!\w)",
            re.IGNORECASE,
        ),
        "result": re.compile(rf"(?<![\w-])(?:{outcome})(?![\w-])", re.IGNORECASE),
        "outcome": re.compile(rf"(?<![\w-])(?:{outcome})(?![\w-])", re.IGNORECASE),
        "noun": re.compile(
            rf"(?<!\w)(?:even\s)?(?:after|with|despite|nach|après|malgré|tras)\s(?:the|an|a|that|every|this|each|dem|der|einem|einer|le|la|un|une|el)?\s?(?:latest\s|full\s|second\s)?(?P<noun>{_any(words.nouns)})(?!\w)",
            re.IGNORECASE,
        ),
        "gerund": re.compile(
            rf"({gerunds}|calling|using|running|setting|removing|adding)(?!\w)", re.IGNORECASE
        ),
        "turn": re.compile(
            r"(?<!\w)(?:(?P<would>should|would|might|may|could|will)(?!\w)|(?:does|did|do)(?:n't|\snot)|doesn't|didn't|solved|fixed|helped|helps|fixes|made|makes|brings|brought|gave|gives|changed|has|had|worked|works|only|is|was|resolved|cleared)(?!\w)",
            re.IGNORECASE,
        ),
        "promise": re.compile(
            rf"(?<!\w)(?:{_any(words.promise)})\s(?:[\w']{{1,15}}\s){{0,3}}?(?P<verb>{plain}|{_any(words.promise_verbs)})(?!\w)",
            re.IGNORECASE,
        ),
        "advice": re.compile(
            rf"(?<!\w)(?:{both})\s(?:(?:please|also|just|try|to|and|first|then|only)\s){{0,3}}(?P<plain>{plain}|point|try)(?!\w)|(?:^|[,.:]\s)(?:(?:please|so|then|first|next|ok|okay),?\s)?(?P<first>{plain})\s(?!\w{{1,15}}ed\b)|(?<!\w)(?:{_any(words.advice_gerund)})\s(?:to\s)?(?P<ing>{gerunds}|using|running)(?!\w)|(?<!\w)(?P<foreign>{_any(words.advice_foreign)})(?!\w)",
            re.IGNORECASE,
        ),
    }


def past(verb: str) -> str:
    """A regular verb's past form: "log out" → "logged out" is in the table, "try" → "tried"."""
    head, _, tail = verb.partition(" ")
    if head in _DOUBLED:
        head += head[-1] + "ed"
    elif head.endswith("e"):
        head += "d"
    elif head.endswith("y") and head[-2] not in "aeiou":
        head = head[:-1] + "ied"
    else:
        head += "ed"
    return f"{head} {tail}".strip()


def gerund(verb: str) -> str:
    """A regular verb with -ing."""
    head, _, tail = verb.partition(" ")
    stem = head + head[-1] if head in _DOUBLED else head[:-1] if head.endswith("e") else head
    return f"{stem}ing {tail}".strip()


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/tried.toml", _Words)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))
