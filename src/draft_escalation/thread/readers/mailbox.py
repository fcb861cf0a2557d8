"""The messages of a mailbox (mbox), one after another, however many it holds.

It is split here, not by the standard library, where an unescaped line that begins with `From ` makes a
message that nobody sent.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from draft_escalation.thread.readers.reader import MOST_RECORD

_FROM = re.compile(rb"From [^\r\n]{1,300} \d{4}\r?\n")
_ESCAPED = re.compile(rb">++From ")


class TooLong(ValueError):  # noqa: N818  (it names what was met)
    """A message that is larger than any mail."""


def split_mailbox(file: BinaryIO) -> Iterator[bytes]:
    """The messages of a mailbox, `>From ` made `From ` again; a single message is one.

    A message begins with a `From ` line that ends in a year, at the beginning or behind an empty line. Raises
    TooLong for one of over 64 MB.
    """
    line = file.readline(MOST_RECORD)
    box = bool(_FROM.fullmatch(line))
    message, size, blank = ([] if box else [line]), len(line), False
    while line := file.readline(MOST_RECORD):
        if box and blank and _FROM.fullmatch(line):
            yield b"".join(message)
            message, size, blank = [], 0, False
            continue
        message.append(line[1:] if box and _ESCAPED.match(line) else line)
        size, blank = size + len(line), not line.strip(b"\r\n")
        if size > MOST_RECORD:
            raise TooLong(f"a mail of over {MOST_RECORD >> 20} MB")
    yield b"".join(message)
