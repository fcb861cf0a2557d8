"""Mails put together to threads by the names that they share, kept on disk: a mailbox may be of any size."""

from array import array
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Self

from draft_escalation.thread.readers.reader import MOST_TEXT, Broken, Pasted
from draft_escalation.thread.readers.scratch import Scratch

_TABLES = (
    "CREATE TABLE mail (number INTEGER PRIMARY KEY, sent REAL, place BLOB, part BLOB, text BLOB)",
    "CREATE TABLE name (name BLOB PRIMARY KEY, number INT) WITHOUT ROWID",
)
_IN_ORDER = (
    "CREATE TABLE ordered AS SELECT first(number) AS first, number FROM mail"
    " ORDER BY first(number), sent IS NULL, sent, number"
)


class MailThreads:
    """Mails in any order, given back thread by thread, in the order of each thread's first one.

    In memory is a number a mail, which names the mail that it was joined to (a forest of disjoint sets), and
    the mails of one thread.
    """

    def __init__(self) -> None:
        self._scratch = Scratch(_TABLES)
        self._joined = array("q")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._scratch.__exit__(*raised)

    def put(self, part: str, place: str, names: Iterable[str], sent_at: datetime | None, text: str) -> None:
        """Keeps a mail; it belongs to the thread of every mail that has a name of it."""
        number = len(self._joined)
        self._joined.append(number)
        sent = sent_at.timestamp() if sent_at else None
        row = (number, sent, _bytes(place), _bytes(part), _bytes(text))
        self._scratch.execute("INSERT INTO mail VALUES (?, ?, ?, ?, ?)", row)
        for name in map(_bytes, names):
            other = self._scratch.execute("SELECT number FROM name WHERE name = ?", (name,)).fetchone()
            if other:
                self._join(number, other[0])
            else:
                self._scratch.execute("INSERT INTO name VALUES (?, ?)", (name, number))

    def threads(self) -> Iterator[Pasted | Broken]:
        """The threads, the mails of each oldest first, those without time last."""
        self._scratch.function("first", self._first)
        self._scratch.execute(_IN_ORDER)
        rows = self._scratch.execute("SELECT first, number FROM ordered ORDER BY rowid")
        for _, group in groupby(rows, itemgetter(0)):
            yield self._thread(number for _, number in group)

    def _thread(self, numbers: Iterator[int]) -> Pasted | Broken:
        query = "SELECT place, part, text FROM mail WHERE number = ?"
        place, part, size, texts = "", "", 0, list[str]()
        for number in numbers:
            row = self._scratch.execute(query, (number,)).fetchone()
            one, its_part, text = map(_text, row)
            place, part = place or one, part or its_part
            texts.append(text)
            size += len(text)
            if size > MOST_TEXT:
                return Broken(part, f"{place}: a thread of over {MOST_TEXT / 1e6:.0f} MB of text")
        return Pasted(place, "\n\n".join(texts))

    def _first(self, number: int) -> int:
        """The first mail of a mail's thread."""
        joined = self._joined
        while joined[number] != number:
            joined[number] = number = joined[joined[number]]
        return number

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._first(one), self._first(other)))
        self._joined[second] = first


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
