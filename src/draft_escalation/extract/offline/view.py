"""A thread as the slot modules see it: what each person wrote, line by line, oldest first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from draft_escalation.brief.model import Fact
from draft_escalation.thread.model import Line, Message, Role, Thread

_QUOTE = re.compile(r"(?:^|\n)[^\S\n]{0,8}(?:>[^\S\n]?){1,8}(?=\S)")


@dataclass(frozen=True)
class Spoken:
    """One line with its message. `text` is the line without surrounding white space, blanks folded."""

    line: Line
    message: Message

    @cached_property
    def text(self) -> str:
        """The words of the line, without the marks of a quote before its rows."""
        text = self.line.text
        return " ".join((_QUOTE.sub("\n", text) if ">" in text else text).split())

    def fact(self, text: str | None = None) -> Fact:
        """A stated fact that rests on this line: the line's own words, or the given part of them."""
        return Fact(text=text or self.text, lines=(self.line.id,))


@dataclass(frozen=True, eq=False)
class View:
    """The lines that people wrote (no headers, quotes, signatures, chrome), in the order of time.

    Views compare by identity, so that what was worked out from one can be kept beside it.
    """

    thread: Thread

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """Every non-blank body line."""
        return tuple(
            Spoken(line, message)
            for message in self.thread.messages
            for line in message.body
            if line.text.strip()
        )

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of every line in `spoken`, by the line's id."""
        return {spoken.line.id: place for place, spoken in enumerate(self.spoken)}

    def by(self, *roles: Role) -> Iterator[Spoken]:
        """The lines that people of these roles wrote."""
        return (spoken for spoken in self.spoken if spoken.message.role in roles)
