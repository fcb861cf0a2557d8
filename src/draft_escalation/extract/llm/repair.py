"""Statements that grounding could not find in the thread go back once, with the lines that matter."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from draft_escalation.brief.extraction import Extraction
from draft_escalation.brief.model import Fact
from draft_escalation.brief.slots import slots
from draft_escalation.errors import EndpointError, ModelError
from draft_escalation.extract.llm.cited import resolve
from draft_escalation.extract.llm.purse import Purse
from draft_escalation.extract.llm.request import Messages, veil_for
from draft_escalation.extract.llm.shown import marker, sendable, words_of
from draft_escalation.extract.llm.wire import Mended
from draft_escalation.ground.ground import Failed, ground
from draft_escalation.guard.personal import Veil
from draft_escalation.guard.thread import Redact
from draft_escalation.prompts import load_prompt
from draft_escalation.thread.model import Thread

if TYPE_CHECKING:
    from draft_escalation.extract.llm.client import Client

_NEAR = 2
_MOST_LINES = 12
_SILENT = Fact(state="silent")


async def repaired(
    extraction: Extraction, thread: Thread, client: "Client", purse: Purse, redact: Redact = "secrets"
) -> Extraction:
    """Gives the extraction with failed statements said anew, or taken back.

    Asked about is only what the brief would lack: a slot that is always shown, with nothing else in it.
    Where there is none, nothing is sent. A repair that cannot be paid for or does not come leaves the
    extraction as it was: grounding leaves out what fails.
    """
    grounded = ground(_always_shown(extraction), thread)
    failed = [one for one in grounded.failed if _is_lacking(one.field, grounded.extraction)]
    if not failed:
        return extraction
    veil = veil_for(thread, redact)
    messages = repair_request(failed, thread, redact, veil)
    if not purse.affords(messages):
        return extraction
    try:
        answer = await client.ask(Mended, messages, purse)
    except (ModelError, EndpointError):
        return extraction
    anew: dict[Fact, Fact | None] = {}
    for mend in answer.statements:
        if 0 < mend.n <= len(failed):
            before = failed[mend.n - 1].fact
            anew[before] = _said_anew(before, veil.put_back(mend.text), mend.lines, thread)
    return replaced(extraction, anew)


def _always_shown(extraction: Extraction) -> Extraction:
    """What the brief prints as not stated where it lacks it, whatever team receives it.

    The rest need not be looked at.
    """
    shown = {path for path, slot in slots().items() if slot.shown == "always" and not slot.targets}
    facts = {path: said for path, said in extraction.facts.items() if path in shown}
    return extraction.model_copy(update={"facts": facts, "context": (), "signals": ()})


def _is_lacking(field: str, borne: Extraction) -> bool:
    """Whether nothing stands in this place, which is always shown.

    A summary is not missed where a description stands: its first sentence is one.
    """
    if field.startswith("tried."):
        return not borne.tried
    if field.startswith("needed.asks."):
        return not borne.asks
    path = field.rstrip("0123456789").removesuffix(".")
    return not (borne.facts.get(path) or (path == "summary" and borne.facts.get("issue_description")))


def repair_request(
    failed: Iterable[Failed], thread: Thread, redact: Redact = "secrets", veil: Veil | None = None
) -> Messages:
    """Gives the message that lists the failed statements with the lines that they cite, and those beside."""
    words = words_of(sendable(thread, redact))
    parts = [
        f"{number}. {one.field}: {one.fact.text}\nnot found: {'; '.join(map(str, one.failures))}\n"
        + "\n".join(f"{id_} {words[id_]}" for id_ in _near(one.fact, thread, words))
        for number, one in enumerate(failed, 1)
    ]
    text = load_prompt("repair", marker=marker(thread), statements=(veil or Veil()).hide("\n\n".join(parts)))
    return [{"role": "user", "content": text}]


def replaced(extraction: Extraction, anew: Mapping[Fact, Fact | None]) -> Extraction:
    """Gives the extraction with each fact as it is said anew; None takes it out."""

    def now(fact: Fact) -> Fact | None:
        return anew.get(fact, fact)

    facts = {
        path: tuple(kept for fact in said if (kept := now(fact)) is not None)
        for path, said in extraction.facts.items()
    }
    return extraction.model_copy(
        update={
            "facts": {path: said for path, said in facts.items() if said},
            "tried": tuple(
                one.model_copy(update={"action": action, "result": now(one.result) or _SILENT})
                for one in extraction.tried
                if (action := now(one.action)) is not None
            ),
            "asks": tuple(
                one.model_copy(update={"fact": fact}) for one in extraction.asks if (fact := now(one.fact))
            ),
            "context": tuple(
                one.model_copy(update={"fact": fact}) for one in extraction.context if (fact := now(one.fact))
            ),
        }
    )


def _said_anew(fact: Fact, text: str | None, cited: tuple[str, ...], thread: Thread) -> Fact | None:
    if not text or not text.strip():
        return None
    lines = resolve(cited, thread) or fact.lines
    return fact.model_copy(update={"text": " ".join(text.split()), "lines": lines})


def _near(fact: Fact, thread: Thread, words: Mapping[str, str]) -> list[str]:
    """The cited lines with their neighbours, in the order of the thread."""
    near: dict[str, None] = {}
    for cited in fact.lines:
        message = thread.message_of(cited)
        ids = [line.id for line in message.lines if words[line.id]] if message else []
        if cited in ids:
            at = ids.index(cited)
            near.update(dict.fromkeys(ids[max(at - _NEAR, 0) : at + _NEAR + 1]))
    return list(near)[:_MOST_LINES]
