"""What a thread is: messages made of lines, and every character of the pasted text in exactly one line."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import ClassVar, Literal

Role = Literal["customer", "agent", "system", "unknown"]
Visibility = Literal["public", "internal", "unknown"]
Flag = Literal[
    "header", "quoted", "signature", "chrome", "log", "code", "list", "table", "addressing"
]  # fmt: skip
"""What a line is besides prose.

`header`: author and time of its message (line .0). `quoted`: repeats an earlier message.
`signature`: sign-off block or disclaimer. `chrome`: buttons, separators and other traces of the tool.
`log`: log line, stack trace, console output. `code`: code or configuration. `list`: a list item.
`table`: a table row. `addressing`: speaks to whoever drafts (set by guard): shown, but bears nothing.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, list item, log line or table row, as it stands in the thread.

    `text` is the exact slice of the thread's text that begins at `start`, white space included.
    """

    id: str
    text: str
    start: int
    flags: tuple[Flag, ...] = ()

    @property
    def end(self) -> int:
        """Where the line ends in the thread's text (half open)."""
        return self.start + len(self.text)

    @property
    def message_id(self) -> str:
        """The message that the line belongs to: `m3` for `m3.2`."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Message:
    """One contribution to a thread, oldest first: m1, m2, …; m0 holds the ticket's own fields.

    `sent_at` is naive where the thread gives no zone, None where it gives no time; `sent_words` is
    the time as the thread writes it. `lines[0]` is the header (id `.0`) where there is one.
    """

    id: str
    author: str | None
    role: Role
    visibility: Visibility
    sent_at: datetime | None
    sent_words: str | None
    lines: tuple[Line, ...]

    @property
    def number(self) -> int:
        """The message's place in time: 3 for `m3`."""
        return int(self.id[1:])

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines that the author wrote: no header, quote, signature or chrome."""
        aside = {"header", "quoted", "signature", "chrome"}
        return tuple(line for line in self.lines if not aside.intersection(line.flags))


@dataclass(frozen=True, slots=True)
class Reading:
    """How the text was read, so that it can be said and doubted (rules THR001 to THR004).

    `style` names the kind of paste ("Zendesk paste"); `encoding_guessed` is true where neither a byte
    order mark nor valid UTF-8 decided; `structured` is false where it was read as one message;
    `roles_guessed` names the authors whose role was not certain.
    """

    style: str = "plain text"
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    structured: bool = True
    roles_guessed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thread:
    """A ticket thread. Its lines, sorted by `start`, tile `text` without gap or overlap."""

    id: str
    source: str
    subject: str | None
    messages: tuple[Message, ...]
    reading: Reading = Reading()

    is_masked: ClassVar[bool] = False
    """Whether guard has masked this very thread; one that is made of it, with other words, is not."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in the order of the text."""
        return tuple(sorted((line for m in self.messages for line in m.lines), key=lambda line: line.start))

    @cached_property
    def text(self) -> str:
        """The decoded text (converted, where it was HTML)."""
        return "".join(line.text for line in self.lines)

    @cached_property
    def by_id(self) -> dict[str, Line]:
        """Lines by their id."""
        return {line.id: line for line in self.lines}

    @cached_property
    def messages_by_id(self) -> dict[str, Message]:
        """Messages by their id."""
        return {message.id: message for message in self.messages}

    def message_of(self, line_id: str) -> Message | None:
        """The message that a line belongs to, or None where there is no such line."""
        return self.messages_by_id.get(line_id.partition(".")[0]) if line_id in self.by_id else None

    @property
    def last_at(self) -> datetime | None:
        """The latest time that a message carries; the one of the last message in order that has any."""
        return next((m.sent_at for m in reversed(self.messages) if m.sent_at), None)
