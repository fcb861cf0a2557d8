"""Cases for rules: the complete one of base.toml, and patches on it, in the words of the rules' examples."""

import re
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from draft_escalation.brief.document import Waiver
from draft_escalation.brief.extraction import Kind
from draft_escalation.brief.model import Brief, Signal
from draft_escalation.brief.slots import slots
from draft_escalation.skill.decide import decide
from draft_escalation.skill.policy import policy
from draft_escalation.thread.model import Line, Message, Reading, Thread
from draft_escalation.validate.rule import Case, Example

_POINTER = re.compile(r"\s*\[(m\d+[^\]]*)\]$")
_SINGLE = ("summary", "needed.deadline")
_STATUS = {"within": "within", "at risk": "at_risk", "breached": "breached"}


@cache
def _complete(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).parent.joinpath(name).read_text(encoding="utf-8"))


def patched(patch: Example, complete: str = "base.toml") -> Case:
    """The complete case with some of its values replaced."""
    unknown = [key for key in patch if key not in _KNOWN and not key.startswith("thread.")]
    assert not unknown, f"no such slot or property: {unknown}"
    values = {**_complete(complete), **patch}
    brief = Brief.model_validate(_brief(values))
    found = tuple(_signal(words) for words in values["signals"])
    kind: Kind = "bug" if brief.reproduction.applies or complete == "base.toml" else "other"
    decided = decide(found, kind=kind, asks=brief.needed.asks, policy=policy(), from_tier=values["tier"])
    return Case(
        brief=brief,
        decision=decided.decision,
        signals=found,
        policy=policy(),
        thread=_thread(values) if values.get("thread", True) else None,
        as_of=datetime.fromisoformat(values["as_of"]) if values["as_of"] else None,
        kind=kind,
        drafted=values["drafted"],
        fell_back=values.get("fell_back"),
        waivers=tuple(map(Waiver.model_validate, values.get("waivers", ()))),
    )


_KNOWN = {
    *slots(), "severity", "target", "signals", "as_of", "tier", "drafted", "fell_back", "thread", "reading",
    "reproduction.applies", "tried", "needed.asks", "context", "also_notify",
    "waivers",
}  # fmt: skip


def _brief(values: dict[str, Any]) -> dict[str, Any]:
    brief: dict[str, Any] = {name: values[name] for name in ("severity", "target", "also_notify")}
    for path in slots():
        facts = [_fact(one) for one in _several(values.get(path))]
        value = (facts or [_fact(None)])[0] if path in _SINGLE else facts
        room, _, name = path.partition(".")
        if room == "for_target" and (facts or path in values):
            brief.setdefault(room, {})[path] = value
        elif name and room != "for_target":
            brief.setdefault(room, {})[name] = value
        elif not name:
            brief[room] = value
    brief["impact"]["sla_status"] = [_with_status(one) for one in brief["impact"]["sla_status"]]
    brief["reproduction"]["applies"] = values.get("reproduction.applies", True)
    brief["tried"] = [_tried(one) for one in _several(values["tried"])]
    brief["needed"]["asks"] = [_kinded(one) for one in _several(values["needed.asks"])]
    brief["context"] = [_kinded(one) for one in _several(values["context"])]
    return brief


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _fact(value: Any) -> dict[str, Any]:
    if not value:
        return {"state": "silent"}
    if isinstance(value, dict):
        return value
    pointer = _POINTER.search(value)
    if pointer is None:
        return {"text": value}
    return {"text": value[: pointer.start()], "lines": [line.strip() for line in pointer[1].split(",")]}


def _with_status(fact: dict[str, Any]) -> dict[str, Any]:
    text = str(fact.get("text", "")).lower()
    return {"status": next((status for words, status in _STATUS.items() if words in text), None), **fact}


def _tried(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return {key: one if key == "kind" else _fact(one) for key, one in value.items()}
    pointer = _POINTER.search(value)
    mark = pointer[0] if pointer else ""
    action, _, result = value[: len(value) - len(mark)].partition(" → ")
    return {"action": _fact(action + mark), "result": _fact(result + mark if result else None)}


def _kinded(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return {key: _fact(one) if key == "fact" else one for key, one in value.items()}
    kind, _, words = value.partition(": ")
    return {"kind": kind, "fact": _fact(words)}


def _signal(words: str) -> Signal:
    """`bug_confirmed by agent [m2.1]`; `claimed` or `retracted` may stand before `by`."""
    fact = _fact(words)
    id_, *rest = fact["text"].split()
    state = next((word for word in rest if word in {"claimed", "retracted"}), "holds")
    return Signal.model_validate({"id": id_, "state": state, "by": rest[-1], "lines": fact.get("lines", ())})


def _thread(values: dict[str, Any]) -> Thread:
    start, messages = 0, []
    for key in sorted(key for key in values if key.startswith("thread.") and values[key]):
        said, lines = values[key], []
        id_ = key.partition(".")[2]
        head = [f"{said['author']}, {said.get('at', '')}"] if "author" in said else []
        for number, text in enumerate([*head, *said["lines"]], 0 if head else 1):
            lines.append(Line(f"{id_}.{number}", text + "\n", start, ("header",) if number == 0 else ()))
            start = lines[-1].end
        at = datetime.fromisoformat(said["at"]) if "at" in said else None
        messages.append(
            Message(
                id_,
                said.get("author"),
                said["role"],
                said.get("visibility", "public"),
                at,
                said.get("at"),
                tuple(lines),
            )
        )
    return Thread("t1", "test", None, tuple(messages), _reading(values.get("reading", {})))


def _reading(values: dict[str, Any]) -> Reading:
    listed: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list) else one for key, one in values.items()
    }
    return Reading(**listed)
