"""The pace of requests: pauses hold for everybody, rates are learnt from headers and kept to."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.errors import EndpointDown
from draft_escalation.extract.llm.pace import Bucket, Pace, seconds_of
from extract.llm.cases import Naps


def test_a_pause_holds_for_everybody() -> None:
    """While one waits as the endpoint asked, the others do not send either, and none before its time."""
    naps = Naps()
    pace = Pace(naps, patience_s=60)

    async def three() -> list[float]:
        loop = asyncio.get_running_loop()
        began = loop.time()
        pace.ask(50)
        ends = list[float]()
        for _ in range(3):
            await pace.turn(0)
            ends.append(loop.time() - began)
        return ends

    assert all(50 <= end <= 60 for end in asyncio.run(three()))


def test_a_pause_beyond_patience_ends_it_for_everybody() -> None:
    """Nobody sends any more, and nobody sleeps a day."""
    naps = Naps()
    pace = Pace(naps, patience_s=60)

    async def told() -> None:
        with pytest.raises(EndpointDown, match="asks to wait 86400 s"):
            pace.ask(86_400)
        with pytest.raises(EndpointDown, match="run again later"):
            await pace.turn(0)

    asyncio.run(told())
    assert naps.taken == []


@pytest.mark.parametrize(
    ("kind", "turns", "least_s"),
    [
        ("requests", (0,) * 12, 12.0),  # ten may go, then one every six seconds
        ("tokens", (5,) * 4, 60.0),  # ten tokens are left, ten more come a minute
        ("tokens", (1_000,), 0.0),  # more than there ever is goes when the bucket is full
    ],
)
def test_the_rate_of_the_headers_is_kept_to(kind: str, turns: tuple[int, ...], least_s: float) -> None:
    """Requests and tokens a minute."""
    naps = Naps()
    pace = Pace(naps, patience_s=1e9)

    async def learn_and_go() -> None:
        pace.learn({f"x-ratelimit-limit-{kind}": "10", f"x-ratelimit-remaining-{kind}": "10"})
        for tokens in turns:
            await pace.turn(tokens)

    asyncio.run(learn_and_go())
    assert least_s <= sum(naps.taken) <= least_s * 1.2


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-ratelimit-limit-requests": "10"},
        {"x-ratelimit-limit-requests": "ten", "x-ratelimit-remaining-requests": "1"},
        {"x-ratelimit-limit-requests": "0", "x-ratelimit-remaining-requests": "0"},
    ],
)
def test_headers_that_say_nothing_hold_nobody_up(headers: dict[str, str]) -> None:
    """Many endpoints send none."""
    naps = Naps()
    pace = Pace(naps, patience_s=60)

    async def go() -> None:
        pace.learn(headers)
        await asyncio.gather(*(pace.turn(10_000) for _ in range(50)))

    asyncio.run(go())
    assert naps.taken == []


@pytest.mark.parametrize(
    ("span", "seconds"),
    [("1s", 1), ("6m0s", 360), ("20ms", 0.02), ("1h2m3.5s", 3723.5), ("12", 12), ("", 0), ("soon", 0)],
)
def test_spans_of_time(span: str, seconds: float) -> None:
    """As OpenAI writes them."""
    assert seconds_of(span) == pytest.approx(seconds)


@given(st.integers(1, 100), st.lists(st.tuples(st.floats(0, 30), st.integers(1, 20)), max_size=40))
def test_a_bucket_never_gives_more_than_it_has(limit: int, asks: list[tuple[float, int]]) -> None:
    """Over any time: what it held and what flowed in since."""
    bucket, now, given_away = Bucket(), 0.0, 0.0
    bucket.learn(limit, limit, 0.0, now)
    for pause, amount in asks:
        now += pause
        if amount <= limit and not bucket.take(amount, now):
            given_away += amount
        assert given_away <= limit + now * limit / 60 + 1e-6
