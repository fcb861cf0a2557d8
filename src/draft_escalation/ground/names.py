"""Names of people, products and places: capitalised words that no sentence start explains."""

import re
from collections.abc import Iterator

from draft_escalation.ground.scan import words_of
from draft_escalation.ground.value import Value
from draft_escalation.ground.words import words

_WORD = re.compile(r"(?<![\w@./\\-])[A-ZÀ-ÖØ-Þ][\w]{0,40}(?:-[A-Z]\w{0,40}){0,3}(?![\w@/\\])")
_FOLLOWER = re.compile(
    r"(?:['’]s)?(?:\s{1,2}\([A-Za-z ]{2,24}\)|\s(?:from|of|in)\s(?:our\s|the\s)?[a-z]{2,20})?"
    r"(?:\s[A-Z][\w'-]{1,30})?\s{1,2}(?:(?:also"
    r"|has to|have to|had to|has|have|had|then|already|later)\s{1,2})?([\w'’-]{1,20})"
)
_HAS = re.compile(r"(?:\s[A-Z][\w'-]{1,30})?\s(?:has|had|needs) to\s")
_SURNAME = re.compile(r"\s[A-Z][a-z]{2,30}\s(?:\(|[a-z])")
_FELLOW = re.compile(r"(?:\s[A-Z][\w'-]{1,30})?\s(?:and|&)\s[A-Z]")
_OPENS = re.compile(
    r"(?:^|(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)(?<!\bProf)\.|[!?:\n→•"
    r"|·–—\"“”„«»\[>*]|[-=]>|\s[-/])\s{0,8}[\"“„«'(\[*]{0,3}$"
)
_DERIVED = re.compile(
    r"(?:ings?|ions?|ments?|ness|ity|ities|ly|ance|ence|ures?|ers?|ors?|ers?|ables?|outs?"
    r"|ups?|backs?|ed|ages?|ics?|isms?|ives?|als?)$"
)
_VERB = re.compile(
    r"ran|saw|wrote|sent|told|found|made|gave|took|went|came|said|knew|[a-z-]{3,20}(?:ed|s)|is|was|has|had|will|did|does|must|cannot|can|unaffected|contract"
    r"|plan|tier|edition|licen[cs]e|subscription"
)
_GERMAN = frozenset(
    {"der", "die", "das", "und", "ist", "nicht", "mit", "für", "auf", "seit", "wird", "werden", "kann", "bei"}
    | {"zum", "zur", "ein", "eine", "dem", "den"}
)
_GERMAN_WORD = re.compile(
    r"\b(?:der|die|das|und|ist|nicht|mit|für|auf|seit|wird|werden|kann|bei|zum|zur|ein|eine|dem|den)\b"
)


def names(text: str) -> Iterator[Value]:
    """Gives capitalised words that stand for someone or something; `norm` is lower case.

    At the start of a sentence only what a name's company shows to be one: a saying verb, `'s`, a second
    capitalised word. In a German text, where every noun is capitalised, the same holds everywhere.
    """
    if text.islower():
        return
    german = len(_GERMAN & words_of(text)) > 0 and len(_GERMAN_WORD.findall(text)) > 1
    table = words().names
    before = 0
    for match in _WORD.finditer(text):
        word = match[0]
        lower = word.lower()
        opens = opens_sentence(text, match.start())
        joined = match.start() - before <= 1 and before > 0
        before = match.end()
        if lower in table.generic or len(word) < 2 or lower in words().months or lower in words().weekdays:
            continue
        if _shouts(word) and lower in table.common:
            continue
        if (
            (opens or german)
            and not _keeps_company(text, match, german=german)
            and not joined
            and not _acronym(word)
        ):
            continue
        yield Value("name", word, lower, match.start(), match.end())


def opens_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a list's item or a quotation begins here."""
    return at == 0 or _OPENS.search(text, max(0, at - 14), at) is not None


def _shouts(word: str) -> bool:
    """Whether it may be an ordinary word in capitals."""
    return len(word) > 2 and word.isupper()


def _acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _keeps_company(text: str, match: re.Match[str], *, german: bool) -> bool:
    if _FELLOW.match(text, match.end()):
        return _opens_as_name(match[0].lower())
    if _SURNAME.match(text, match.end()) and not german:
        return match[0].lower() not in words().names.common
    follower = _FOLLOWER.match(text, match.end())
    if follower is None:
        return text[match.end() : match.end() + 2] in {"'s", "’s"}
    verb = follower[1].lower()
    if _HAS.match(text, match.end()):
        return _opens_as_name(match[0].lower())
    if (
        text[match.end() : match.end() + 2] in {"'s", "’s"}
        or "(" in follower[0]
        or verb in words().names.saying
    ):
        return match[0].lower() not in words().names.common
    return _opens_as_name(match[0].lower()) and _VERB.fullmatch(follower[1].lower()) is not None


def _opens_as_name(word: str) -> bool:
    """Whether a word at the start of a sentence is no common one."""
    return word not in words().names.common and _DERIVED.search(word) is None
