"""An OpenAI-compatible endpoint on loopback for the benchmarks: one answer, after a latency, counted.

python benchmarks/loopback.py --latency 0.2      prints its port, then serves until it is ended
"""

import argparse
import asyncio
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ANSWER: dict[str, Any] = {
    "kind": "bug",
    "facts": [
        {"slot": "summary", "text": "Export stops", "lines": "m0.1"},
        {"slot": "revenue_at_risk", "text": None, "lines": ""},
    ],
    "sla": None,
    "tried": [],
    "asks": [],
    "refs": [],
    "signals": [],
}


async def serve(latency: float) -> None:
    """Answers until it is ended; GET /count gives how many completions were asked for."""
    asked = 0

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                low = head.lower()
                body = b""
                if b"content-length:" in low:
                    length = int(low.split(b"content-length:")[1].split(b"\r\n")[0])
                    body = await reader.readexactly(length)
                if head.startswith(b"POST"):
                    asked += 1
                    await asyncio.sleep(latency)
                    answer = _completion(tools=b'"tools":' in body)
                else:
                    answer = _listing() if b"/models" in head else str(asked).encode()
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n")
                writer.write(b"content-length: %d\r\n\r\n" % len(answer) + answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, limit=1 << 20, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


def _completion(*, tools: bool) -> bytes:
    text = json.dumps(ANSWER)
    call = {"id": "c", "type": "function", "function": {"name": "Answer", "arguments": text}}
    message = (
        {"role": "assistant", "content": None, "tool_calls": [call]}
        if tools
        else {"role": "assistant", "content": text}
    )
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "bench",
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if tools else "stop"}],
        "usage": {"prompt_tokens": 3000, "completion_tokens": 470, "total_tokens": 3470},
    }
    return json.dumps(body).encode()


def _listing() -> bytes:
    model = {"id": "bench", "object": "model", "created": 0, "owned_by": "bench"}
    return json.dumps({"object": "list", "data": [model]}).encode()


@contextmanager
def endpoint(latency: float) -> Iterator[str]:
    """The base URL of an endpoint in a process of its own."""
    command = [sys.executable, str(Path(__file__)), "--latency", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            yield f"http://127.0.0.1:{int(server.stdout.readline())}/v1"
        finally:
            server.terminate()


def asked(base_url: str) -> int:
    """How many completions the endpoint was asked for."""
    with urllib.request.urlopen(base_url.removesuffix("/v1") + "/count") as reply:
        return int(reply.read())


def main() -> None:
    """Serves."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--latency", type=float, default=0.2)
    asyncio.run(serve(words.parse_args().latency))


if __name__ == "__main__":
    main()
