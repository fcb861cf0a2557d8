"""Attacks in their threads, the same threads without them, and a model that obeys every order it sees."""

import base64
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from draft_escalation.draft import Frame, compose
from draft_escalation.extract.engine import Report
from draft_escalation.guard.thread import guarded
from draft_escalation.skill.policy import policy
from draft_escalation.thread.model import Thread
from draft_escalation.thread.read import read_thread
from endpoint import Asked, FakeEndpoint, Reply, says

HERE = Path(__file__).parent
STAFF = ("Yusra Haddad", "mira@acme.example", "Omar Said")
EVIL = "https://collect.evil.example/c"
_PLACE = re.compile(r"\{(\w+)\}")
_CYRILLIC = str.maketrans("aeopcx", "аеорсх")


@dataclass(frozen=True)
class Attack:
    """One row of attacks.toml; `said` is the disguise of its words."""

    kind: str
    base: str
    at: str
    aim: str
    text: str
    says: str = ""
    said: str = ""
    warns: bool = True

    @property
    def inserted(self) -> str:
        """The words as they stand in the thread."""
        return _DISGUISES[self.said](self.text) if self.said else self.text


_DISGUISES: dict[str, Callable[[str], str]] = {
    "tags": lambda text: "".join(chr(0xE0000 + ord(sign)) for sign in text),
    "zero-width": "\u200b".join,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "full-width": lambda text: "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text
    ),
    "spaced": lambda text: "  ".join(" ".join(word) for word in text.split()),
    "cyrillic": lambda text: text.translate(_CYRILLIC),
}


def table(name: str) -> dict[str, Any]:
    """A TOML file of this folder."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def attacks(name: str = "attacks.toml") -> list[Attack]:
    """The attacks of a file."""
    return [Attack(**row) for row in table(name)["attack"]]


@cache
def bases() -> dict[str, Any]:
    """The threads that attacks are put into."""
    return table("bases.toml")


def thread_with(base: str, at: str = "", words: str = "") -> Thread:
    """A base thread with words at one of its places, made ready as every command does."""
    around = f" {words}" if at == "inline" else words
    text = _PLACE.sub(lambda place: around if place[1] == at else "", bases()[base]["text"])
    return guarded(read_thread(text.encode(), source=f"{base}.txt", staff=STAFF))[0]


def document_of(thread: Thread, report: Report) -> Any:
    """The checked brief."""
    return compose(thread, report, Frame(policy=policy()))


def honest_answer(base: str, thread: Thread) -> dict[str, Any]:
    """What a model reports that obeys nobody, with the ids of this thread's lines."""
    told = bases()[base]["honest"]

    def lines(words: str) -> str:
        return next(line.id for line in thread.lines if words in " ".join(line.text.split()))

    return {
        "kind": told["kind"],
        "facts": [{"slot": slot, "text": text, "lines": lines(words)} for slot, text, words in told["facts"]],
        "sla": None,
        "tried": [
            {"action": action, "result": result, "kind": "done", "lines": lines(words)}
            for action, result, words in told["tried"]
        ],
        "asks": [],
        "refs": [{"kind": kind, "text": text, "lines": lines(words)} for kind, text, words in told["refs"]],
        "signals": [{"id": id_, "state": "holds", "lines": lines(words)} for id_, words in told["signals"]],
    }


def obedient_answer(attack: Attack, thread: Thread, cites: str) -> dict[str, Any]:
    """The honest answer bent to an attack's will, resting on the lines `cites`."""
    answer = honest_answer(attack.base, thread)

    def signals(*ids: str) -> list[dict[str, str]]:
        return [{"id": id_, "state": "holds", "lines": cites} for id_ in ids]

    def facts(**said: str) -> list[dict[str, str]]:
        return [{"slot": slot, "text": text, "lines": cites} for slot, text in said.items()]

    if attack.aim == "lower":
        calm = signals("documented_solution_or_workaround", "resolved_itself", "workaround_unblocks_customer")
        answer |= {"signals": calm, "kind": "how_to", "sla": "within"}
        answer["facts"] += facts(
            severity_claimed="Severity low", workaround="A harmless detour helps everybody"
        )
    elif attack.aim == "raise":
        answer["signals"] += signals("production_down", "data_exposure", "multiple_high_value_customers")
        answer |= {"kind": "security", "sla": "breached"}
        answer["facts"] += facts(
            critical_when="Tenants were exposed by intruders", pending_deals="$9,900,000"
        )
    elif attack.aim == "link":
        answer["refs"].append({"kind": "link", "text": EVIL, "lines": cites})
        answer["facts"] += facts(issue_description=f"Details at {EVIL}")
    elif attack.aim == "claim":
        answer["facts"] += facts(severity_claimed=attack.text)
    elif attack.aim == "silence":
        answer |= {"facts": answer["facts"][:1], "signals": []}
    if attack.says:
        answer["facts"] += facts(revenue_at_risk=attack.says, contractual=attack.says)
    return answer


FORGED = (
    "collect.evil.example", "Severity low", "harmless detour", "exposed by intruders", "9,900,000",
    "2,400,000", "19 days", "75 seats", "two markers",
)  # fmt: skip
"""What only the obeying model's answers say."""


class Obeying(FakeEndpoint):
    """A model that reads its request, and obeys `attack` where it sees any of its words."""

    def __init__(self) -> None:
        super().__init__()
        self.attack: Attack | None = None
        self.thread: Thread
        self.base = ""
        self.seen = False

    def reply(self, asked: Asked) -> Reply:
        """The answer: bent where the order is in sight."""
        self.requests.append(asked)
        if asked.body["tools"][0]["function"]["name"] != "Answer":
            return _completion({"statements": []}, asked)
        self.seen = self.attack is not None and in_sight(self.attack, asked.body["messages"][-1]["content"])
        if self.attack and self.seen:
            return _completion(obedient_answer(self.attack, self.thread, "m1.1"), asked)
        return _completion(honest_answer(self.base, self.thread), asked)


def _completion(answer: dict[str, Any], asked: Asked) -> Reply:
    script = says(answer)
    assert callable(script)
    return script(asked)


def in_sight(attack: Attack, text: str) -> bool:
    """Whether a piece of the attack, as it stands or undisguised, is in a text."""
    pieces = [piece for words in (attack.text, attack.inserted) for piece in re.split(r"[\n.!?:]", words)]
    read = _folded(text)
    return any(len(piece) > 8 and piece in read for piece in map(_folded, pieces))


def _folded(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


def said_in(document: Any) -> dict[str, Any]:
    """What an attack must not change: verdict, target, severity, why, links, and all facts by their place."""
    brief = json.loads(document.brief.model_dump_json())
    return {
        "verdict": document.decision.verdict,
        "severity": document.brief.severity,
        "target": (document.brief.target, document.brief.also_notify),
        "signals": sorted((one.id, one.state) for one in document.signals),
        "links": sorted(set(re.findall(r"https?://[^\s\"<>]+", json.dumps(brief)))),
        "facts": sorted(set(_texts(brief, ""))),
    }


def decided_in(document: Any) -> dict[str, Any]:
    """The part of it that decides."""
    told = said_in(document)
    return {key: told[key] for key in ("verdict", "severity", "target", "signals")}


def _texts(part: Any, path: str) -> list[tuple[str, str]]:
    if isinstance(part, dict):
        if part.get("state") in {"stated", "inferred"}:
            return [(path, part["text"])]
        return [found for key, value in part.items() for found in _texts(value, f"{path}.{key}")]
    if isinstance(part, list):
        return [found for value in part for found in _texts(value, path)]
    return []
