"""Who did it: a name of a statement in the place of the one that its lines name, or of their author."""

import re
from collections.abc import Iterable, Iterator

from draft_escalation.ground.basis import Ground
from draft_escalation.ground.index import LineValues
from draft_escalation.ground.stems import content, stem
from draft_escalation.ground.value import Value
from draft_escalation.ground.words import words
from draft_escalation.thread.model import Message

_OPENS = re.compile(
    r"(?:^|[.,;:!?]\s|\b(?:and|but|because|so|while|after|before|until|unless|that)\s)$", re.IGNORECASE
)
_VERB = re.compile(
    r"(?:\s\([^)]{1,30}\)|\sfrom\s[a-z]{2,20})?\s(?!(?:and|or|but|in|on|at|of|for|to|with|by|as|the)\s)((?:(?:be|been|also|already|then|now|never|cannot|must|will|had|has"
    r"|have|is|was|does|can|did|should|may|needs?|not)\s){0,3}([a-z]{2,20}))(?!\w)"
)
_PASSIVE = re.compile(r"\b(?:was|is|been|be)\s(?:[a-z]{2,20}\s)?[a-z]{2,20}(?:ed|en)$")
_ADDRESSED = re.compile(
    r"\b(?:to|for|with|inform\w{0,2}|tell\w{0,3}|told|ask\w{0,3}|call\w{0,3})\s$", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"\b(?:he|she|they|him|her|them|his|their|er|sie|il|elle|customer|client|lead|manager|colleague|director"
    r"|admin|head|team|signora?|señora?|frau|herrn?|madame|monsieur|kunde|kundin|cliente)\b"
    r"|^(?:wants|wanted|needs|says|said|asks|asked|hopes|expects|thinks|reports|confirms|refuses)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|sie|vous|usted)\b", re.IGNORECASE)
_MYSELF = re.compile(r"(?:^|, |and )(?:i|ich|je)\s")
_DEED_ALONE = re.compile(
    r"^(?:(?!need|feed|speed|seed)[a-z]{2,20}ed|sent|told|spoke|ran|put|took|made|wrote|did|went|saw|found|gave|rang)"
    r"\s(?!by\b)"
)
_YOUR = re.compile(r"\b(?:for|to|with|at|on|from|in) your?\b|\byour\b")
_US = re.compile(r"\b(?:I|we|We|our|Our|my|My|wir|nous)\b")
_OUR = re.compile(r"\b(?:our|unsere?|nos|notre|nuestr[oa]s?)\b", re.IGNORECASE)
_OWNS = re.compile(r"['’]s\s")
_WORD = re.compile(r"[^\W_]+")
_MOST_VALUES = 100
_SHORT = 4
_LONGEST_SIGNATURE = 8


def other_person(value: Value, ground: Ground) -> bool:
    """Whether a statement makes somebody do what its lines tell of another, or their author of himself.

    Who wrote a cited message may well say what others did.
    """
    return value.kind == "name" and (_does_anothers_deed(value, ground) or _out_of_place(value, ground))


def _out_of_place(value: Value, ground: Ground) -> bool:
    """Whether the cited lines mean nobody like this, and the lines about this person other things."""
    cited = [line for line in ground.cited if not line.is_header]
    if not cited or value.text.isupper() or any(line.bears(value) for line in ground.cited):
        return False
    if value.norm in _authors(line.message for line in cited):
        return (
            not _speaks(value, ground)
            and not any(_US.search(line.text) for line in cited)
            and any(_others(cited, ground))
        )
    if _did_it_oneself(value, ground, cited):
        return True
    if _OWNS.match(ground.text, value.end) and any(_OUR.search(line.text) for line in cited):
        return False
    if any(_points(line, value, ground) for line in cited) or _signs(value, ground):
        return False
    if value.norm in _authors(ground.thread.messages):
        verb = _VERB.match(ground.text, value.end)
        if _ADDRESSED.search(ground.text, 0, value.start) or (verb and _PASSIVE.search(verb[1])):
            return False
        return not any(
            _US.search(line.text) and line.stems & ground.stems
            for line in ground.thread.all()
            if value.norm in _authors([line.message])
        )
    about = [line for line in ground.thread.all() if line.bears(value)]
    return bool(about) and not any(_may_be_meant(line, value, ground) for line in about)


def _did_it_oneself(value: Value, ground: Ground, cited: list[LineValues]) -> bool:
    """Whether a cited author tells of himself what the statement tells of this person."""
    verb = _VERB.match(ground.text, value.end)
    opens = _OPENS.search(ground.text, max(value.start - 9, 0), value.start)
    if verb is None or not opens or _PASSIVE.search(verb[1]) or _speaks(value, ground):
        return False
    said = content(ground.text[value.end :].partition(";")[0])
    return any(
        said & clause.stems and _is_own_deed(clause.text)
        for line in cited
        for whole in line.clauses
        for clause in whole.pieces
    )


def _is_own_deed(said: str) -> bool:
    """Whether an author tells of himself: `I called`, or `called` alone."""
    myself = _MYSELF.search(said) or _DEED_ALONE.match(said)
    return myself is not None and not _YOU.search(_YOUR.sub("", said))


def _speaks(value: Value, ground: Ground) -> bool:
    """Whether the statement tells what this person says."""
    verb = _VERB.match(ground.text, value.end)
    return verb is not None and verb[2] in words().names.saying


def _signs(value: Value, ground: Ground) -> bool:
    """Whether a dated line beside the cited ones names this person, as one above a note does."""
    return any(
        len(line.words) <= _LONGEST_SIGNATURE
        and line.bears(value)
        and any(one.kind == "date" for one in line.values[:_MOST_VALUES])
        for line in ground.around
        if not line.is_header
    )


def _points(line: LineValues, value: Value, ground: Ground) -> bool:
    """Whether a line speaks of somebody without a name."""
    others = {one.norm for one in line.values[:_MOST_VALUES] if one.kind == "name"}
    named = bool(others - {one.norm for one in ground.values})
    spoken_to = not _speaks(value, ground) and _YOU.search(line.text) is not None
    return spoken_to or (not named and _ANOTHER.search(line.text) is not None)


def _may_be_meant(line: LineValues, value: Value, ground: Ground) -> bool:
    if line.line.message_id == "m0" or line.is_header or "signature" in line.line.flags:
        return True
    return len(line.words) <= _SHORT or bool((line.stems & ground.stems) - {stem(value.norm)})


def _does_anothers_deed(value: Value, ground: Ground) -> bool:
    """Looked at where a name opens a clause."""
    verb = _VERB.match(ground.text, value.end)
    if (
        verb is None
        or _PASSIVE.search(verb[1])
        or not _OPENS.search(ground.text, max(value.start - 9, 0), value.start)
    ):
        return False
    cited = [line for line in ground.cited if not line.is_header]
    borne = any(line.bears(value) for line in cited) or _signs(value, ground)
    if value.norm not in _authors(ground.thread.messages) or borne:
        return False
    speaks, others = verb[2] in words().names.saying, list(_others(cited, ground))
    if value.norm in _authors(line.message for line in cited):
        if speaks:
            return any(other in words().names.saying for other in others)
        return bool(others) and not any(_US.search(line.text) for line in cited)
    strangers = any(_ANOTHER.search(line.text) or (not speaks and _YOU.search(line.text)) for line in cited)
    return bool(others) or not strangers


def _authors(messages: Iterable[Message]) -> frozenset[str]:
    return frozenset(word for one in messages for word in _WORD.findall((one.author or "").lower()))


def _others(cited: list[LineValues], ground: Ground) -> Iterator[str]:
    """The verbs of those whom the lines name as doing something, and the statement does not name."""
    said = {one.norm for one in ground.values}
    for line in cited:
        for one in line.values[:_MOST_VALUES]:
            verb = _VERB.match(line.text, one.end) if one.kind == "name" and one.norm not in said else None
            if verb is not None:
                yield verb[2]
