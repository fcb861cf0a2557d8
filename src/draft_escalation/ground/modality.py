"""Duty, permission and condition: `has to` told as `need not`, `cannot` as `can`, `if not` as `if`."""

import re
from collections.abc import Iterator, Sequence

from draft_escalation.ground.clauses import Clause
from draft_escalation.ground.index import LineValues
from draft_escalation.ground.speech import means
from draft_escalation.ground.stems import content

_FREE = re.compile(
    r"\b(?:need not|needn't|(?:do|does|did)(?: not|n't) (?:have|need) to"
    r"|not (?:be )?(?:required|necessary|needed)|no need)\b"
)
_BOUND = re.compile(
    r"\b(?:must|ha(?:s|ve|d) to|needs?|required|necessary|without (?:her|his|their) (?:word|consent))\b"
)
_CONSENT = re.compile(r"\bwithout (?:her|his|their) (?:word|consent)\b")
_MAY = re.compile(
    r"\b(?:can|could|may|is able to|are able to|is allowed to|are allowed to"
    r"|has the right|is possible)\b(?! not)"
)
_MAY_NOT = re.compile(
    r"\b(?:can(?:not|'t| not)|could(?:n't| not)|must(?: not|n't)|may not|please do(?: not|n't)"
    r"|no (?:rights?|access)|not (?:allowed|able|possible)"
    r"|unable|impossible)\b"
    r"|\bk(?:ann|önnen)\b.{1,40}\bnicht\b"
)
_TURNS = re.compile(
    r"\b(?:only|if|unless|not|no|nobody|nothing|never|cannot|unable|impossible|without|none|\w+n't)\b"
)
_IF = re.compile(r"(?:^|\s)(if|unless|falls|wenn)\s(.+)")
_NOT = re.compile(r"\b(?:not|never|no|nicht|nie)\b|n't\b")
_SHARED = 2
_FOREIGN = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ist",
        "nicht",
        "wir",
        "seit",
        "keine",
        "les",
        "des",
        "est",
        "nous",
        "una",
        "los",
        "que",
        "ohne",
        "sind",
        "noch",
        "wird",
        "avons",
        "dans",
        "sont",
        "las",
        "por",
        "vamos",
        "hoy",
        "está",
        "están",
        "pero",
    ]
)
_PERHAPS_FOREIGN = _FOREIGN | frozenset(
    [
        "für",
        "mit",
        "dann",
        "wieder",
        "danach",
        "zu",
        "auf",
        "ein",
        "eine",
        "haben",
        "hat",
        "bei",
        "bis",
        "noch",
        "nach",
        "sind",
        "le",
        "du",
        "une",
        "pas",
        "avec",
        "pour",
        "dans",
        "nos",
        "avons",
        "été",
        "mais",
        "el",
        "en",
        "se",
        "con",
        "por",
        "para",
        "sin",
        "ya",
        "hay",
        "sigue",
        "il",
        "che",
        "non",
        "della",
        "nel",
        "alle",
        "sono",
        "di",
        "è",
        "la",
        "del",
        "dal",
        "ma",
        "si",
        "ho",
        "alla",
        "poi",
        "gli",
        "anche",
        "una",
        "ne",
        "oggi",
        "ieri",
        "notte",
        "het",
        "een",
        "niet",
        "van",
        "voor",
        "não",
        "uma",
        "dos",
    ]
)
_WORDS = 3
_MOST_TOLD = 3


def unlike(said: Sequence[Clause], lines: Sequence[LineValues]) -> Iterator[tuple[str, str]]:
    """Gives (words, why) for each clause whose duty, permission or condition the lines turn round."""
    told = [clause for line in lines for clause in line.clauses if not clause.question]
    heard = [(clause, clause.text) for clause in told]
    heard += [
        (line.clauses[0], line.text.lower())
        for line in lines
        if line.clauses and is_foreign([line], _FOREIGN)
    ]
    for clause in said:
        if clause.question:
            continue
        if _other_condition(clause, told):
            yield clause.text, "sets the opposite condition"
        elif _FREE.search(clause.text) and _all(_BOUND, _FREE, heard) and _shares(clause, told, _BOUND):
            yield clause.text, "takes away a duty that the cited lines tell"
        elif (
            _MAY.search(clause.text)
            and not _TURNS.search(clause.text)
            and _all(_MAY_NOT, _MAY, heard)
            and (_shares(clause, told, _MAY_NOT) or is_foreign(lines, _FOREIGN))
        ):
            yield clause.text, "tells to be possible what the cited lines rule out"


def _all(cue: re.Pattern[str], against: re.Pattern[str], heard: Sequence[tuple[Clause, str]]) -> bool:
    """Whether the one cue stands in the lines, and the other does not."""
    return any(cue.search(text) for _, text in heard) and not any(against.search(text) for _, text in heard)


def _shares(clause: Clause, told: Sequence[Clause], cue: re.Pattern[str]) -> bool:
    """Whether a piece with the cue speaks of the same; one that says little stands for all that is told."""
    for piece in (piece for whole in told for piece in whole.pieces if cue.search(piece.text)):
        consent = cue is _BOUND and _CONSENT.search(piece.text) is not None
        if cue is _BOUND and piece.negated and not consent:
            continue
        alike = told if consent or (cue is _BOUND and len(piece.stems) == 1) else [piece]
        if any(clause.stems & one.stems or clause.digits & one.digits for one in alike):
            return True
    return False


def _other_condition(clause: Clause, told: Sequence[Clause]) -> bool:
    """Whether it sets a condition that the lines set the other way round."""
    said = _condition(clause)
    if said is None:
        return False
    heard = [one for one in map(_condition, told) if one is not None]
    alike = [one for one in heard if len(said[1] & one[1]) >= _SHARED]
    return bool(alike) and all(one[0] != said[0] for one in alike)


def _condition(clause: Clause) -> tuple[bool, frozenset[str]] | None:
    """Whether a clause's condition excludes something, and its content words."""
    match = _IF.search(clause.text)
    if match is None:
        return None
    words = match[2].split(" , ")[0]
    return (match[1] == "unless") != (_NOT.search(words) is not None), content(words)


def is_foreign(lines: Sequence[LineValues], words: frozenset[str] = _PERHAPS_FOREIGN) -> bool:
    """Whether the lines are written in another language than English, by at least two of these words each."""
    return all(
        len(words & line.words) > 1 for line in lines if not line.is_header and len(line.words) > _WORDS
    )


def translated(said: Sequence[Clause], lines: Sequence[LineValues]) -> Iterator[tuple[str, str]]:
    """Gives (words, why) where a statement turns round lines in another language.

    Their words are not the statement's; only whether anything is denied or fails at all is compared.
    """
    body = [line for line in lines if not line.is_header]
    if not body or not said or any(one.wish or one.question for one in said):
        return
    told = [clause for line in body for clause in line.clauses]
    plain = len(told) == len(said) == 1 and said[0].sign > 0
    if not is_foreign(body, _PERHAPS_FOREIGN if plain else _FOREIGN):
        return
    denied = any(_bad(one) for one in told)
    if any(one.question or one.wish for one in told) or len(told) > _MOST_TOLD:
        return
    if denied and not any(_bad(one) or _lacks(one) for one in said):
        yield said[0].text, "affirms what the cited lines deny"
    if not denied and any(one.sign > 0 for one in told) and any(_bad(one) for one in said):
        yield said[0].text, "denies what the cited lines affirm"


def _lacks(clause: Clause) -> bool:
    """Whether another word than `until` or `only` may deny."""
    return any(means(word, "lacking") for word in clause.text.split() if word not in {"until", "only"})


def _bad(clause: Clause) -> bool:
    return clause.sign < 0 or (clause.negated and clause.sign <= 0)
