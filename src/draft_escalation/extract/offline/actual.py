"""What happens instead of what should, the cause where it was found, and how it stands at last."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import evidence, expected, ruled_out
from draft_escalation.extract.offline.choose import Candidate, apart, chosen
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.customers_affected import first_customer
from draft_escalation.extract.offline.phrases import Heard, heard, speaker, spoken_plainly
from draft_escalation.extract.offline.told import by_cues, under_heading
from draft_escalation.extract.offline.tried import told_lines
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import View
from draft_escalation.extract.offline.ways import shown_next, ways
from draft_escalation.extract.offline.workflow_impact import symptoms
from draft_escalation.skill.cues import straighten

_MOST, _MOST_SYMPTOMS, _MOST_CAUSES = 4, 3, 2
_CAUSE = {"bug_confirmed": 3.0, "cause": 5.0}
_NO_SYMPTOMS = frozenset({"toil", "scope"})
_BY_TAG = {"symptom": 1.0, "condition": -1.5}
_SYMPTOM, _FIRST_ACCOUNT, _LATEST, _CONDITION = 2.0, 2.0, 1.0, 1.5
_TELLING, _SHORTEST = 60, 25
_CONDITIONED = re.compile(
    r"(?<!\w)(?:when|whenever|since|after|as soon as|every time|wenn|sobald|seit|nach|nachdem|"
    r"quand|lorsque|depuis|dès que|"
    r"après|cuando|desde|después)\s",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:have to|has to|must|need|needs to|müssen|muss|doivent|doit|tienen que|tiene que)\b", re.IGNORECASE
)


@lru_cache(maxsize=2)
def find(view: View) -> tuple[Fact, ...]:
    """Gives at most four facts in the order of the thread: symptoms, each once, and what staff found."""
    retracted, aside = corrections(view), _told_elsewhere(view)
    headed = list(under_heading(view, "actual"))
    causes = _first(apart(_causes(view)), _MOST_CAUSES)
    said = [one for one in _symptoms(view) if not retracted.takes_back(one.fact.lines[0])]
    shown = [one for one in said if one.fact.lines[0] not in aside] or ([] if headed else said)
    room = _MOST_SYMPTOMS if causes else _MOST
    return chosen(apart((*headed, *causes, *_first(apart((*headed, *shown)), room))), _MOST)


def _first(ranked: Iterable[Candidate], most: int) -> tuple[Candidate, ...]:
    return tuple(ranked)[:most]


def _told_elsewhere(view: View) -> frozenset[str]:
    """The lines that another slot tells as a whole; what compares tells what does happen as well."""
    should = tuple(fact for fact in expected.find(view) if not expected.compares(fact.text))
    slots = (should, ruled_out.find(view), evidence.find(view))
    return told_lines(view).union(line for facts in slots for fact in facts for line in fact.lines)


def _causes(view: View) -> Iterator[Candidate]:
    """What staff found; "I can reproduce it" alone tells nothing of the behaviour."""
    empty = {one.place for one in heard("symptom", view) if one.tag == "none"}
    for one in by_cues(view, "found_cause", _CAUSE):
        way = ways(view).get(one.place)
        if way and way.outcome:
            yield one._replace(fact=one.fact.model_copy(update={"text": shortened(way.outcome)}))
            continue
        fewest = _TELLING if one.score == _CAUSE["bug_confirmed"] else _SHORTEST
        if one.place not in empty and len(one.fact.text) >= fewest:
            yield one


def _symptoms(view: View) -> Iterator[Candidate]:
    """The lines that tell what is wrong; the first account and a condition weigh more."""
    account, said = first_customer(view), _heard(view)
    last = max((one.place for one in said), default=-1)
    for one in said:
        score = _SYMPTOM + _BY_TAG.get(one.tag, 0) + (_LATEST if one.place == last else 0)
        score += _FIRST_ACCOUNT if account and one.spoken.message.id == account.id else 0
        score += _CONDITION if _CONDITIONED.search(one.spoken.text) or one.place in ways(view) else 0
        yield Candidate(one.place, score, one.spoken.fact(shortened(_outcome(one, view))))


def _outcome(one: Heard, view: View) -> str:
    """What a sentence says comes of the acts that it tells; else all of it."""
    way = ways(view).get(one.place)
    return way.outcome if way and way.outcome else one.spoken.text


def _heard(view: View) -> list[Heard]:
    """Symptoms as the impact hears them and by cues of their own; wishes, guesses and makeshifts are none."""
    own = [one for one in heard("symptom", view) if one.speaker != "record"]
    none = {one.place for one in own if one.tag == "none"}
    none |= {one.place for one in heard("customer_expectation", view)}
    known = {one.place: one for one in symptoms(view) if one.tag not in _NO_SYMPTOMS}
    known |= {one.place: one for one in own if one.tag == "symptom"}
    kept = [one for one in known.values() if not one.spoken.text.endswith(("?", ":"))]
    kept += [one for one in (*_conditioned(view), *_come_of(view)) if one.place not in known]
    return sorted((one for one in kept if one.place not in none), key=lambda one: one.place)


def _come_of(view: View) -> Iterator[Heard]:
    """What acts lead to, in the sentence that tells them or in the next."""
    for place, way in ways(view).items():
        at = place if way.outcome else place + 1
        if not way.outcome and not shown_next(place, view):
            continue
        yield Heard(at, view.spoken[at], speaker(view.spoken[at].message), "symptom")


def _conditioned(view: View) -> Iterator[Heard]:
    """What the first account says to happen "when …" or "since …", in whatever words."""
    account = first_customer(view)
    for place, spoken in enumerate(view.spoken):
        told = account is not None and spoken.message.id == account.id and spoken_plainly(spoken)
        text = straighten(spoken.text)
        plain = told and len(text) >= _SHORTEST and not text.endswith(("?", ":"))
        if plain and _CONDITIONED.search(text) and not _DUE.search(text):
            yield Heard(place, spoken, "customer", "condition")
