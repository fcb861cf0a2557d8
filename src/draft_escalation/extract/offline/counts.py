"""Counts of users, customers, sites or records that are hit: "30 out of 4611 feeds", "all our branches"."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.skill.sightings import speech
from draft_escalation.tables import Record, read_table

_NUMBER = (
    r"\d{1,3}(?:[,.' \u202f]\d{3}){1,3}|\d{1,9}(?:[.,]\d{1,2})?\s?%?|one|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundreds?|dozens?|thousands|several|multiple"
    r"|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|mehrere|deux|trois|quatre|cinq|plusieurs"
    r"|dos|tres|cuatro|cinco|varios|varias"
)
_JOINTS = (
    "and|or|on|in|at|of|for|to|with|by|from|her|his|my|our|is|are|was|were|has|have|it"
    "|und|oder|auf|mit|et|ou|y|o"
)
"""They end what a number counts: "one on her phone"."""
_RATE = re.compile(
    r"(?:\s(?:a|an|per|each|every)\s|\s?/\s?)(?:minute|hour|hr|day|week|month|year|shift|night)s?(?!\w)"
    r"|\s(?:pro|je|par|por|al|à\sl'|al)\s?(?:minute|stunde|tag|woche|monat|schicht|jour|heure|semaine|mois|hora|día|semana|mes)(?!\w)",
    re.IGNORECASE,
)
"""What a count happens in: so many things a day are nobody who is hit."""
_OWN_DEED = re.compile(
    r"\W{0,4}(?:i|we)(?:'ve|\shave|\s(?!see|count|found|know)[a-z]{2,12}ed)\b", re.IGNORECASE
)
"""What support itself did to so many: "I have locked both tenants"."""
_IN_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|both"
)
_FIGURES = frozenset("0123456789")
_LONGEST = 2_000
_BARE = 60
_BESIDE = 20


class _Words(Record):
    """counts.toml."""

    nouns: tuple[str, ...]
    every: tuple[str, ...]
    whole: tuple[str, ...]
    everyone: tuple[str, ...]
    aside: tuple[str, ...]
    able: tuple[str, ...]
    hit: tuple[str, ...]
    of_people: tuple[str, ...]
    things: frozenset[str]
    measures: frozenset[str]


class Count(NamedTuple):
    """A count in a line: its words, its number in digits (or "all"), its noun without -s.

    `is_hit`: the line says what befell them; else it only counts them. `is_open`: of a noun that no list
    knows, or of none at all ("8 of us").
    """

    spoken: Spoken
    text: str
    number: str
    noun: str
    is_hit: bool
    is_open: bool = False

    @property
    def is_thing(self) -> bool:
        """Whether things are counted, not people or places."""
        return self.noun in _words().things


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/counts.toml", _Words)


@cache
def _pattern() -> re.Pattern[str]:
    table = _words()
    nouns, every = "|".join(table.nouns), "|".join(table.every)
    whose = r"(?:(?:our|the|their|my|unseren|nos|nuestros)\s)?"
    part = rf"(?:\s(?:out\s)?(?:of|von|sur|de)\s{whose}(?:{_NUMBER}))?"
    return re.compile(
        rf"(?<![\w.,:#/$€£-])(?:"
        rf"(?:(?P<number>{_NUMBER}){part}\s(?:(?:other|of|our|the|their|my|your)\s){{0,2}}|(?P<every>{every})\s)"
        rf"(?:(?!(?:{_JOINTS})\b)[^\W\d_][\w'-]{{1,20}}\s){{0,2}}?(?P<noun>{nouns})"
        rf"|(?:the|our|my|die|unsere|toute|la|notre)?\s?(?:whole|entire|ganze|gesamte|entière|toda)\s(?P<whole>{'|'.join(table.whole)})"
        rf"|(?P<everyone>{'|'.join(table.everyone)})(?=(?:\s[\w'-]{{1,12}}){{0,4}}?\s(?:{'|'.join(table.able)})(?!\w)))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _any_of(name: str) -> Listed:
    return Listed(getattr(_words(), name), patterns=True)


@lru_cache(maxsize=20_000)
def may_be_counted(word: str) -> bool:
    """Whether a word is a listed noun that is counted, or the last word of one."""
    return _noun().fullmatch(word) is not None


@cache
def _noun() -> re.Pattern[str]:
    table = _words()
    last = {phrase.replace("-", " ").split()[-1] for phrase in (*table.whole, *table.everyone)}
    return re.compile("|".join((*table.nouns, "e", "mails?", *sorted(last))), re.IGNORECASE)


@lru_cache(maxsize=2)
def counts(view: View) -> tuple[Count, ...]:
    """Gives the counts of who or what is hit, in the order of the thread."""
    before = (None, *view.spoken)
    return tuple(
        count
        for last, spoken in zip(before, view.spoken, strict=False)
        for count in _in_line(spoken, last)
        if count.is_hit or not count.is_thing or _corrected(count, view)
    )


def _corrected(count: Count, view: View) -> bool:
    """Whether a count puts another right, or is put right itself: it mattered to somebody."""
    found, line = corrections(view), count.spoken.line.id
    return bool(found.replaced_by(line)) or found.retracts(count.text, line)


def _in_line(spoken: Spoken, before: Spoken | None) -> Iterator[Count]:
    text = spoken.text[:_LONGEST]
    if {"log", "code"}.intersection(spoken.line.flags) or spoken.message.id == "m0" or text.endswith("?"):
        return
    if not any(map(may_be_counted, runs(text))):
        yield from _unlisted(text, spoken)
        return
    matches = list(_pattern().finditer(text))
    if not matches:
        yield from _unlisted(text, spoken)
    if not matches or _any_of("aside").search(text):
        return
    goes_on = _goes_on(text, matches[0].start(), spoken, before)
    hit = goes_on or _any_of("hit").search(text) is not None
    for match in matches:
        beside = text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
        alone = match["everyone"] or (match["every"] or "").lower().startswith("none")
        if not (hit or alone or _any_of("of_people").search(beside)):
            continue
        noun = match["noun"] or match["whole"] or match["everyone"]
        number = (match["number"] or "all").lower()
        count = Count(spoken, match[0], str(speech().numbers.get(number, number)), _stem(noun), hit)
        if not (count.is_thing and _RATE.match(text, match.end())):
            yield count


def _unlisted(text: str, spoken: Spoken) -> Iterator[Count]:
    """Counts of what no list knows, where a line says that they are hit: "27 names", "8 of us got out"."""
    if _FIGURES.isdisjoint(text) and speech().numbers.keys().isdisjoint(runs(text)):
        return
    if speaker(spoken.message) == "staff" and _OWN_DEED.match(text):
        return
    for match in _unlisted_pattern().finditer(text):
        noun = (match["noun"] or "").lower()
        rated = _RATE.match(text, match.end())
        if rated or noun in _words().measures or _any_of("aside").search(text):
            continue
        before = text[max(0, match.start() - _BESIDE) : match.start()]
        hit = _any_of("hit").search(text) is not None
        if hit or (noun and _told_right_before(before)):
            number = next(filter(None, (match["number"], match["bare"], match["got"], match["who"]))).lower()
            yield Count(
                spoken, match[0], str(speech().numbers.get(number, number)), _stem(noun), hit, is_open=True
            )


def _told_right_before(before: str) -> bool:
    """Whether a count follows right behind a word that makes it one of people: "it's 27 names"."""
    return any(not before[match.end() :].strip() for match in _any_of("of_people").finditer(before))


@cache
def _unlisted_pattern() -> re.Pattern[str]:
    number = rf"(?:\d{{1,3}}(?:[,.]\d{{3}}){{1,2}}|\d{{1,5}}|{_IN_WORDS})"
    return re.compile(
        rf"(?<![\w.,:#/$€£-])(?:(?P<bare>{number})\s(?:of|from|out of)\s(?:us|them|you|ours|these|those)"
        rf"|(?P<got>{number})(?=\s(?:got|lost|were|have been|are)\s)"
        rf"|(?:only|just|all|all of)\s(?:the\s)?(?P<who>{number})\s(?:who|that|which)"
        rf"|(?P<number>{number})\s(?:(?!(?:{_JOINTS})\b)[^\W\d_]{{3,20}}\s)??"
        r"(?P<noun>[a-zß-ÿ]{3,20}(?<![suio])s|(?-i:[A-ZÄÖÜ])[a-zß-ÿ]{3,24}(?:e|en|er|n))"
        r")(?!\w)",
        re.IGNORECASE,
    )


def _goes_on(text: str, start: int, spoken: Spoken, before: Spoken | None) -> bool:
    """Whether a bare count says how many the sentence before it means: "22 terminals in 6 shops"."""
    if before is None or before.message is not spoken.message or start or len(text) > _BARE:
        return False
    return any(_any_of(name).search(before.text) for name in ("hit", "of_people"))


def _stem(noun: str) -> str:
    """Users → user, branches → branch: the same thing counted again has the same noun."""
    noun = noun.lower()
    return noun[:-2] if noun.endswith("ches") else noun.rstrip("sn")
