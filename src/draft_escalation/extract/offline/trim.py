"""The thread's own words, shortened: greetings, hedges and thanks fall off, long ones end at a clause."""

import re
from functools import cache, lru_cache

from draft_escalation.tables import Record, read_table

LONGEST = 240
_KEPT = 1024
_MARKUP = re.compile(r"^[\s>#*•·–—-]{1,12}(?:\[[ x]\]\s)?|\*{2,3}|`{3}")
_NUMBER = re.compile(r"^\(?\d{1,2}[.)]\s{1,3}")
_RUN = re.compile(r"\w+")
_TAIL, _LAST = 80, 30
_ORDINARY = re.compile(r"(?:[a-zß-öø-ÿ]+(?:['’][a-zß-öø-ÿ]+)?)(?=[\s,;!?]|:\s[^\W\d_]|\.?$|\.\s)")
_JOINT = re.compile(
    r"[;:.!?]\s|,?\s(?=(?:but|however|whereas|although|aber|doch|jedoch|mais|pero|instead)\s)"
    r"|,\s(?=(?:and|so|now|yet|which|und|et|y|jetzt|nun)\s)|\s(?=(?:is|are|ist|sind)\s(?:now|jetzt|nun)\b)|\s[–—]\s",
    re.IGNORECASE,
)
_RELAY = (
    r"(?-i:[A-ZÀ-Þ])[^:.!?\n]{{1,60}}?\s(?:{words})(?:\s[^\W\d_]{{1,12}}){{0,3}}:\s{{1,4}}(?=\S[^\n]{{20}})"
)
_CLAUSE_END = re.compile(r"[,;:.!?)]\s|\s[–—-]\s")


class _Trim(Record):
    """Words that open or end a sentence and add nothing (trim.toml).

    `marks` open one with a sign behind them ("PS:"); `keep`: they look like openers and are none;
    `commands`: words of the shell, never written large; `vague`: of a title.
    """

    greetings: tuple[str, ...]
    openers: tuple[str, ...]
    marks: tuple[str, ...]
    keep: tuple[str, ...]
    commands: frozenset[str]
    relays: tuple[str, ...]
    endings: tuple[str, ...]
    empty: tuple[str, ...]
    vague: frozenset[str]


@cache
def _table() -> _Trim:
    return read_table(__package__, "cues/trim.toml", _Trim)


@cache
def _opening() -> re.Pattern[str]:
    """A greeting with up to three names and its comma, "Clinic X just called me:", or an opener."""
    greeting = (
        rf"(?:{_any(_table().greetings)})(?:\s[^\W\d_][\w.'-]{{0,30}}){{0,3}}\s?[,!.:–-]{{1,3}}\s{{0,4}}"
    )
    opener = rf"(?!(?:{_any(_table().keep)})\b)(?:{_any(_table().openers)})\b[,:]?\s{{1,4}}"
    mark = rf"(?:{_any(_table().marks)})\s?[:,–-]{{1,2}}\s{{1,4}}"
    relay = _RELAY.format(words=_any(_table().relays))
    return re.compile(rf"(?:{greeting}|{opener}|{mark}|{relay})", re.IGNORECASE)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"[\s,;.!–-]{{1,4}}(?:{_any(_table().endings)})[\s.!,]{{0,6}}$", re.IGNORECASE)


@cache
def _empty() -> re.Pattern[str]:
    names = r"(?:[\s,]{1,3}(?:(?-i:[A-ZÀ-Þ])[\w.'-]{0,30}|all|team|everyone|again|zusammen|à tous)){0,3}"
    words = _any((*_table().empty, *_table().greetings, *_table().endings))
    return re.compile(rf"(?:{words}){names}[\s.!,:)]{{0,6}}$", re.IGNORECASE)


@lru_cache(maxsize=_KEPT)
def trimmed(text: str) -> str:
    """The sentence without list mark, greeting, "I think that" and trailing thanks; blanks folded."""
    if "*" in text or "`" in text or not text[:1].isalpha():
        text = _NUMBER.sub("", _MARKUP.sub("", text))
    text = " ".join(text.split())
    for _ in range(3):
        match = _opening().match(text) if _may_open(text) else None
        if match is None or match.end() >= len(text):
            break
        text = text[match.end() :]
    last = _RUN.findall(text[-_LAST:].lower())[-1:]
    tail = _ending().search(text, max(0, len(text) - _TAIL)) if last and last[0] in _last_words() else None
    text = text[: tail.start()] if tail and tail.start() else text
    return begun_large(text)


def _may_open(text: str) -> bool:
    """Whether a text begins with the first word of an opening, or may relay somebody's words."""
    first = _RUN.search(text)
    return first is not None and (first.start() > 0 or first[0].lower() in _first_words() or ": " in text)


@cache
def _first_words() -> frozenset[str]:
    table = _table()
    phrases = (*table.greetings, *table.openers, *table.marks, *table.empty, *table.endings)
    return frozenset(word for phrase in phrases for word in _RUN.findall(phrase.lower())[:1])


@cache
def _last_words() -> frozenset[str]:
    return frozenset(word for phrase in _table().endings for word in _RUN.findall(phrase.lower())[-1:])


def begun_large(text: str) -> str:
    """The text with a large first letter, where its first word is an ordinary one: no name, no command."""
    word = _ORDINARY.match(text)
    return text[:1].upper() + text[1:] if word and word[0] not in _table().commands else text


def clause(text: str, start: int, end: int) -> str:
    """The clause of a sentence that holds the span from `start` to `end`."""
    joints = list(_JOINT.finditer(text))
    begin = max((joint.end() for joint in joints if joint.end() <= start), default=0)
    return text[begin : min((joint.start() for joint in joints if joint.start() >= end), default=len(text))]


def clipped(text: str, most: int = LONGEST) -> str:
    """At most `most` characters, ended at a clause where one ends in the second half, marked with "…"."""
    if len(text) <= most:
        return text
    ends = [match.start() for match in _CLAUSE_END.finditer(text, most // 2, most)]
    return text[: ends[-1] if ends else text.rfind(" ", 0, most)].rstrip(" ,;:–—-") + " …"


def shortened(text: str, most: int = LONGEST) -> str:
    """`trimmed`, then `clipped`."""
    return clipped(trimmed(text), most)


@lru_cache(maxsize=_KEPT)
def says_nothing(text: str) -> bool:
    """Whether a line is but a greeting, thanks or a sign-off."""
    first = _RUN.search(text)
    if first is None:
        return True
    may = first.start() > 0 or first[0].lower() in _first_words()
    return (may and _empty().match(" ".join(text.split())) is not None) or not any(map(str.isalnum, text))


def is_vague(title: str) -> bool:
    """Whether a title names nothing: "Urgent help needed"."""
    return all(word in _table().vague for word in re.findall(r"[^\W_]+", title.lower()))


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
