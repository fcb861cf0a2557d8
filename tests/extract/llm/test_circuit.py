"""An endpoint that is away is asked by one request at a time, and given up after a while."""

import asyncio

import pytest

from draft_escalation.errors import EndpointDown, EndpointError
from draft_escalation.extract.llm.circuit import Circuit
from draft_escalation.extract.llm.retry import Busy
from extract.llm.cases import Naps


class Away:
    """An endpoint that nobody reaches for the first so many requests."""

    def __init__(self, requests: int, failure: Exception | None = None) -> None:
        self.left, self.failure = requests, failure or Busy("refused")
        self.asked = self.at_once = self.most_at_once = 0

    async def __call__(self) -> str:
        self.asked += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        if self.asked <= self.left:
            raise self.failure
        return "here"


def ran(away: Away, requests: int = 40) -> tuple[list[object], list[str], Naps]:
    """What came of so many requests, eight in a row and then all at once; what was told; the waits."""
    told, naps = list[str](), Naps()

    async def calls() -> list[object]:
        circuit = Circuit(naps, 60, "http://host/v1", told.append)
        first = [await _outcome(circuit.call(away)) for _ in range(8)]
        away.most_at_once = 0
        return first + await asyncio.gather(*(_outcome(circuit.call(away)) for _ in range(requests - 8)))

    async def _outcome(call: object) -> object:
        try:
            return await call  # type: ignore[misc]
        except (Busy, EndpointError) as error:
            return error

    return asyncio.run(calls()), told, naps


def test_it_opens_probes_one_at_a_time_and_closes() -> None:
    """Said once when it opens and once when it closes."""
    away = Away(10)
    results, told, naps = ran(away)
    assert told == [
        "http://host/v1 does not answer (refused); one request at a time until it does",
        "http://host/v1 answers again",
    ]
    assert (results.count("here"), len(naps.taken)) == (30, 3)


def test_it_gives_up_after_a_while() -> None:
    """And then nobody sends any more."""
    away = Away(10_000)
    results, told, naps = ran(away)
    down = [one for one in results if isinstance(one, EndpointDown)]
    assert len(told) == 1
    assert away.most_at_once == 1
    assert 60 <= sum(naps.taken) < 80
    assert "has not answered for" in str(down[0])
    assert away.asked == 8 + len(naps.taken)


@pytest.mark.parametrize("failure", [Busy("429", answered=True), EndpointError("401")])
def test_an_answer_that_is_no_is_an_answer(failure: Exception) -> None:
    """A limit or a wrong key does not mean that nobody is there."""
    results, told, naps = ran(Away(10_000, failure))
    assert (told, naps.taken, len(results)) == ([], [], 40)
