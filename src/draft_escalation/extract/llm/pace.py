"""How fast an endpoint may be asked: the pause it demands, and the requests and tokens a minute it allows.

One `Pace` is shared by all requests of a client. Rates are learnt from the headers `x-ratelimit-limit-*`,
`x-ratelimit-remaining-*` and `x-ratelimit-reset-*` (requests, tokens), which OpenAI and those like it send
with every answer.
"""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from draft_escalation.errors import EndpointDown

Sleep = Callable[[float], Awaitable[None]]
_SPAN = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h|d)")
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0}


@dataclass
class Bucket:
    """What may be spent now: at most `limit`, filled at `rate` a second; nothing is known until `learn`."""

    limit: float = 0.0
    left: float = 0.0
    rate: float = 0.0
    at: float = 0.0

    def learn(self, limit: float, remaining: float, reset_s: float, now: float) -> None:
        """Takes over what an answer says; what was spent since counts already, so the lesser stands."""
        left = self._filled(now) if self.limit else remaining
        self.limit, self.left, self.at = limit, min(left, remaining, limit), now
        used = limit - remaining
        self.rate = used / reset_s if used > 0 and reset_s > 0 else limit / 60

    def take(self, amount: float, now: float) -> float:
        """Gives 0 and spends the amount, or spends nothing and gives the seconds until there is enough."""
        if not self.limit:
            return 0.0
        self.left, self.at = self._filled(now), now
        lacks = min(amount, self.limit) - self.left
        if lacks > 0:
            return lacks / self.rate
        self.left -= amount
        return 0.0

    def _filled(self, now: float) -> float:
        return min(self.limit, self.left + (now - self.at) * self.rate)


@dataclass
class Pace:
    """Lets a request go when the endpoint wants it; `patience_s` is the longest that anybody waits."""

    sleep: Sleep
    patience_s: float
    requests: Bucket = field(default_factory=Bucket)
    tokens: Bucket = field(default_factory=Bucket)
    _until: float = 0.0

    def ask(self, seconds: float) -> None:
        """Notes a Retry-After, for everybody. Raises EndpointDown where that is beyond patience."""
        self._until = max(self._until, _now() + seconds)
        self._check(seconds)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Notes the rates that an answer's headers tell."""
        for bucket, kind in ((self.requests, "requests"), (self.tokens, "tokens")):
            limit = headers.get(f"x-ratelimit-limit-{kind}")
            remaining = headers.get(f"x-ratelimit-remaining-{kind}")
            if limit and remaining and limit.isdecimal() and remaining.isdecimal() and int(limit) > 0:
                reset_s = seconds_of(headers.get(f"x-ratelimit-reset-{kind}", ""))
                bucket.learn(float(limit), float(remaining), reset_s, _now())

    async def turn(self, tokens: int) -> None:
        """Returns when a request of about so many tokens may go, not for all waiters at once.

        Raises EndpointDown where that is beyond patience.
        """
        while (rest := self._rest(tokens)) > 0:
            self._check(rest)
            await self.sleep(rest + random.uniform(0, rest / 10))  # noqa: S311  (no secret)

    def _check(self, seconds: float) -> None:
        if seconds > self.patience_s:
            raise EndpointDown(f"the endpoint asks to wait {seconds:.0f} s; run again later")

    def _rest(self, tokens: int) -> float:
        now = _now()
        if self._until > now:
            return self._until - now
        return self.requests.take(1, now) or self.tokens.take(tokens, now)


def seconds_of(span: str) -> float:
    """Gives the seconds of `1m30s`, `20ms` or `12`; 0 for anything else."""
    if span.replace(".", "", 1).isdecimal():
        return float(span)
    return sum(float(number) * _SECONDS[unit] for number, unit in _SPAN.findall(span))


def _now() -> float:
    return asyncio.get_running_loop().time()
