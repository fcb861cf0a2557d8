"""What a batch's drafts depend on besides the threads, in words: equal words, equal briefs."""

from draft_escalation.draft import Frame
from draft_escalation.skill.policy import digest


def terms_of(engine: str, model: str | None, prompt: str | None, frame: Frame) -> str:
    """The terms of a batch; the program's version is not among them: an update redrafts nothing by itself."""
    as_of = frame.as_of.isoformat() if frame.as_of else ""
    return "|".join((engine, model or "", prompt or "", digest(frame.policy), frame.tier, as_of))
