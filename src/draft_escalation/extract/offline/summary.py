"""The matter in one line: the subject, else the first symptom, with how it stands at the end."""

import re

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.corrections import Corrections
from draft_escalation.extract.offline.phrases import heard
from draft_escalation.extract.offline.trim import clipped, is_vague, says_nothing, trimmed
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.extract.offline.workflow_impact import symptoms

LONGEST = 120
_PREFIX = re.compile(
    r"\s{0,5}(?:(?:re|fwd?|aw|wg|tr|rv|antw|sv|vs)\s?(?:\[\d{1,3}\])?:|\[[^\]\n]{1,60}\]|\(?(?:ticket|case|incident|issue)?\s?#\s?[\w-]{1,20}\)?\s?[:–—-]{0,2}|[A-Z]{2,10}-\d{1,8}\s?[:–—-]{0,2})",
    re.IGNORECASE,
)


def find(view: View) -> tuple[Fact, ...]:
    """Gives one statement of at most 120 characters, or none where the thread has no words for it."""
    fact = _subject(view) or _first_symptom(view) or _first_words(view)
    if fact is None:
        return ()
    state, lines = standing(view)
    room = LONGEST - (len(state) + 3 if state else 0)
    text = clipped(fact.text.rstrip(" .!"), room - 2)
    return (
        Fact(text=f"{text} ({state})" if state else text, lines=tuple(dict.fromkeys((*fact.lines, *lines)))),
    )


def standing(view: View) -> tuple[str, tuple[str, ...]]:
    """How the matter stands by the last word on it ("came back", "reported solved"), and that word's line."""
    turns = heard("standing", view)
    if not turns:
        return "", ()
    last = turns[-1]
    words = {
        "solved": "reported solved",
        "restored": "reported solved",
        "resolved_itself": "went away by itself",
    }
    return words.get(last.tag, "came back"), (last.spoken.line.id,)


def cleaned(subject: str) -> str:
    """The subject without "Re:", ticket numbers and tags."""
    text = " ".join(subject.split())
    for _ in range(4):
        match = _PREFIX.match(text)
        if match is None:
            break
        text = text[match.end() :].strip(" -–—:")
    return text


def _subject(view: View) -> Fact | None:
    subject = view.thread.subject
    text = cleaned(subject) if subject else ""
    if subject is None or len(text.split()) < 2 or is_vague(text):
        return None
    wanted = " ".join(subject.split())
    line = next((one for one in view.thread.lines if wanted in " ".join(one.text.split())), None)
    if line is None or Corrections(view.thread).takes_back(line.id):
        return None
    return Fact(text=text, lines=(line.id,))


def _first_symptom(view: View) -> Fact | None:
    corrections = Corrections(view.thread)
    said = (one.spoken for one in symptoms(view) if not corrections.takes_back(one.spoken.line.id))
    return _fact(next(said, None))


def _first_words(view: View) -> Fact | None:
    aside = {"log", "code", "table"}
    said = (one for one in view.spoken if one.message.id != "m0" and not aside.intersection(one.line.flags))
    return _fact(next((one for one in said if not says_nothing(one.text)), None))


def _fact(spoken: Spoken | None) -> Fact | None:
    return spoken.fact(trimmed(spoken.text)) if spoken else None
