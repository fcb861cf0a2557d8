"""The door of the page: who may come in, how much they may bring, and what a page may do in the browser.

Any website can make a browser send requests to this machine, so a loopback address protects nothing by
itself: the Host must be ours (a foreign name may resolve to this machine), the Origin of whatever changes
something must be ours, and everything needs the cookie that the terminal's address is exchanged for, once.
"""

from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest, token_urlsafe
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 64 * 1024
"""Bytes of a form."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Door:
    """Wraps the page's application; `token` opens it once, from then on a cookie does."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self.app, self._token, self._session = app, token, token_urlsafe(16)
        self._spent = False
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._cookie = f"review-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers itself what may not pass; adds the headers to every answer."""
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        answer = self._refusal(scope) or self._entrance(scope)
        body = None if answer else await _body(scope, receive)
        if answer is None and body is None:
            answer = _no(413, f"more than {LARGEST:,} bytes; shorten it")
        if answer:
            await answer(scope, receive, with_headers)
        else:
            await self.app(scope, _replayed(body or b"", receive), with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            return _no(403, "this page answers only at the address that the terminal shows")
        if method not in {"GET", "HEAD", "POST"}:
            return _no(405, "this page knows GET and POST")
        if origin is not None and origin != f"http://{host}":
            return _no(403, "another page may not use this one")
        if method == "POST" and (
            origin is None or headers.get("sec-fetch-site", "same-origin") != "same-origin"
        ):
            return _no(403, "only this page's own forms change anything")
        return None

    def _entrance(self, scope: Scope) -> Response | None:
        """The cookie for the token, once; a refusal for whoever has neither."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        known = compare_digest(self._of_cookie(scope).encode(), self._session.encode())
        if scope["method"] == "GET" and scope["path"] == "/" and given:
            if not known and not self._spent and compare_digest(given.encode(), self._token.encode()):
                self._spent = True
                answer = RedirectResponse("/", 303)
                answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict")
                return answer
            if known:
                return RedirectResponse("/", 303)
        if known:
            return None
        return _no(
            403, "open the address that the terminal shows; it opens once: start review again for another"
        )

    def _of_cookie(self, scope: Scope) -> str:
        try:
            cookies = SimpleCookie(Headers(scope=scope).get("cookie", ""))
        except CookieError:
            return ""
        return cookies[self._cookie].value if self._cookie in cookies else ""


def _no(status: int, why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status)


async def _body(scope: Scope, receive: Receive) -> bytes | None:
    """The whole body of a form, None where it is too large."""
    if scope["method"] != "POST":
        return b""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST:
            return None
    return body


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
