"""The model's answer as an extraction."""

import re

from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Ask, Fact, Reference, Signal, SlaFact, Tried
from draft_escalation.extract.llm.cited import resolve
from draft_escalation.extract.llm.wire import Answer, Did, Said, paths
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.thread.model import Role, Thread

_SLA = "impact.sla_status"
_STEPS = "reproduction.steps"
_URL = re.compile(r"https?://[^\s<>\"'`\])]{1,2000}", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|(?<=[\s:;(]))\(?(\d{1,2})[.)]\s(?=\S)")


def to_extraction(answer: Answer, thread: Thread) -> Extraction:
    """Gives the answer with slots by path and with the thread's line ids; empty statements are silent."""

    def fact(text: str, cited: tuple[str, ...]) -> Fact:
        return Fact(text=_one_line(text), lines=resolve(cited, thread))

    return Extraction(
        kind=answer.kind,
        facts=_facts(answer, thread),
        tried=tuple(_tried(did, thread) for did in answer.tried if _one_line(did.action)),
        asks=tuple(
            Ask(kind=ask.kind, fact=fact(ask.text, ask.lines)) for ask in answer.asks if _one_line(ask.text)
        ),
        context=tuple(
            Reference(kind=ref.kind, fact=fact(ref.text, ref.lines), url=_url(ref.text))
            for ref in answer.refs
            if _one_line(ref.text)
        ),
        signals=tuple(
            Signal(id=shown.id, state=shown.state, by=_role(lines[0], thread), lines=lines)
            for shown in answer.signals
            if (lines := resolve(shown.lines, thread))
        ),
    )


def _facts(answer: Answer, thread: Thread) -> dict[str, tuple[Fact, ...]]:
    facts: dict[str, tuple[Fact, ...]] = {}
    for said in answer.facts:
        path = paths()[said.slot]
        whole = _fact(path, said, answer, thread)
        if whole.text:
            facts[path] = (*facts.get(path, ()), *(_steps(whole) if path == _STEPS else (whole,)))
    return facts


def _steps(whole: Fact) -> tuple[Fact, ...]:
    """The steps that a text tells, without the numbers that the model gave them: the brief has its own.

    A text that counts on (`1. … 2. …`) is as many steps; words before the first number, `Web: 2. …`, stay.
    """
    text, last = whole.text, 0
    ends: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text):
        opens = not ends and (match.start() == 0 or text[: match.start()].endswith(": "))
        if opens or (ends and int(match[1]) == last + 1):
            ends.append(match)
            last = int(match[1])
    if not ends:
        return (whole,)
    bounds = [*(match.start() for match in ends[1:]), len(text)]
    parts = [text[match.end() : end].strip(" ;") for match, end in zip(ends, bounds, strict=True)]
    parts[0] = text[: ends[0].start()] + parts[0]
    return tuple(whole.model_copy(update={"text": part}) for part in parts if part)


def _fact(path: str, said: Said, answer: Answer, thread: Thread) -> Fact:
    text, lines = _one_line(said.text or ""), resolve(said.lines, thread)
    return (
        SlaFact(text=text, lines=lines, status=answer.sla) if path == _SLA else Fact(text=text, lines=lines)
    )


def _tried(did: Did, thread: Thread) -> Tried:
    lines = resolve(did.lines, thread)
    told = _one_line(did.result or "")
    result = Fact(text=told, lines=lines) if told else Fact(state="silent")
    return Tried(action=Fact(text=_one_line(did.action), lines=lines), result=result, kind=did.kind)


def _role(line: str, thread: Thread) -> Role:
    message = thread.message_of(line)
    return message.role if message else "unknown"


def _one_line(text: str) -> str:
    return " ".join(strip_hidden(text).split())


def _url(text: str) -> str | None:
    found = _URL.search(text)
    return found.group().rstrip(".,;:!?") if found else None
