"""The verbs of deeds (attempts.toml), and in what shape a sentence tells of one: done, promised, advised."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from draft_escalation.skill.cues import Cue, CueBook
from draft_escalation.tables import Record, read_table

_ADVERB = (
    r"(?:(?:also|already|just|now|then|even|recently|manually|finally|successfully|again|since|first|only|both|"
    r"initially|temporarily|quickly|simply|briefly|all|personally|fully|completely|therefore|subsequently)\s){0,2}"
)
_WHO = (
    r"(?:I|we|he|she|they|customer|client|user|caller|reporter|merchant|"
    r"(?:(?:our|the|their|my|your)\s(?:[\w-]{1,20}\s){0,2})?"
    r"(?:(?-i:IT)|team|admins?|administrators?|engineers?|developers?|devs?|technicians?|provider|ISP|colleagues?|support|operations|ops)"
    r"(?:\s(?:team|department|guys|people|staff))?)"
)
_HAVE = r"(?:'ve|'s|\shave|\shas|\shad|'d)?"
_START = r"(?:^[\s>*•#\d.)\[\]x-]{0,12}|\.\s|\b(?:update|edit)[:,]?\s)"
_CLAUSE = r"(?:^[\s>*•\d.)-]{0,12}|[,.;:(–—]\s|\b(?:and|but|that|only|then|also|however)\s)"
_MEASURES = (
    r"ping|traceroute|tracert|strace|tcpdump|iperf|memtest|smartctl|wireshark|valgrind|speed\s?test|loopback|"
    r"self-?test|packet\scapture|diagnostics?"
)
_DAILY = ("do", "use", "put", "set", "call", "contact", "load")


class AttemptCues(Record):
    """Words of attempts.toml; rows of verbs, and cue phrases as skill/cues.py reads them."""

    remedies: tuple[str, ...]
    checks: tuple[str, ...]
    changes: tuple[str, ...]
    others: tuple[str, ...]
    others_planned: tuple[str, ...]
    others_suggested: tuple[str, ...]
    failed: tuple[str, ...]
    worked: tuple[str, ...]
    shown: tuple[str, ...]
    not_done: tuple[str, ...]
    common: frozenset[str]


@cache
def cues() -> AttemptCues:
    """The table, read once."""
    return read_table(__package__, "cues/attempts.toml", AttemptCues)


@cache
def _book(name: str) -> CueBook:
    listed: tuple[str, ...] = getattr(cues(), name)
    return CueBook({text: Cue(say=(text,)) for text in listed})


@lru_cache(maxsize=8192)
def said(name: str, text: str) -> tuple[int, int] | None:
    """Where the first phrase of a list of attempts.toml stands in a text (half-open span)."""
    return min(((hit.start, hit.end) for hit in _book(name).hits(text).values()), default=None)


@cache
def done() -> re.Pattern[str]:
    """A deed that somebody did: "I've restarted", "Cleared the cache", "IT has checked", "was rebuilt".

    The named group says which form it was; `change`: a verb of the daily round.
    """
    sure, changed = _any(_past("remedies"), _past("checks")), _any(_past("changes"))
    passive = _any(_past("remedies"), ["checked", "tested", "verified"])
    remedy = _any(row[0] for row in _rows("remedies"))
    alone = r"(?!(?:set|put|reset|did|used)\b)"
    meanwhile = r"(?:I|we|they|staff|users)\s(?:are\s|have\s)?(?:us|switch|enter|export|print|send|work|keep)"
    forms = (
        rf"\b{_WHO}{_HAVE}\s{_ADVERB}(?:(?:{sure})|(?P<change>{changed}))\b",
        rf"{_START}{_ADVERB}{alone}(?:(?:{sure})|(?P<started>{changed}))\b",
        rf"(?<!\bit\s)\b(?:have|has|had|'ve)\s{_ADVERB}(?:{sure})\b",
        rf"\b(?:was|were|been|got)\s{_ADVERB}(?P<passive>{passive})\b",
        r"\b(?:tried|attempted)\b(?!\sto\b)|\b(?:first|second|next|last|another)\s(?:attempt|try)\b",
        rf"\b{_WHO}\s(?:[\w-]{{1,12}}\s){{0,2}}?(?:have\s|has\s)?had\sto\s(?:{remedy})\b",
        rf"\basked\s(?:[\w'-]{{1,20}}\s){{1,4}}to\s(?:{_any(_base())}|switch|turn|log)\b",
        r"\b(?:I|we|you)\scan\sstill\s(?=[^.?]{5,80}\s(?:by|via|through|using)\s)",
        rf"\b(?:for now|meanwhile|in the meantime|as a workaround),?\s{meanwhile}",
        rf"\b(?:tried|attempted)\sto\s(?P<tried_to>{_any(_base())})\b",
    )
    return _all(forms)


@cache
def checks() -> re.Pattern[str]:
    """The verbs of looking, as done: "checked", "verified"."""
    return re.compile(rf"\b(?:{_any(_past('checks'))})\b", re.IGNORECASE)


@cache
def told_by_result() -> re.Pattern[str]:
    """An action that only its result makes one: "a restart helps", "going back to 7.3 brings"."""
    act = "restart|reboot|re-?install|switch|rollback|downgrade|upgrade|reset|update|swap|power cycle|move"
    remedy = _any(row[0] for row in _rows("remedies"))
    every = _any(_base(), _past("remedies"), _past("changes"))
    who = r"(?:I|we|they|you|he|she|users?|customers?)"
    forms = (
        rf"\b(?:a|an|the|another|after)\s(?:[\w-]{{1,20}}\s)?(?:{act})\b",
        rf"{_CLAUSE}{_ADVERB}(?:{_any(_ing())})\b|\b(?:after|despite|by|with)\s(?:{_any(_ing())})\b",
        rf"\b(?:until|unless)\s{who}\s{_ADVERB}(?:{every}|pull)\b",
        rf"\b(?:I|we)\s{_ADVERB}(?:{remedy})\s[^.;]{{1,60}}?\sand\s",
        rf"(?P<measure>\b(?:{_MEASURES})\b)",
        rf"\b(?:if|when|once|after)\s{who}\s{_ADVERB}(?:{every})\b",
        rf"\b{who}\s(?:[\w-]{{1,12}}\s){{0,2}}?(?:have|has|had)\s(?:had\s)?to\s(?:{_any(_base())})\b",
        r"\bwith(?:out)?\s[^,.;]{2,60}?\s(?:included|removed|disabled|enabled|added|off|installed|unplugged)\b",
        r"\b(?:even\s(?:if|after|with|on|in)|despite|persists?\s(?:if|after|when|with|despite))\s",
    )
    return _all(forms)


@cache
def planned() -> re.Pattern[str]:
    """A promise: "I'll try", "we are going to add", "Will restart it tonight"."""
    verb = _any((verb for verb in _base() if verb not in _DAILY), ["try"])
    going = r"(?:\sam|\sare|\sis|'m|m|'re)?\s(?:going|planning|about)\sto"
    shall = rf"(?:'ll|\swill|\sshall|{going}|\splans?\sto|\sintends?\sto)"
    ing = r"(?:'m|'re|m|\sam|\sare)\s(?:working\son\sadding|trying)\b"
    forms = (
        rf"\b{_WHO}{shall}\s{_ADVERB}(?:{verb})\b",
        rf"^[\s>*•-]{{0,8}}will\s{_ADVERB}(?:{verb})\b",
        rf"\b{_WHO}{ing}",
    )
    return _all(forms)


@cache
def suggested() -> re.Pattern[str]:
    """Advice: "please restart", "try disabling", "you can point", "have you tried", "I'd suggest"."""
    verb = _any(
        _base(),
        [
            "try(?!\\sto\\s(?:figure|find))",
            "point",
            "open",
            "make_sure",
            "go",
            "ensure",
            "select",
            "choose",
            "click",
            "upload",
            "follow",
        ],
    )
    forms = (
        rf"\bplease\s{_ADVERB}(?:{verb})\b",
        rf"\byou(?:'ll)?\s(?:can|could|may|might|should|must|will|need|have|want|would)\s(?:{_ADVERB})(?:(?:want|need|have)\s)?(?:to\s)?{_ADVERB}(?:{verb})\b",
        r"\b(?:have|did)\syou\s(?:already\s|ever\s)?(?:tried|try)\b|\b(?:can|could|would)\syou\s(?:please\s|also\s)?try\b",
        r"\b(?:I|we)(?:'d|\swould)?\s(?:suggest|recommend|advise)\b|\bworth\s(?:a\s)?try",
        rf"{_CLAUSE}(?:maybe\s|perhaps\s|also\s|first\s|instead\s)?try\s",
    )
    return _all(forms)


def _all(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def _rows(kind: str) -> Iterable[list[str]]:
    rows: tuple[str, ...] = getattr(cues(), kind)
    return ([form.replace("_", r"\s") for form in row.replace("-", r"\-").split()] for row in rows)


def _past(kind: str) -> list[str]:
    return [form for row in _rows(kind) for form in row[1:-1]]


def _ing() -> list[str]:
    return [row[-1] for kind in ("remedies", "checks", "changes") for row in _rows(kind)]


def _base() -> list[str]:
    return [row[0] for kind in ("remedies", "checks", "changes") for row in _rows(kind)]


def _any(*lists: Iterable[str]) -> str:
    forms = {form.replace("_", r"\s") for one in lists for form in one}
    return "|".join(sorted(forms, key=len, reverse=True))
