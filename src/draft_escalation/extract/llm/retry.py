"""When a request is sent again, and after how long."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

TRIES = 5
Result = TypeVar("Result")


class Busy(Exception):  # noqa: N818  (a state of the endpoint, not yet an error)
    """A failure that may pass: `why` in a few words, `retry_after_s` where the endpoint said how long.

    `answered` tells an endpoint that is busy from one that is not there.
    """

    def __init__(self, why: str, retry_after_s: float | None = None, *, answered: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after_s = retry_after_s
        self.answered = answered


async def retrying(
    send: Callable[[], Awaitable[Result]], sleep: Callable[[float], Awaitable[None]], tries: int = TRIES
) -> Result:
    """Gives what `send` gives, tried at most so many times with full jitter. Raises the last Busy."""
    try:
        return await send()
    except Busy as busy:
        met = [busy]
    from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

    async def again() -> Result:
        """What the first try met, then further tries: most requests need no bookkeeping about tries."""
        if met:
            raise met.pop()
        return await send()

    return await AsyncRetrying(
        sleep=sleep,
        retry=retry_if_exception_type(Busy),
        stop=stop_after_attempt(tries),
        wait=wait_random_exponential(multiplier=0.5, max=20),
        reraise=True,
    )(again)


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
