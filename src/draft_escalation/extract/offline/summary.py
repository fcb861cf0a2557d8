"""The matter in one line: the subject, else the first symptom, with how it stands at the end."""

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline import subject
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.phrases import WISHES, Heard, heard_apart, speaker
from draft_escalation.extract.offline.trim import clipped, says_nothing, trimmed
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.extract.offline.workflow_impact import symptoms

LONGEST = 120


def find(view: View) -> tuple[Fact, ...]:
    """Gives one statement of at most 120 characters, or none where the thread has no words for it."""
    fact = next(iter(subject.find(view)), None) or _first_symptom(view) or _first_words(view)
    if fact is None:
        return ()
    state, lines = standing(view)
    room = LONGEST - (len(state) + 3 if state else 0)
    text = clipped(fact.text.rstrip(" .!"), room - 2)
    return (
        Fact(text=f"{text} ({state})" if state else text, lines=tuple(dict.fromkeys((*fact.lines, *lines)))),
    )


def standing(view: View) -> tuple[str, tuple[str, ...]]:
    """How the matter stands by the last word on it ("came back", "reported solved"), and that word's line.

    It counts as solved only where a customer says so and writes nothing after that message.
    """
    turns = [one for one in heard_apart("standing", view, *WISHES) if _may_tell(one)]
    if not turns:
        return "", ()
    last = turns[-1]
    if last.tag == "recurring_after_fix":
        return "came back", (last.spoken.line.id,)
    written = [m for m in view.thread.messages if speaker(m) == "customer"]
    solved = bool(written) and last.spoken.message is written[-1]
    return ("reported solved", (last.spoken.line.id,)) if solved else ("", ())


def _may_tell(one: Heard) -> bool:
    """Whether a line tells a state: what staff write to the customer may ask to try "again"."""
    return one.speaker == "customer" or (one.speaker == "staff" and one.spoken.message.visibility != "public")


def _first_symptom(view: View) -> Fact | None:
    retracted = corrections(view)
    said = (one.spoken for one in symptoms(view) if not retracted.takes_back(one.spoken.line.id))
    return _fact(next(said, None))


def _first_words(view: View) -> Fact | None:
    aside = {"log", "code", "table"}
    said = (one for one in view.spoken if one.message.id != "m0" and not aside.intersection(one.line.flags))
    return _fact(next((one for one in said if not says_nothing(one.text)), None))


def _fact(spoken: Spoken | None) -> Fact | None:
    return spoken.fact(trimmed(spoken.text)) if spoken else None
