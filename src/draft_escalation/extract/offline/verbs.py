"""The verbs of deeds (tried.toml), and in what shape a sentence tells of one: done, promised, advised."""

import re
from collections.abc import Iterable
from functools import cache

from draft_escalation.skill.cues import Cue, CueBook
from draft_escalation.tables import Record, read_table

_ADVERB = (
    r"(?:(?:also|already|just|now|then|even|recently|manually|finally|successfully|again|since|first|only|both|"
    r"initially|temporarily|quickly|simply|briefly|all|personally|fully|completely|therefore|subsequently)\s){0,2}"
)
_WHO = (
    r"(?:I|we|he|she|they|customer|client|user|caller|reporter|merchant|"
    r"(?:(?:our|the|their|my|your)\s(?:[\w-]{1,20}\s){0,2})?"
    r"(?:IT|team|admins?|administrators?|engineers?|developers?|devs?|technicians?|provider|ISP|colleagues?|support|operations|ops)"
    r"(?:\s(?:team|department|guys|people|staff))?)"
)
_HAVE = r"(?:'ve|'s|\shave|\shas|\shad|'d)?"
_START = r"(?:^[\s>*•#\d.)\[\]x-]{0,12}|[,;:(–—]\s?|\b(?:and|then|but|so|update|edit|below|above)\s|\.\s)"


class TriedCues(Record):
    """Words of tried.toml; rows of verbs, and cue phrases as skill/cues.py reads them."""

    remedies: tuple[str, ...]
    checks: tuple[str, ...]
    changes: tuple[str, ...]
    others: tuple[str, ...]
    others_planned: tuple[str, ...]
    others_suggested: tuple[str, ...]
    failed: tuple[str, ...]
    worked: tuple[str, ...]
    shown: tuple[str, ...]
    headings: tuple[str, ...]
    advice_headings: tuple[str, ...]
    not_done: tuple[str, ...]


@cache
def cues() -> TriedCues:
    """The table, read once."""
    return read_table(__package__, "cues/tried.toml", TriedCues)


@cache
def _book(name: str) -> CueBook:
    listed: tuple[str, ...] = getattr(cues(), name)
    return CueBook({text: Cue(say=(text,)) for text in listed})


def said(name: str, text: str) -> tuple[int, int] | None:
    """Where the first phrase of a list of tried.toml stands in a text (half-open span)."""
    return min(((hit.start, hit.end) for hit in _book(name).hits(text).values()), default=None)


@cache
def done() -> re.Pattern[str]:
    """A deed that somebody did: "I've restarted", "Cleared the cache", "they ran", "was rebuilt", "tried X"."""
    sure = _any(_past("remedies"), _past("checks"))
    changed, every = _any(_past("changes")), _any(_past("remedies"), _past("checks"), _past("changes"))
    forms = (
        rf"(?:{_START}|\b{_WHO}{_HAVE}\s){_ADVERB}(?:(?P<sure>{sure})|(?P<change>{changed}))\b",
        rf"\b(?:have|has|had|'ve)\s{_ADVERB}(?P<perfect>{every})\b",
        rf"\b(?:was|were|been|got)\s{_ADVERB}(?P<passive>{_any(_past('remedies'), ['checked', 'tested', 'verified'])})\b",
        rf"\b(?:tried|attempted)\b(?!\sto\b)(?P<tried>)|\b(?:tried|attempted)\sto\s(?P<tried_to>{_any(_base())})\b",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


@cache
def planned() -> re.Pattern[str]:
    """A promise: "I'll try", "we are going to add", "will restart it tonight"."""
    verb = _any(_base(), ["try"])
    modal = r"(?:'ll|\s?\bwill|\bshall|\b(?:am|are|is|'m|'re|im|was|were)?\s?going\sto|\bplan(?:ning|s)?\sto|\bintend\sto|\babout\sto|\bneed\sto|\bwant\sto)"
    ing = r"(?:'m|'re|\bam|\bare|\bim)\s(?:working\son\sadding|trying)"
    return re.compile(rf"{modal}\s{_ADVERB}(?:{verb})\b|{ing}\b", re.IGNORECASE)


@cache
def suggested() -> re.Pattern[str]:
    """Advice: "please restart", "try disabling", "you can point", "have you tried", "I'd suggest"."""
    verb = _any(_base(), ["try", "point", "open", "make_sure", "go", "ensure", "select", "choose", "click", "upload", "follow"])
    forms = (
        rf"\bplease\s{_ADVERB}(?:{verb})\b",
        rf"\byou(?:'ll)?\s(?:can|could|may|might|should|must|will|need|have|want|would)\s(?:{_ADVERB})(?:(?:want|need|have)\s)?(?:to\s)?{_ADVERB}(?:{verb})\b",
        r"\b(?:have|did)\syou\s(?:already\s|ever\s)?(?:tried|try)\b|\b(?:can|could|would)\syou\s(?:please\s|also\s)?try\b",
        r"\b(?:suggest|recommend|advise)(?:ed)?\b(?!ions?)|\bworth\s(?:a\s)?try",
        rf"{_START}(?:maybe\s|perhaps\s|also\s|first\s|instead\s)?try\s",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def _rows(kind: str) -> Iterable[list[str]]:
    rows: tuple[str, ...] = getattr(cues(), kind)
    return ([form.replace("_", r"\s") for form in row.replace("-", r"\-").split()] for row in rows)


def _past(kind: str) -> list[str]:
    return [form for row in _rows(kind) for form in row[1:-1]]


def _base() -> list[str]:
    return [row[0] for kind in ("remedies", "checks", "changes") for row in _rows(kind)]


def _any(*lists: Iterable[str]) -> str:
    forms = {form.replace("_", r"\s") for one in lists for form in one}
    return "|".join(sorted(forms, key=len, reverse=True))
