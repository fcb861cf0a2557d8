"""An endpoint on loopback that is asked by files and batches, as OpenAI's Batch API is."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from endpoint import Asked, Loopback, Reply, Script, failure

Fate = Callable[["FileEndpoint", str], None]
"""What becomes of a batch when it is looked at; by default every request is answered by the script."""


@dataclass
class FileEndpoint(Loopback):
    """`with FileEndpoint(script) as endpoint`: answers what stands in files, line by line, by `script`.

    `asked` counts how often each request came, by its custom id. `fates` are for batches in the order in
    which they come; `before` may refuse a request to the server itself.
    """

    script: Script
    fates: list[Fate] = field(default_factory=list)
    before: Callable[[str, str], Reply | None] = lambda _method, _path: None
    files: dict[str, bytes] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    answering: bool = True

    def __post_init__(self) -> None:
        """Takes a port."""
        super().__init__(_handler(self))

    def get(self, path: str) -> Reply | bytes:
        """Models, batches, one batch, a file."""
        if path == "/models":
            row = {"id": "test-model", "object": "model", "created": 0, "owned_by": "test"}
            return Reply(body={"object": "list", "data": [row]})
        if path.startswith("/batches?") or path == "/batches":
            return Reply(body={"object": "list", "data": list(self.batches.values()), "has_more": False})
        kind, _, rest = path.lstrip("/").partition("/")
        if kind == "batches" and rest in self.batches:
            self.look(rest)
            return Reply(body=self.batches[rest])
        name = rest.removesuffix("/content")
        return self.files[name] if kind == "files" and name in self.files else failure(404)

    def post(self, path: str, content: bytes, kind: str) -> Reply:
        """A file, or a batch of one."""
        if path == "/files":
            id_ = f"file-{len(self.files)}"
            self.files[id_] = _part(content, kind)
            told = {"id": id_, "object": "file", "bytes": len(content), "created_at": 0}
            return Reply(body={**told, "filename": "x", "purpose": "batch", "status": "processed"})
        if path != "/batches":
            return failure(404)
        told = json.loads(content)
        id_ = f"batch-{len(self.batches)}"
        for line in self.lines(told["input_file_id"]):
            self.asked[line["custom_id"]] = self.asked.get(line["custom_id"], 0) + 1
        self.batches[id_] = {"id": id_, "object": "batch", "created_at": 0, "status": "in_progress", **told}
        return Reply(body=self.batches[id_])

    def lines(self, file: str) -> Iterator[dict[str, Any]]:
        """The requests in a file."""
        return map(json.loads, self.files[file].splitlines())

    def look(self, id_: str) -> None:
        """Lets a batch meet its fate."""
        if self.answering and self.batches[id_]["status"] == "in_progress":
            fate = self.fates.pop(0) if self.fates else done
            fate(self, id_)

    def end(self, id_: str, status: str, *, output: str = "", error: str = "", **more: object) -> None:
        """Ends a batch with the lines of its two files."""
        batch = self.batches[id_]
        batch.update(status=status, **more)
        for name, text in (("output_file_id", output), ("error_file_id", error)):
            if text:
                batch[name] = f"file-{len(self.files)}"
                self.files[batch[name]] = text.encode()

    def answer(self, line: dict[str, Any]) -> str:
        """The line of an output or error file that answers a request."""
        body = line["body"]
        reply = self.script if isinstance(self.script, Reply) else self.script(Asked("POST", "", {}, body))
        return answered(line["custom_id"], reply)


def answered(custom_id: str, reply: Reply) -> str:
    """A reply as a line."""
    response = {"status_code": reply.status, "request_id": "r", "body": reply.body}
    return json.dumps({"id": "x", "custom_id": custom_id, "response": response, "error": None})


def done(endpoint: FileEndpoint, id_: str) -> None:
    """Everything is answered."""
    lines = endpoint.lines(endpoint.batches[id_]["input_file_id"])
    endpoint.end(id_, "completed", output="\n".join(map(endpoint.answer, lines)))


def _part(content: bytes, kind: str) -> bytes:
    """The file in a form's body."""
    found = re.search(r"boundary=(\S+)", kind)
    assert found
    parts = content.split(f"--{found[1]}".encode())
    (part,) = [part for part in parts if b'name="file"' in part]
    return part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n")


def _handler(endpoint: FileEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            path = self.path.removeprefix("/v1")
            self._send(endpoint.before("GET", path) or endpoint.get(path))

        def do_POST(self) -> None:
            path, content = self.path.removeprefix("/v1"), self._content()
            refused = endpoint.before("POST", path)
            self._send(refused or endpoint.post(path, content, self.headers["content-type"]))

        def _content(self) -> bytes:
            if self.headers.get("transfer-encoding") != "chunked":
                return self.rfile.read(int(self.headers["content-length"]))
            content = b""
            while size := int(self.rfile.readline(), 16):
                content += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return content

        def _send(self, reply: Reply | bytes) -> None:
            status, data = (
                (200, reply) if isinstance(reply, bytes) else (reply.status, json.dumps(reply.body).encode())
            )
            self.send_response(status)
            self.send_header(
                "content-type", "application/octet-stream" if isinstance(reply, bytes) else "application/json"
            )
            for name, value in endpoint.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    return Handler
