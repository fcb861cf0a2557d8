"""What one draft has spent and may still spend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CHARS_A_TOKEN = 3.5
ANSWER = 3_000
"""About the most tokens that an answer takes."""


def estimate(messages: Iterable[Mapping[str, Any]]) -> int:
    """Gives about how many tokens the messages' text is."""
    return int(sum(len(str(message.get("content") or "")) for message in messages) / CHARS_A_TOKEN)


@dataclass
class Purse:
    """Tokens and requests of one draft, as the endpoint counted them, else as estimated.

    `counted`: whether the last answer came with a count.
    """

    budget: int
    tokens_in: int = 0
    tokens_out: int = 0
    requests: int = 0
    counted: bool = False

    def affords(self, *requests: list[dict[str, Any]]) -> bool:
        """Whether the requests and their answers are likely to stay within the budget."""
        return self.spent + self.cost(*requests) <= self.budget

    def cost(self, *requests: list[dict[str, Any]]) -> int:
        """About how many tokens the requests and their answers take."""
        return sum(estimate(messages) + ANSWER for messages in requests)

    @property
    def spent(self) -> int:
        """Tokens sent and received so far."""
        return self.tokens_in + self.tokens_out

    def pay(self, tokens_in: int, tokens_out: int) -> None:
        """Books what one request took."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out
