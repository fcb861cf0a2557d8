"""The page served on a free port of this machine, until it is interrupted."""

import socket
from collections.abc import Callable
from secrets import token_urlsafe

import uvicorn

from draft_escalation.review.app import application
from draft_escalation.review.door import Door
from draft_escalation.review.folder import Folder

_TOKEN_BYTES = 16
_GOODBYE = 2


class _Announced(uvicorn.Server):
    """Calls `ready` once it answers: by then an interrupt ends it, however soon it comes."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def serve(folder: Folder, who: str, ready: Callable[[str], None]) -> None:
    """Serves the page; `ready` gets its address as soon as it answers. Ends by KeyboardInterrupt."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        port = listening.getsockname()[1]
        token = token_urlsafe(_TOKEN_BYTES)
        config = uvicorn.Config(
            Door(application(folder, who), port, token),
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=_GOODBYE,
        )
        address = f"http://127.0.0.1:{port}/?token={token}"
        _Announced(config, lambda: ready(address)).run(sockets=[listening])
