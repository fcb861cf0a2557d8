"""Facts of a slot that has both headings of its own and cues: what stands under them comes first."""

from collections.abc import Iterator, Mapping

from draft_escalation.extract.offline.choose import UNDER_HEADING, Candidate
from draft_escalation.extract.offline.phrases import heard
from draft_escalation.extract.offline.sections import Under, sections
from draft_escalation.extract.offline.trim import clause, shortened
from draft_escalation.extract.offline.view import View

_LONGEST_LABEL = 40
_SHORTEST_CLAUSE = 3


def under_heading(view: View, section: str, *, labelled: bool = False) -> Iterator[Candidate]:
    """Gives the lines of a section; `labelled`: with their label before them ("Browser: Firefox 135")."""
    for one in sections(view)[section]:
        if any(map(str.isalnum, one.text)):
            text = _with_label(one) if labelled else shortened(one.text)
            yield Candidate(one.place, UNDER_HEADING, one.spoken.fact(text))


def by_cues(
    view: View, name: str, scores: Mapping[str, float] | None = None, *, cut: bool = False
) -> Iterator[Candidate]:
    """Gives the lines that the cues of a table heard, scored by the cue's tag (1 by default).

    `cut`: of a line only the clause that a cue heard; a clause of a word or two says nothing alone.
    """
    for one in heard(name, view):
        if one.speaker != "record" and not one.spoken.text.endswith("?"):
            text = one.spoken.text
            part = clause(text, one.start, one.end) if cut and one.end else text
            fact = one.spoken.fact(shortened(part if len(part.split()) >= _SHORTEST_CLAUSE else text))
            yield Candidate(one.place, (scores or {}).get(one.tag, 1.0), fact)


def _with_label(one: Under) -> str:
    label, text = one.label.strip("*_ #-"), shortened(one.text)
    short = len(label) <= _LONGEST_LABEL and label in one.spoken.text
    return f"{label}: {text}" if short and not text.startswith(label) else text
