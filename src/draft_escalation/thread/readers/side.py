"""What lies beside the tickets of an export, kept on disk."""

import json
from collections.abc import Sequence
from typing import Self

from draft_escalation.thread.readers.reader import MOST_RECORD, Fields
from draft_escalation.thread.readers.scratch import Scratch

_TABLES = (
    "CREATE TABLE side (kind TEXT, key BLOB, record BLOB)",
    "CREATE INDEX by_key ON side (kind, key)",
    "CREATE TABLE asked (kind TEXT, key BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID",
    "CREATE TABLE edition (ticket BLOB PRIMARY KEY, changed BLOB, size INT, place BLOB) WITHOUT ROWID",
)


class SideStore:
    """Records by kind and key, in a temporary database that is gone when it is closed."""

    def __init__(self) -> None:
        self._scratch = Scratch(_TABLES)
        self._empty = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._scratch.__exit__(*raised)

    def put(self, kind: str, key: str, record: Fields) -> None:
        """Keeps a record."""
        self._empty = False
        self._scratch.execute(
            "INSERT INTO side VALUES (?, ?, ?)", (kind, _bytes(key), json.dumps(record).encode())
        )

    def all(self, kind: str, key: object) -> Sequence[Fields]:
        """All records of a kind under a key, in the order they came.

        Raises ValueError where they are more than a ticket may be: together they are held in memory.
        """
        if self._empty or key is None:
            return ()
        asked = (kind, _bytes(str(key)))
        self._scratch.execute("INSERT OR IGNORE INTO asked VALUES (?, ?)", asked)
        (size,) = self._scratch.execute(
            "SELECT total(length(record)) FROM side WHERE kind = ? AND key = ?", asked
        ).fetchone()
        if size > MOST_RECORD:
            raise ValueError(f"over {MOST_RECORD >> 20} MB of {kind} belong to one ticket ({key})")
        rows = self._scratch.execute(
            "SELECT record FROM side WHERE kind = ? AND key = ? ORDER BY rowid", asked
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
        count, key = self._scratch.execute(
            "SELECT count(*), min(key) FROM side WHERE kind = ?1"
            " AND NOT EXISTS (SELECT 1 FROM asked WHERE kind = ?1 AND asked.key = side.key)",
            (kind,),
        ).fetchone()
        return count, (key or b"").decode("utf-8", "replace")

    def unasked(self, kind: str) -> Sequence[tuple[str, str]]:
        """The keys of a kind and the parts they begin in, where no ticket asked for any of the kind."""
        if self._empty:
            return ()
        rows = self._scratch.execute(
            "SELECT key, record, min(rowid) FROM side WHERE kind = ?1"
            " AND NOT EXISTS (SELECT 1 FROM asked WHERE kind = ?1) GROUP BY key ORDER BY min(rowid)",
            (kind,),
        )
        return [
            (key.decode("utf-8", "surrogatepass"), str(json.loads(record).get("@part")))
            for key, record, _ in rows
        ]

    def put_edition(self, ticket: str, changed: str, size: int, place: str) -> None:
        """Keeps where a ticket's latest edition stands; of equally late ones the largest, then the first."""
        self._scratch.execute(
            "INSERT INTO edition VALUES (?, ?, ?, ?) ON CONFLICT (ticket) DO UPDATE"
            " SET changed = excluded.changed, size = excluded.size, place = excluded.place"
            " WHERE (excluded.changed, excluded.size) > (edition.changed, edition.size)",
            (_bytes(ticket), _bytes(changed), size, _bytes(place)),
        )

    def is_latest(self, ticket: str, place: str) -> bool:
        """Whether the latest edition of a ticket stands at a place."""
        found = self._scratch.execute(
            "SELECT place FROM edition WHERE ticket = ?", (_bytes(ticket),)
        ).fetchone()
        return found is None or found[0] == _bytes(place)


def _bytes(key: str) -> bytes:
    """A key as the database takes it: a broken export may hold half of a surrogate pair."""
    return key.encode("utf-8", "surrogatepass")
