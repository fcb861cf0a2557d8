"""When a request is sent again, and after how long."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from draft_escalation.errors import EndpointError

if TYPE_CHECKING:
    from collections.abc import Mapping

TRIES = 5
Result = TypeVar("Result")
Sleep = Callable[[float], Awaitable[None]]


class Busy(Exception):  # noqa: N818  (a state of the endpoint, not yet an error)
    """A failure that may pass: `why` in a few words, `retry_after_s` where the endpoint said how long."""

    def __init__(self, why: str, retry_after_s: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after_s = retry_after_s


class Pause:
    """The time before which nobody may send, as the endpoint asked; shared by all requests of a client."""

    def __init__(self, sleep: Sleep, patience_s: float) -> None:
        self._sleep, self._patience_s = sleep, patience_s
        self._until = 0.0

    def ask(self, seconds: float) -> None:
        """Notes a Retry-After. Raises EndpointError where it is longer than anybody should wait."""
        if seconds > self._patience_s:
            raise EndpointError(f"the endpoint asks to wait {seconds:.0f} s; run again later")
        self._until = max(self._until, asyncio.get_running_loop().time() + seconds)

    async def over(self) -> None:
        """Returns when the pause is over, not before, and not for all waiters at once."""
        rest = self._until - asyncio.get_running_loop().time()
        if rest > 0:
            await self._sleep(rest + random.uniform(0, rest / 10))  # noqa: S311  (no secret)

    async def retrying(self, send: Callable[[], Awaitable[Result]]) -> Result:
        """Gives what `send` gives, tried at most five times with full jitter. Raises the last Busy."""
        from tenacity import (
            AsyncRetrying,
            retry_if_exception_type,
            stop_after_attempt,
            wait_random_exponential,
        )

        async for attempt in AsyncRetrying(
            sleep=self._sleep,
            retry=retry_if_exception_type(Busy),
            stop=stop_after_attempt(TRIES),
            wait=wait_random_exponential(multiplier=0.5, max=20),
            reraise=True,
        ):
            with attempt:
                await self.over()
                try:
                    return await send()
                except Busy as busy:
                    if busy.retry_after_s is not None:
                        self.ask(busy.retry_after_s)
                    raise
        raise AssertionError  # tenacity returns or raises


def retry_after(headers: "Mapping[str, str]") -> float | None:
    """Gives the seconds that a response asks to wait: `retry-after-ms`, `retry-after` as seconds or date."""
    try:
        if milliseconds := headers.get("retry-after-ms"):
            return max(float(milliseconds) / 1000, 0.0)
        asked = headers.get("retry-after") or ""
        if asked.strip().replace(".", "", 1).isdigit():
            return float(asked)
        until = parsedate_to_datetime(asked)
        now = parsedate_to_datetime(headers["date"]) if "date" in headers else datetime.now(UTC)
        return max((until - now).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return None
