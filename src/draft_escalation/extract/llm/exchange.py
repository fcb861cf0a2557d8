"""One request and its reply over HTTP: openai's headers, openai's errors, and nothing in between.

openai's own way to aiohttp leads through a second HTTP client, which costs more than the exchange itself.
"""

import json
from collections.abc import Callable, Mapping
from ssl import SSLContext
from typing import Any, NamedTuple
from urllib.parse import SplitResult
from urllib.request import getproxies, proxy_bypass

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from httpx2 import Request, Response
from openai import APIConnectionError, APIStatusError, NotFoundError

_IDLE_S = 5.0
"""How long a connection is kept for the next request: what common servers wait before they close theirs."""
Heard = Callable[[Mapping[str, str]], None]


class Reply(NamedTuple):
    """What came back, with the body as it was before it was compressed."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def is_json(self) -> bool:
        """Whether it says that it is JSON."""
        return "json" in self.headers.get("content-type", "")

    @property
    def text(self) -> str:
        """The body as text, whatever it is."""
        return self.content.decode("utf-8", "replace")


class Exchange:
    """Open connections to one address; made in a running loop, ended with `close`.

    `headers` go with every request, and `heard` is given those of every reply. `timeout_s` bounds one;
    `trusted` says whose certificates count.
    """

    def __init__(
        self,
        address: SplitResult,
        headers: Mapping[str, str],
        timeout_s: float,
        trusted: SSLContext,
        heard: Heard,
    ) -> None:
        self._heard = heard
        self._session = ClientSession(
            connector=TCPConnector(limit=0, ssl=trusted, keepalive_timeout=_IDLE_S),
            cookie_jar=DummyCookieJar(),
            headers=headers,
            proxy=_proxy(address),
            timeout=ClientTimeout(total=timeout_s),
        )

    async def close(self) -> None:
        """Ends the connections."""
        await self._session.close()

    async def get(self, url: str) -> Reply:
        """Gives the reply. Raises openai's own errors."""
        return await self._reply("GET", url)

    async def post(self, url: str, content: bytes) -> Reply:
        """Gives the reply to a body of JSON. Raises openai's own errors."""
        return await self._reply("POST", url, data=content)

    async def _reply(self, method: str, url: str, **sent: Any) -> Reply:
        try:
            async with self._session.request(method, url, **sent) as response:
                self._heard(response.headers)
                reply = Reply(response.status, response.headers, await response.read())
        except Exception as error:
            raise APIConnectionError(request=Request(method, url)) from error
        if reply.status >= 400:
            raise _status_error(reply, Request(method, url))
        return reply


def _proxy(address: SplitResult) -> str | None:
    """The proxy that the environment names for an address; to look it up takes longer than a request."""
    if proxy_bypass(address.netloc.rpartition("@")[2]):
        return None
    known = getproxies()
    proxy = known.get(address.scheme) or known.get("all")
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


def _status_error(reply: Reply, request: Request) -> APIStatusError:
    """The error of a status, with what the endpoint says about it."""
    try:
        said = json.loads(reply.content) if reply.is_json else None
    except ValueError:
        said = None
    body = said.get("error", said) if isinstance(said, dict) else said
    kind = NotFoundError if reply.status == 404 else APIStatusError
    response = Response(reply.status, headers=_plain(reply.headers), request=request)
    return kind(reply.text or f"status {reply.status}", response=response, body=body)


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers without what they say of the body's encoding, which is undone by now."""
    return {name: value for name, value in headers.items() if name.lower() != "content-encoding"}
