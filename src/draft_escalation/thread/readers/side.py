"""What lies beside the tickets of an export, kept on disk: an export may be larger than the memory."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Self

from draft_escalation.thread.readers.reader import Fields


class SideStore:
    """Records by kind and key, in a temporary database that is gone when it is closed."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("CREATE TABLE side (kind TEXT, key TEXT, record TEXT)")
        self._database.execute("CREATE INDEX by_key ON side (kind, key)")
        self._empty = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def put(self, kind: str, key: str, record: Fields) -> None:
        """Keeps a record."""
        self._empty = False
        self._database.execute("INSERT INTO side VALUES (?, ?, ?)", (kind, key, json.dumps(record)))

    def all(self, kind: str, key: object) -> Sequence[Fields]:
        """All records of a kind under a key, in the order they came."""
        if self._empty or key is None:
            return ()
        rows = self._database.execute(
            "SELECT record FROM side WHERE kind = ? AND key = ? ORDER BY rowid", (kind, str(key))
        )
        return [json.loads(record) for (record,) in rows]

    def one(self, kind: str, key: object) -> Fields | None:
        """The first such record, or None."""
        found = self.all(kind, key)
        return found[0] if found else None
