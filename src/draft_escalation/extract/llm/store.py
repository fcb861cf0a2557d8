"""What remembers requests by file, and their answers, beyond the process that sent them."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from draft_escalation.extract.llm.answer_lines import Answered


class Store(Protocol):
    """What remembers requests and answers beyond the process; every call is on the disk when it returns."""

    def answer(self, id_: str) -> Answered | None:
        """The kept answer of a request."""
        ...

    def is_sent(self, id_: str) -> bool:
        """Whether a request is under way."""
        ...

    def begin(self, token: str, asked: Iterable[tuple[str, str]]) -> None:
        """Notes requests (id, for whom) that are about to go out under a token."""
        ...

    def sent(self, token: str, batch: str) -> None:
        """Notes the batch that a token's requests became."""
        ...

    def open(self) -> list[tuple[str, str | None]]:
        """The tokens under way with their batches; None where the batch's id was never heard."""
        ...

    def ids(self, token: str) -> list[str]:
        """The requests of a token."""
        ...

    def collect(self, token: str, kept: Mapping[str, Answered]) -> None:
        """Keeps answers and ends the token; its other requests are forgotten, and may be asked again."""
        ...
