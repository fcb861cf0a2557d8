"""An OpenAI-compatible endpoint on loopback that answers by a script, and misbehaves where that says so."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, Self

Behaviour = Literal["answer", "hang", "reset", "truncate"]


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All messages' contents."""
        return "\n".join(str(message["content"]) for message in self.body["messages"])


@dataclass(frozen=True)
class Reply:
    """What goes back; a str body is sent as it stands."""

    status: int = 200
    body: dict[str, Any] | str = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    behave: Behaviour = "answer"


Script = Reply | Callable[[Asked], Reply]


def says(answer: object, *, finish: str | None = None, usage: tuple[int, int] | None = (100, 20)) -> Script:
    """A completion that carries an answer: as the call that was asked for, else as text; a str as it is."""
    text = answer if isinstance(answer, str) else json.dumps(answer)

    def reply(asked: Asked) -> Reply:
        tools = asked.body.get("tools")
        message: dict[str, Any] = {"role": "assistant", "content": text}
        if tools:
            call = {"name": tools[0]["function"]["name"], "arguments": text}
            calls = [{"id": "call_1", "type": "function", "function": call}]
            message = {"role": "assistant", "content": None, "tool_calls": calls}
        return completion(message, finish or ("tool_calls" if tools else "stop"), usage)

    return reply


def completion(
    message: dict[str, Any], finish: str = "stop", usage: tuple[int, int] | None = (100, 20)
) -> Reply:
    """A completion with any message."""
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "test-model",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    if usage:
        sent, got = usage
        body["usage"] = {"prompt_tokens": sent, "completion_tokens": got, "total_tokens": sent + got}
    return Reply(body=body)


def failure(status: int, message: str = "no", *, code: str | None = None, **headers: str) -> Reply:
    """An error as OpenAI words it; header names with underscores for dashes."""
    body = {"error": {"message": message, "type": "error", "code": code}}
    return Reply(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


class Loopback:
    """A server on a free port of this machine, for as long as the `with` block lasts."""

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def base_url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class FakeEndpoint(Loopback):
    """`with FakeEndpoint(reply, …) as endpoint`: answers chat completions with the replies, in order.

    `requests` holds them as they came; `/models` lists `models`, or is not there where that is None.
    """

    def __init__(self, *script: Script, models: tuple[str, ...] | None = ("test-model",)) -> None:
        self.script = list(script)
        self.models = models
        self.requests: list[Asked] = []
        self.closing = threading.Event()
        super().__init__(_handler(self))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        super().__exit__(kind, error, trace)

    def reply(self, asked: Asked) -> Reply:
        """The script's next reply."""
        self.requests.append(asked)
        script = self.script.pop(0) if self.script else failure(418, "the script is over")
        return script if isinstance(script, Reply) else script(asked)

    def listing(self) -> Reply:
        """The models."""
        if self.models is None:
            return failure(404)
        rows = [{"id": name, "object": "model", "created": 0, "owned_by": "test"} for name in self.models]
        return Reply(body={"object": "list", "data": rows})


def _handler(endpoint: FakeEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            self._send(endpoint.listing() if self.path == "/v1/models" else failure(404))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            self._send(endpoint.reply(Asked("POST", self.path, dict(self.headers), body)))

        def _send(self, reply: Reply) -> None:
            if reply.behave == "hang":
                endpoint.closing.wait(10)
            if reply.behave in {"hang", "reset"}:
                self._reset()
                return
            text = reply.body if isinstance(reply.body, str) else json.dumps(reply.body)
            data = text.encode()
            kind = "application/json" if text.startswith(("{", "[")) else "text/html"
            self.send_response(reply.status)
            for name, value in {"content-type": kind, **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2] if reply.behave == "truncate" else data)
            self.close_connection = self.close_connection or reply.behave == "truncate"

        def _reset(self) -> None:
            """Ends the connection with a reset instead of a farewell."""
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.rfile.close()
            self.connection.close()

    return Handler
