"""Recorded answers: which threads there are, and what of an exchange a cassette keeps.

Scheme, host, port, key and model are taken out of what is recorded, so that a cassette plays whatever the
endpoint; method, path, query and body (with the whole prompt) must agree.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from vcr.cassette import Cassette  # type: ignore[import-untyped]
from vcr.request import Request  # type: ignore[import-untyped]

from builders import Said, thread_of
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.guard.thread import guarded
from draft_escalation.tables import Record
from draft_escalation.thread.model import Role, Thread, Visibility
from draft_escalation.thread.read import read_thread

ROOT = Path(__file__).parents[3]
CASSETTES = ROOT / "cassettes"
THREADS = ROOT / "tests" / "data" / "threads"
GOLD = ROOT / "tests" / "gold"
KEPT_HEADERS = {"accept", "content-type"}


class _Message(Record):
    author: str
    role: Role
    text: str
    at: str | None = None
    visibility: Visibility = "public"


class Expected(Record):
    """What any faithful draft of the thread holds: words by slot, signals that hold, and that must not."""

    kind: str | None = None
    holds: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    facts: dict[str, str] = {}


Mode = Literal["tools", "json_schema"]


class _File(Record):
    """A thread message by message, or the name of one of tests/gold."""

    modes: tuple[Mode, ...]
    gold: str | None = None
    subject: str = ""
    window_tokens: int | None = None
    fields: str = ""
    message: tuple[_Message, ...] = ()
    expect: Expected

    @property
    def thread(self) -> Thread:
        if self.gold:
            pasted = (GOLD / f"{self.gold}.txt").read_text(encoding="utf-8")
            return guarded(read_thread(pasted, source=self.gold))[0]
        said = (Said(one.author, one.role, one.text.strip(), one.at, one.visibility) for one in self.message)
        return thread_of(*said, subject=self.subject, fields=self.fields)


@dataclass(frozen=True)
class Recorded:
    """A thread whose draft is recorded in one mode; `window_tokens` where it is sent in parts."""

    name: str
    mode: Mode
    thread: Thread
    expect: Expected
    window_tokens: int | None = None

    def asked_of(self, endpoint: Endpoint) -> Endpoint:
        """The endpoint as this thread's draft asks it."""
        window = self.window_tokens or endpoint.window_tokens
        return endpoint.model_copy(update={"mode": self.mode, "window_tokens": window})

    @property
    def cassette(self) -> Path:
        """Where its answers are."""
        return CASSETTES / f"{self.name}.yaml"


def check_played(cassette: Cassette) -> None:
    """Fails the test where a recorded request was not made."""
    if not cassette.all_played:
        pytest.fail(f"{cassette.play_count} of {len(cassette)} recorded requests were made: record anew")


def recorded() -> list[Recorded]:
    """The threads of tests/data/threads in each of their modes, by name."""
    return [one for path in sorted(THREADS.glob("*.toml")) for one in _read(path)]


def _read(path: Path) -> Iterator[Recorded]:
    file = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    for mode in file.modes:
        yield Recorded(f"{path.stem}_{mode}", mode, file.thread, file.expect, file.window_tokens)


def _request(request: Request) -> Request:
    _, _, suffix = request.uri.partition("/chat/completions")
    request.uri = f"http://endpoint.example/v1/chat/completions{suffix}"
    request.headers = {k: v for k, v in request.headers.items() if k.lower() in KEPT_HEADERS}
    body = json.loads(request.body)
    request.body = json.dumps({**body, "model": "recorded"}, indent=1, ensure_ascii=False).encode()
    return request


def _response(response: dict[str, Any]) -> dict[str, Any] | None:
    """A good answer alone is kept: failures are the fake endpoint's part."""
    if response["status"]["code"] != 200:
        return None
    headers = {k: v for k, v in response["headers"].items() if k.lower() in KEPT_HEADERS}
    return {**response, "headers": headers}


CONFIG: dict[str, Any] = {
    "match_on": ["method", "scheme", "path", "query", "body"],
    "decode_compressed_response": True,
    "before_record_request": _request,
    "before_record_response": _response,
}
