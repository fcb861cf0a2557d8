"""What lies beside the tickets of an export, kept on disk: an export may be larger than the memory."""

import json
import sqlite3
from collections.abc import Sequence
from functools import cached_property
from typing import Self

from draft_escalation.thread.readers.reader import Fields


class SideStore:
    """Records by kind and key, in a temporary database that is gone when it is closed.

    The database is made when something is first put into it: most sources have nothing beside.
    """

    def __init__(self) -> None:
        self._empty = True

    @cached_property
    def _database(self) -> sqlite3.Connection:
        database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        database.execute("CREATE TABLE side (kind TEXT, key TEXT, record TEXT)")
        database.execute("CREATE INDEX by_key ON side (kind, key)")
        database.execute("CREATE TABLE asked (kind TEXT, key TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID")
        database.execute(
            "CREATE TABLE edition (ticket TEXT PRIMARY KEY, changed TEXT, size INT, place TEXT) WITHOUT ROWID"
        )
        return database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if "_database" in self.__dict__:
            self._database.close()

    def put(self, kind: str, key: str, record: Fields) -> None:
        """Keeps a record."""
        self._empty = False
        self._database.execute("INSERT INTO side VALUES (?, ?, ?)", (kind, key, json.dumps(record)))

    def all(self, kind: str, key: object) -> Sequence[Fields]:
        """All records of a kind under a key, in the order they came."""
        if self._empty or key is None:
            return ()
        self._database.execute("INSERT OR IGNORE INTO asked VALUES (?, ?)", (kind, str(key)))
        rows = self._database.execute(
            "SELECT record FROM side WHERE kind = ? AND key = ? ORDER BY rowid", (kind, str(key))
        )
        return [json.loads(record) for (record,) in rows]

    def one(self, kind: str, key: object) -> Fields | None:
        """The first such record, or None."""
        found = self.all(kind, key)
        return found[0] if found else None

    def never_asked(self, kind: str) -> tuple[int, str]:
        """How many records of a kind no ticket asked for, and the key of the first one."""
        if self._empty:
            return 0, ""
        count, key = self._database.execute(
            "SELECT count(*), min(key) FROM side WHERE kind = ?1"
            " AND NOT EXISTS (SELECT 1 FROM asked WHERE kind = ?1 AND asked.key = side.key)",
            (kind,),
        ).fetchone()
        return count, key or ""

    def put_edition(self, ticket: str, changed: str, size: int, place: str) -> None:
        """Keeps where a ticket's latest edition stands; of equally late ones the largest, then the first."""
        self._database.execute(
            "INSERT INTO edition VALUES (?, ?, ?, ?) ON CONFLICT (ticket) DO UPDATE"
            " SET changed = excluded.changed, size = excluded.size, place = excluded.place"
            " WHERE (excluded.changed, excluded.size) > (edition.changed, edition.size)",
            (ticket, changed, size, place),
        )

    def is_latest(self, ticket: str, place: str) -> bool:
        """Whether the latest edition of a ticket stands at a place."""
        found = self._database.execute("SELECT place FROM edition WHERE ticket = ?", (ticket,)).fetchone()
        return found is None or found[0] == place
