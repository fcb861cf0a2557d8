"""The verbs of deeds (attempts.toml), and in what shape a sentence tells of one: done, promised, advised."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from draft_escalation.extract.offline.marks import Marks, runs
from draft_escalation.extract.offline.tries import cues

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
_HAVE = r"(?:'?ve|'s|\shave|\shas|\shad|'d(?!\s{same}))?"
_WHOM = (
    r"(?:him|her|them|us|me|(?:the|their|our|a)\s[\w-]{1,20}|(?-i:[A-ZÀ-Þ])[\w-]{1,20}(?:\s(?:there|here))?)"
)
_START = r"(?:^[\s>*•#\d.:)\[\]x-]{{0,12}}|\.\s|\b(?:{edit})[:,]?\s)"
_CLAUSE = r"(?:^[\s>*•\d.)-]{0,12}|[,.;:(–—]\s|\b(?:and|but|that|only|then|also|however)\s)"
_MEASURES = (
    r"traceroute|tracert|strace|tcpdump|iperf|memtest|smartctl|wireshark|valgrind|speedtest|loopback|selftest|"
    r"packet\scapture|diagnostics?"
)
_KEEPS_TOLD = re.compile(
    r"\b(?:update\s(?:you|him|her|them|everyone|(?:the|our|all|your)\s(?:\w{1,12}\s)?"
    r"(?:customers?|users?|team|ticket|case|thread|status|page)|"
    r"(?-i:[A-ZÀ-Þ])\w{1,20}\s(?:at|by|before|when|once|again|as|in|tomorrow|later))\b|check\sback\b)",
    re.IGNORECASE,
)
_REACH = 40
_DAILY = ("do", "use", "put", "set", "call", "contact", "load")


_PAST = ("remedies", "checks", "changes")
_NOT_ALONE = {"set", "put", "reset", "did", "used"}
_ACTS = {
    *("restart", "reboot", "reinstall", "switch", "downgrade", "upgrade", "reset", "update", "swap", "move"),
    "power cycle",
}
_STATES = {"included", "removed", "disabled", "enabled", "added", "installed", "unplugged"}
_MEANWHILE = ("us", "switch", "enter", "export", "print", "send", "work", "keep")


@cache
def _marks() -> Marks:
    """The verbs in the lists that the patterns ask for, and words of other lists that are verbs too."""
    sure, changed = {*_past("remedies"), *_past("checks")}, {*_past("changes")}
    base, ing, remedies = {*_base()}, {*_ing()}, {row[0] for row in _rows("remedies")}
    every = sure | changed | base | ing | {*_past("consults")}
    return Marks(
        {
            "sure": sure,
            "changed": changed - sure,
            "sure_alone": sure - _NOT_ALONE,
            "changed_alone": changed - sure - _NOT_ALONE,
            "passive": {*_past("remedies"), "checked", "tested", "verified"},
            "checked": {*_past("checks")},
            "remedy": remedies,
            "base": base,
            "planned": base - {*_DAILY},
            "ing": ing,
            "came": base | {*_past("remedies")} | changed,
            "act": _ACTS & every,
            "state": (_STATES & every) | {word for word in every if word.endswith(" off")},
            "measure": {"ping", "speed test", "self-test"},
            "consulted": {*_past("consults")},
            "did": {"did"} & every,
            "same_form": {"put", "set", "split", "reset"} & every,
            "edit": {"update", "edit"} & every,
            "using": {"using"} & every,
            "adding": {"adding"} & every,
            "meanwhile": {word for word in every if word.startswith(_MEANWHILE)},
        }
    )


@lru_cache(maxsize=1024)
def _marked(text: str) -> str:
    return _marks().mark(text)


_DONE_WORDS = frozenset(
    {
        "tried",
        "attempted",
        "attempt",
        "try",
        "still",
        "now",
        "meanwhile",
        "meantime",
        "workaround",
        "asked",
        "did",
        "gave",
    }
)
_RESULT_WORDS = frozenset(re.split(r"\W+|\\s", _MEASURES.replace("?", ""))) | {
    *("re", "rollback", "pull", "with", "without", "even", "despite", "persist", "persists", "diagnostic")
}
_PLANNED_WORDS = frozenset(
    {
        "will",
        "ll",
        "going",
        "planning",
        "about",
        "shall",
        "plan",
        "plans",
        "intend",
        "intends",
        "working",
        "trying",
    }
)
_SUGGESTED_WORDS = frozenset(
    {"please", "you", "suggest", "recommend", "advise", "try", "worth", "maybe", "perhaps", "why"}
)


def done(text: str) -> Iterable[re.Match[str]]:
    """Gives where a text tells a deed: "I've restarted", "Cleared the cache", "was rebuilt".

    The named group says which form it was; `change`: a verb of the daily round.
    """
    marked = _marked(text)
    if marked == text and _DONE_WORDS.isdisjoint(runs(text)):
        return ()
    return _done().finditer(marked)


def told_by_result(text: str) -> re.Match[str] | None:
    """Gives an action that only its result makes one: "a restart helps", "going back to 7.3 brings"."""
    marked = _marked(text)
    silent = marked == text and _RESULT_WORDS.isdisjoint(runs(text))
    return None if silent else _told_by_result().search(marked)


def planned(text: str) -> tuple[int, int] | None:
    """Gives the span of a promise: "I'll try", "we are going to add", "Will restart it tonight".

    That somebody will be told ("Will update you by 10:30") is no deed against the problem.
    """
    span = None if _PLANNED_WORDS.isdisjoint(runs(text)) else _span(_planned(), text)
    return None if span and _KEEPS_TOLD.search(text, span[0], span[1] + _REACH) else span


def goes_on(text: str, start: int) -> bool:
    """Whether a deed goes on with the "and" at a place: "and back in", "and plugged it in again"."""
    return _further().match(_marked(text), start) is not None


def suggested(text: str) -> tuple[int, int] | None:
    """Gives the span of advice: "please restart", "try disabling", "have you tried", "I'd suggest"."""
    return None if _SUGGESTED_WORDS.isdisjoint(runs(text)) else _span(_suggested(), text)


def checked(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether verbs of looking, as done, stand in a span of a text: "checked", "verified"."""
    marked = _marked(text)
    return _checked().search(marked, start, len(marked) if end is None else end) is not None


def _span(pattern: re.Pattern[str], text: str) -> tuple[int, int] | None:
    match = pattern.search(_marked(text))
    return match.span() if match else None


@cache
def _checked() -> re.Pattern[str]:
    return re.compile(rf"\b{_marks().any_of('checked')}\b")


@cache
def _further() -> re.Pattern[str]:
    verb = _marks().any_of("sure", "changed", "ing")
    return re.compile(rf"and\s(?:then\s|also\s)?(?:(?:back\s)?(?:in|on|off|out|up|back)\s|{verb}\s)")


@cache
def _done() -> re.Pattern[str]:
    any_of = _marks().any_of
    start = _START.format(edit=any_of("edit"))
    have = _HAVE.format(same=any_of("same_form"))
    meanwhile = (
        r"(?:I|we|they|staff|users)\s(?:are\s|have\s)?"
        rf"(?:{any_of('meanwhile')}|us|switch|enter|export|print|send|work|keep)"
    )
    begun = (
        rf"{_WHO}{have}\s{_ADVERB}(?:{any_of('sure')}|(?P<change>{any_of('changed')}))\b",
        rf"(?<!\bit\s)(?:have|has|had|'ve)\s{_ADVERB}{any_of('sure')}\b",
        rf"(?:was|were|been|got)\s{_ADVERB}(?P<passive>{any_of('passive')})\b",
        rf"(?:tried|attempted)\b(?:(?:\sto\s{any_of('base')}|[.!]?$)(?P<tried_to>)|(?!\sto\b))",
        rf"{any_of('did')}\s(?:it|that|this|so|both)\s(?:again\s|too\s)?(?:with|on|from|using|in)\s(?P<again>)",
        r"(?:gave|given)\sit\s(?:a|an|another|some)\s(?P<gave>)",
        r"(?:first|second|next|last|another)\s(?:attempt|try)\b",
        rf"{_WHO}\s(?:[\w-]{{1,12}}\s){{0,2}}?(?:have\s|has\s)?had\sto\s{any_of('remedy')}\b",
        rf"asked\s(?:[\w'-]{{1,20}}\s){{1,4}}to\s(?:{any_of('base')}|switch|turn|log)\b",
        rf"(?:had|got|made)\s{_WHOM}\s(?:to\s)?{_ADVERB}{any_of('base')}\b",
        rf"{_WHO}{have}\s{_ADVERB}(?P<consult>{any_of('consulted')})\b",
        rf"(?:I|we|you)\scan\sstill\s(?=[^.?]{{5,80}}\s(?:by|via|through|{any_of('using')})\s)",
        rf"(?:for now|meanwhile|in the meantime|as a workaround),?\s{meanwhile}",
    )
    alone = rf"{any_of('sure_alone')}|(?P<started>{any_of('changed_alone')})|(?P<asked>{any_of('consulted')})"
    return _all(begun, rf"{start}{_ADVERB}(?:{alone})\b")


@cache
def _told_by_result() -> re.Pattern[str]:
    any_of = _marks().any_of
    who = r"(?:I|we|they|you|he|she|users?|customers?)"
    begun = (
        rf"(?:a|an|the|another|after)\s(?:[\w-]{{1,20}}\s)?(?:{any_of('act')}|re-install|rollback)\b",
        rf"(?:after|despite|by|with)\s{any_of('ing')}\b",
        rf"(?:until|unless)\s{who}\s{_ADVERB}(?:{any_of('came')}|pull)\b",
        rf"(?:I|we)\s{_ADVERB}{any_of('remedy')}\s[^.;]{{1,60}}?\sand\s",
        rf"(?P<measure>(?:{any_of('measure')}|{_MEASURES})\b)",
        rf"(?:if|when|once|after)\s{who}\s{_ADVERB}{any_of('came')}\b",
        rf"{who}\s(?:[\w-]{{1,12}}\s){{0,2}}?(?:have|has|had)\s(?:had\s)?to\s{any_of('base')}\b",
        rf"with(?:out)?\s[^,.;]{{2,60}}?\s(?:{any_of('state')}|off)\b",
        r"(?:even\s(?:if|after|with|on|in)|despite|persists?\s(?:if|after|when|with|despite))\s",
    )
    return _all(begun, rf"{_CLAUSE}{_ADVERB}{any_of('ing')}\b")


@cache
def _planned() -> re.Pattern[str]:
    verb = f"(?:{_marks().any_of('planned')}|try)"
    going = r"(?:\sam|\sare|\sis|'m|m|'re)?\s(?:going|planning|about)\sto"
    shall = rf"(?:'ll|\swill|\sshall|{going}|\splans?\sto|\sintends?\sto)"
    ing = rf"(?:'m|'re|m|\sam|\sare)\s(?:working\son\s{_marks().any_of('adding')}|trying)\b"
    begun = (rf"{_WHO}{shall}\s{_ADVERB}{verb}\b", rf"{_WHO}{ing}")
    return _all(begun, rf"^[\s>*•-]{{0,8}}will\s{_ADVERB}{verb}\b")


@cache
def _suggested() -> re.Pattern[str]:
    may = r"(?:can|could|may|might|should|must|will|need|have|want|would)"
    others = r"point|open|make\ssure|go|ensure|select|choose|click|upload|follow"
    verb = rf"(?:{_marks().any_of('base')}|try(?!\sto\s(?:figure|find))|{others})"
    begun = (
        rf"please\s{_ADVERB}{verb}\b",
        rf"you(?:'ll)?\s{may}\s{_ADVERB}(?:(?:want|need|have)\s)?(?:to\s)?{_ADVERB}{verb}\b",
        rf"(?:have|{_marks().any_of('did')})\syou\s(?:already\s|ever\s)?(?:tried|try)\b",
        r"(?:can|could|would)\syou\s(?:please\s|also\s)?try\b",
        r"(?:I|we)(?:'d|\swould)?\s(?:suggest|recommend|advise)\b|worth\s(?:a\s)?try",
    )
    perhaps = r"(?:maybe|perhaps|why\snot)\s"
    also = r"(?:maybe\s|perhaps\s|also\s|first\s|instead\s)?try\s"
    return _all(begun, rf"{_CLAUSE}(?:{also}|{perhaps}{_ADVERB}{_marks().any_of('planned')}\b)")


def _all(begun: Iterable[str], other: str) -> re.Pattern[str]:
    """Forms that begin with a word, and one that may begin with a sign."""
    return re.compile(rf"\b(?=[\w'])(?:{'|'.join(begun)})|{other}", re.IGNORECASE)


def _rows(kind: str) -> Iterable[list[str]]:
    rows: tuple[str, ...] = getattr(cues(), kind)
    return ([form.replace("_", " ") for form in row.split()] for row in rows)


def _past(kind: str) -> list[str]:
    return [form for row in _rows(kind) for form in row[1:-1]]


def _ing() -> list[str]:
    return [row[-1] for kind in (*_PAST, "consults") for row in _rows(kind)]


def _base() -> list[str]:
    return [row[0] for kind in _PAST for row in _rows(kind)]
