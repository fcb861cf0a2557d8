"""Thread text for formats in which words can become links and mentions by themselves."""

import re
from collections.abc import Iterator

from draft_escalation.guard.hidden import strip_hidden

_LIVE = re.compile(
    r"((?:https?://|ftp://|www\.)[^\s`]{1,2000}|(?<![\w.+-])[\w.+-]{0,64}@[\w.-]{1,255})", re.IGNORECASE
)


def plain(text: str) -> str:
    """The text on one line, without hidden characters."""
    return " ".join(strip_hidden(text).split())


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text on one line in pieces, each with whether it would come alive: an address or a mention.

    Such a piece holds neither blank nor backtick, so that it can stand as code.
    """
    line = plain(text)
    for place, words in enumerate(_LIVE.split(line) if _may_live(line) else [line]):
        if words:
            yield words, place % 2 == 1


def _may_live(words: str) -> bool:
    """Whether words hold what every address and every mention holds; most do not."""
    return "@" in words or "://" in words or "www." in words.lower()
