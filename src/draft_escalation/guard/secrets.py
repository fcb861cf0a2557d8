"""Secrets in a text: found by prefix, checksum or label, and masked before the text leaves the machine.

Patterns and labels are data (secrets.toml); cards and IBANs count only with a right checksum (python-stdnum).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from draft_escalation.guard.hidden import hidden_spans, strip_hidden
from draft_escalation.guard.numbers import find_account_numbers
from draft_escalation.tables import Record, read_table

Needs = Literal["any", "digit", "mixed", "token", "code"]
_TEMPLATE = re.compile(r"[<\[{*•…]|\$[({]|%[({]|x{4,}\b|\.{3}", re.IGNORECASE)
_WORDS_FOLLOW = re.compile(r"[ \t]{1,3}[^\W\d_]{2,}")
_REPEATED_FROM, _REPEATED_MOST = 8, 200
_STRONG = 6


class Secret(NamedTuple):
    """A half-open span that holds a secret, and what kind it is ("password", "card", "GitHub token")."""

    kind: str
    start: int
    end: int


class Masked(NamedTuple):
    """A text whose secrets are placeholders, and the secrets of the text before with theirs, in order."""

    text: str
    secrets: tuple[Secret, ...]
    placeholders: tuple[str, ...]


class Pattern(Record):
    """A secret that its own form gives away."""

    kind: str
    hint: tuple[str, ...]
    regex: str
    needs: Needs = "any"
    any_case: bool = False


class Label(Record):
    """A secret that the words before it give away."""

    kind: str
    hint: tuple[str, ...]
    words: str
    needs: Needs


class SecretTable(Record):
    """The table secrets.toml."""

    not_a_value: frozenset[str]
    pattern: tuple[Pattern, ...]
    label: tuple[Label, ...]


def find_secrets(text: str) -> list[Secret]:
    """Gives the secrets of a text, in order and apart; a value found once is found wherever it stands."""
    bare = strip_hidden(text)
    found = _found(bare)
    return found if bare == text or not found else _placed(found, text)


def _found(text: str) -> list[Secret]:
    there = frozenset(filter(text.lower().__contains__, _hints()))
    found = [*_by_form(text, there), *_by_label(text, there)]
    found += [Secret(*number) for number in find_account_numbers(text)]
    return _joined([*found, *_repeated(text, found)])


def _placed(found: list[Secret], text: str) -> list[Secret]:
    """Secrets of the text without hidden characters, where they stand in the text with them."""
    places: list[int] = []
    at = 0
    for start, end, kind in hidden_spans(text):
        places += range(at, start + (kind == "separator"))
        at = end
    places += range(at, len(text))
    return [Secret(one.kind, places[one.start], places[one.end - 1] + 1) for one in found]


def mask(text: str) -> Masked:
    """Gives the text with `[password hidden 1]` in place of each secret.

    Numbers count the different secrets in order of appearance; the same secret has the same number.
    """
    secrets = find_secrets(text)
    placeholders: list[str] = []
    parts: list[str] = []
    numbers: dict[str, int] = {}
    at = 0
    for secret in secrets:
        value = strip_hidden(text[secret.start : secret.end])
        number = numbers.setdefault(value, len(numbers) + 1)
        placeholders.append(f"[{secret.kind} hidden {number}]")
        parts += [text[at : secret.start], placeholders[-1]]
        at = secret.end
    return Masked("".join([*parts, text[at:]]), tuple(secrets), tuple(placeholders))


def mask_secrets(text: str) -> str:
    """Gives the masked text alone."""
    return mask(text).text


@cache
def _table() -> SecretTable:
    return read_table("draft_escalation.guard", "secrets.toml", SecretTable)


@cache
def _hints() -> frozenset[str]:
    """Every hint of the table."""
    table = _table()
    return frozenset().union(*(row.hint for row in table.pattern), *(row.hint for row in table.label))


@cache
def _compiled(regex: str, *, any_case: bool) -> re.Pattern[str]:
    return re.compile(regex, re.IGNORECASE if any_case else 0)


def _by_form(text: str, there: frozenset[str]) -> Iterator[Secret]:
    for row in _table().pattern:
        if there.isdisjoint(row.hint):
            continue
        for match in _compiled(row.regex, any_case=row.any_case).finditer(text):
            group = "secret" if "secret" in match.re.groupindex else 0
            value = match.group(group)
            if _holds(value, row.needs) and not _TEMPLATE.match(value):
                yield Secret(row.kind, match.start(group), match.start(group) + len(value.rstrip(".,")))


def _by_label(text: str, there: frozenset[str]) -> Iterator[Secret]:
    for row in _table().label:
        if not there.isdisjoint(row.hint):
            for match in _labelled(row.words).finditer(text):
                group = next(name for name in ("quoted", "assigned", "said", "bare") if match[name])
                if _is_value(match, group, row.needs):
                    yield Secret(
                        row.kind, match.start(group), match.start(group) + len(match[group].rstrip(".,;:"))
                    )


@cache
def _labelled(words: str) -> re.Pattern[str]:
    """A label, then a quoted value, one after `:` or `=`, one after "is", or one that stands right behind."""
    return re.compile(
        rf"""(?:{words})(?:s|[\w]{{0,12}}(?==))?["'*_]{{0,3}}
        (?:\s{{1,2}}(?:\([^()\n]{{1,40}}\)|hash|to|for\ \S{{1,60}}
            |(?:that\ )?(?:you|we|i|he|she|they)\ (?:\w{{1,8}}\ )?(?:sent|gave|got|used?|set|chose|mailed)
                (?:\ (?:me|us|you|now))?))?
        (?: \s{{0,3}}(?::=?|=>?|->|→)\s{{0,3}}
            (?:["'`“„«](?P<quoted>[^\s"'`”“»]{{3,200}})["'`”“»]
            |(?P<assigned>[^\s"'`,;<>]{{3,200}}))
          | \s{{1,3}}(?:is|was|are|ist|war|lautet|est|es)\s{{0,2}}(?:now|set\ to|jetzt|still)?:?\s{{1,3}}
            ["'`“„«*]{{0,2}}(?P<said>[^\s"'`”“»<>,;]{{4,200}})
          | \s{{1,2}}["'`“„«(]{{0,2}}(?P<bare>[^\s"'`”“»<>,;()]{{6,200}}) )""",
        re.VERBOSE | re.IGNORECASE,
    )


def _is_value(match: re.Match[str], group: str, needs: Needs) -> bool:
    value = match[group].rstrip(".,;:!?") if group != "quoted" else match[group]
    if _TEMPLATE.match(value) or value.lower().strip("*_()") in _table().not_a_value or "://" in value:
        return False
    if needs != "any":
        return _holds(value, needs)
    if group == "quoted":
        return True
    if group == "assigned":
        plain = value.isalpha() and (value.islower() or value.istitle())
        return len(value) > 2 and not (plain and _WORDS_FOLLOW.match(match.string, match.end(group)))
    return _strong(match[group].rstrip(".,;:")) and (group == "said" or _holds(value, "digit"))


def _strong(value: str) -> bool:
    """Whether it looks chosen as a password: digits or signs among letters, no word, version or date."""
    if len(value) < _STRONG or not any(sign.isalpha() for sign in value):
        return False
    signs = any(not sign.isalnum() and sign not in "'’-./:" for sign in value)
    digits = any(sign.isdigit() for sign in value)
    both = any(sign.isupper() for sign in value) and any(sign.islower() for sign in value)
    return signs or (digits and (both or value[-1].isdigit()))


def _holds(value: str, needs: Needs) -> bool:
    digit = any(sign.isdigit() for sign in value)
    letter = any(sign.isalpha() for sign in value)
    mixed = digit and any(sign.isupper() for sign in value) and any(sign.islower() for sign in value)
    return {
        "any": True,
        "digit": digit and letter,
        "mixed": mixed,
        "token": len(value) >= 8 and letter and digit and not value.startswith("/"),
        "code": value.isdigit() and 3 <= len(value) <= 8,
    }[needs]


def _repeated(text: str, found: list[Secret]) -> Iterator[Secret]:
    """The same values where nothing gives them away."""
    kinds = {text[one.start : one.end]: one.kind for one in found if one.end - one.start >= _REPEATED_FROM}
    if 0 < len(kinds) <= _REPEATED_MOST:
        longest_first = sorted(kinds, key=len, reverse=True)
        for match in re.finditer("|".join(map(re.escape, longest_first)), text):
            yield Secret(kinds[match.group()], match.start(), match.end())


def _joined(found: list[Secret]) -> list[Secret]:
    """In order; two that overlap become one, under the kind of the longer."""
    joined: list[Secret] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if joined and one.start < joined[-1].end:
            before = joined[-1]
            longer = max(before, one, key=lambda each: each.end - each.start)
            joined[-1] = Secret(longer.kind, before.start, max(before.end, one.end))
        else:
            joined.append(one)
    return joined
