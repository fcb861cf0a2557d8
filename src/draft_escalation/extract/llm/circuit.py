"""Whether the endpoint answers at all: while it does not, one request at a time asks, and the others wait."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from draft_escalation.errors import EndpointDown
from draft_escalation.extract.llm.pace import Sleep
from draft_escalation.extract.llm.retry import Busy

Result = TypeVar("Result")
_FAILURES = 8
_LONGEST_S = 15.0


class Circuit:
    """Shared by all requests of a client; `tell` hears in one line when it opens and when it closes.

    It opens when eight requests in a row found nobody (a 429 is an answer), and closes at the first answer.
    """

    def __init__(self, sleep: Sleep, patience_s: float, place: str, tell: Callable[[str], None]) -> None:
        self._sleep, self._patience_s, self._place, self._tell = sleep, patience_s, place, tell
        self._failures = self._waited_s = 0.0
        self._turn = asyncio.Lock()

    async def call(self, send: Callable[[], Awaitable[Result]]) -> Result:
        """Gives what `send` gives. Raises EndpointDown where the endpoint stays away for too long."""
        if self._is_open:
            async with self._turn:
                if self._is_open:
                    await self._wait()
                    return await self._noted(send)
        return await self._noted(send)

    @property
    def _is_open(self) -> bool:
        return self._failures >= _FAILURES

    async def _wait(self) -> None:
        """A longer while before each probe, until patience is over."""
        if self._waited_s >= self._patience_s:
            raise EndpointDown(
                f"{self._place} has not answered for {self._waited_s:.0f} s; see whether it runs and is "
                "reachable"
            )
        seconds = min(max(self._waited_s, 1.0), _LONGEST_S, self._patience_s)
        self._waited_s += seconds
        await self._sleep(seconds)

    async def _noted(self, send: Callable[[], Awaitable[Result]]) -> Result:
        try:
            result = await send()
        except Busy as busy:
            if busy.answered:
                self._close()
            else:
                self._fail(busy.why)
            raise
        except Exception:
            self._close()
            raise
        self._close()
        return result

    def _fail(self, why: str) -> None:
        self._failures += 1
        if self._failures == _FAILURES:
            self._tell(f"{self._place} does not answer ({why}); one request at a time until it does")

    def _close(self) -> None:
        if self._is_open:
            self._tell(f"{self._place} answers again")
        self._failures = self._waited_s = 0.0
