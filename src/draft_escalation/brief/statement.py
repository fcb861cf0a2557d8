"""One statement of a typed brief: its words, the messages it points at, and whether it was inferred."""

import re

from draft_escalation.brief.model import Fact

_IDS = r"m\d{1,6}(?:\.\d{1,6})?(?:, ?m\d{1,6}(?:\.\d{1,6})?){0,200}"
_POINTER = re.compile(rf"\s?\[({_IDS})\]\s*$")
_FROM = re.compile(rf'\s?\((from "[^"\n]{{1,500}}")((?:, {_IDS})?)\)\s*$')
_INFERRED = re.compile(r"\s?\(inferred: ([^()\n]{1,500})\)\s*$")
_CORRECTS = re.compile(rf"\s?\(corrects ({_IDS})\)\s*$")
_SILENT = re.compile(r'not stated in the thread(?:; ask the ([^:"\n]{1,80}): "(.{1,500})")?$', re.IGNORECASE)
_BLANKS = frozenset(
    {"", "-", "–", "—", "?", "tbd", "todo", "unknown", "not stated", "not known", "none stated"}
)


def read_statement(words: str) -> Fact:
    """Gives the fact that typed words state.

    Pointers stay message ids where the brief names messages (`[m3]`); nothing, a dash or "unknown" is silent.
    """
    words = " ".join(words.split())
    if words.rstrip(".").lower() in _BLANKS:
        return Fact(state="silent")
    if match := _SILENT.fullmatch(words):
        return Fact(state="silent", ask_whom=match[1], question=match[2])
    if match := _FROM.search(words):
        text = words[: match.start()]
        return Fact(state="inferred", text=text, basis=match[1], lines=_ids(match[2]))
    words, lines = _cut(words, _POINTER)
    if match := _INFERRED.search(words):
        return Fact(state="inferred", text=words[: match.start()], basis=match[1], lines=_ids(lines))
    words, superseded = _cut(words, _CORRECTS)
    return Fact(text=words, lines=_ids(lines), superseded=_ids(superseded))


def read_statements(words: str) -> tuple[Fact, ...]:
    """Gives the statements of one line, which stand with `; ` between them."""
    parts = _apart(words)
    for place in range(len(parts) - 1, 0, -1):
        if parts[place].startswith("ask the ") and parts[place - 1] == "not stated in the thread":
            parts[place - 1 : place + 1] = ["; ".join(parts[place - 1 : place + 1])]
    return tuple(map(read_statement, parts))


def read_prose(words: str) -> tuple[Fact, ...]:
    """Gives the statements of a paragraph: each pointer ends one, the rest is cut into sentences."""
    from draft_escalation.thread.lines import split_lines

    pieces = (
        re.split(r"(?<=\])(?<!\[\])\s+(?=\S)", words)
        if _POINTER.search(words)
        else [words[piece.start : piece.end] for piece in split_lines(words)]
    )
    return tuple(
        fact for piece in pieces if (fact := read_statement(piece)).state != "silent" or fact.question
    )


def _apart(words: str) -> list[str]:
    """The words cut at `; ` outside quotation marks and parentheses."""
    parts, start, depth, quoted = [], 0, 0, False
    for place, sign in enumerate(words):
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in "([":
            depth += 1
        elif not quoted and sign in ")]":
            depth = max(0, depth - 1)
        elif sign == ";" and not quoted and not depth and words[place + 1 : place + 2] == " ":
            parts.append(words[start:place])
            start = place + 2
    return [*parts, words[start:]]


def _cut(words: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    match = pattern.search(words)
    return (words[: match.start()], match[1]) if match else (words, "")


def _ids(words: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[,\s]+", words) if part)
