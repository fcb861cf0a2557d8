"""One request and its reply: what is told of it, which proxy it takes, and who is logged in."""

import asyncio
from base64 import b64encode
from collections.abc import Mapping
from ssl import create_default_context
from urllib.parse import urlsplit

import pytest

from draft_escalation.extract.llm.exchange import Exchange, Reply
from endpoint import FakeEndpoint, says
from extract.llm.cases import GOOD, drafted

PROXIES = ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


def _posted(base_url: str, heard: list[Mapping[str, str]]) -> Reply:
    async def post() -> Reply:
        exchange = Exchange(
            urlsplit(base_url), {"x-asks": "me"}, 20.0, create_default_context(), heard.append
        )
        try:
            return await exchange.post(f"{base_url}/chat/completions", b'{"messages": []}')
        finally:
            await exchange.close()

    return asyncio.run(post())


def test_a_reply_is_heard_and_given_as_it_came() -> None:
    """Its headers are told; the body is the bytes."""
    heard: list[Mapping[str, str]] = []
    with FakeEndpoint(says(GOOD)) as endpoint:
        reply = _posted(endpoint.base_url, heard)
    assert (reply.status, reply.is_json) == (200, True)
    assert b'"chat.completion"' in reply.content
    assert [headers["Content-Type"] for headers in heard] == ["application/json"]
    assert endpoint.requests[0].headers["x-asks"] == "me"


@pytest.mark.parametrize("name", ["http_proxy", "all_proxy"])
def test_the_proxy_of_the_environment_is_used(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without its scheme; the request names the whole address."""
    with FakeEndpoint(says(GOOD), says(GOOD)) as proxy:
        address = proxy.base_url.removesuffix("/v1")
        for written in (address, address.removeprefix("http://")):
            monkeypatch.setenv(name, written)
            _posted("http://models.example/v1", [])
    assert [asked.path for asked in proxy.requests] == ["http://models.example/v1/chat/completions"] * 2


def test_an_address_that_is_exempt_is_asked_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """`no_proxy` names hosts."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with FakeEndpoint(says(GOOD)) as endpoint:
        _posted(endpoint.base_url, [])
    assert [asked.path for asked in endpoint.requests] == ["/v1/chat/completions"]


def test_a_login_in_the_address_goes_before_the_key() -> None:
    """Decoded from the address, encoded as HTTP wants it."""
    with FakeEndpoint(says(GOOD)) as endpoint:
        drafted(endpoint.base_url.replace("//", "//ana:p%C3%A4ss%40@"), api_key="not-this-one")
    login = b64encode("ana:päss@".encode()).decode()
    assert endpoint.requests[0].headers["authorization"] == f"Basic {login}"
