"""What a batch sent in files: requests under way, and the answers that nobody has used to the end yet.

Fulfils `extract.llm.store.Store` on the journal's database.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock

from draft_escalation.batch.commit import commit
from draft_escalation.extract.llm.answer_lines import Answered

TABLES = (
    "CREATE TABLE IF NOT EXISTS sent (token TEXT PRIMARY KEY, batch TEXT) WITHOUT ROWID",
    """
    CREATE TABLE IF NOT EXISTS asked (
        id TEXT PRIMARY KEY, token TEXT NOT NULL, job TEXT NOT NULL, status INTEGER, body BLOB
    ) WITHOUT ROWID
    """,
    "CREATE INDEX IF NOT EXISTS asked_by_token ON asked (token)",
    "CREATE INDEX IF NOT EXISTS asked_by_job ON asked (job)",
)


class Sent:
    """The requests of one folder that go by file."""

    def __init__(self, database: sqlite3.Connection, turn: Lock, path: Path) -> None:
        self._database, self._turn, self._path = database, turn, path

    def answer(self, id_: str) -> Answered | None:
        """The kept answer of a request."""
        query = "SELECT status, body FROM asked WHERE id = ? AND status IS NOT NULL"
        row = self._database.execute(query, (id_,)).fetchone()
        return Answered(row[0], zlib.decompress(row[1])) if row else None

    def is_sent(self, id_: str) -> bool:
        """Whether a request is under way or answered."""
        return bool(self._database.execute("SELECT 1 FROM asked WHERE id = ?", (id_,)).fetchone())

    def begin(self, token: str, asked: Iterable[tuple[str, str]]) -> None:
        """Notes requests, with the job that each is for, that are about to go out under a token."""
        with commit(self._database, self._turn, self._path):
            self._database.execute("INSERT INTO sent VALUES (?, NULL)", (token,))
            rows = [(id_, token, job) for id_, job in asked]
            self._database.executemany("INSERT OR REPLACE INTO asked VALUES (?, ?, ?, NULL, NULL)", rows)

    def sent(self, token: str, batch: str) -> None:
        """Notes the batch that a token's requests became."""
        with commit(self._database, self._turn, self._path):
            self._database.execute("UPDATE sent SET batch = ? WHERE token = ?", (batch, token))

    def open(self) -> list[tuple[str, str | None]]:
        """The tokens under way with their batches; None where the batch's id was never heard."""
        return self._database.execute("SELECT token, batch FROM sent ORDER BY token").fetchall()

    def ids(self, token: str) -> list[str]:
        """The requests that went out under a token."""
        rows = self._database.execute("SELECT id FROM asked WHERE token = ? ORDER BY id", (token,))
        return [id_ for (id_,) in rows]

    def collect(self, token: str, kept: Mapping[str, Answered]) -> None:
        """Keeps answers and ends the token; its other requests are forgotten, and may be asked again."""
        rows = [(one.status, zlib.compress(one.body, 1), id_) for id_, one in kept.items()]
        with commit(self._database, self._turn, self._path):
            self._database.executemany("UPDATE asked SET status = ?, body = ? WHERE id = ?", rows)
            self._database.execute("DELETE FROM asked WHERE token = ? AND status IS NULL", (token,))
            self._database.execute("DELETE FROM sent WHERE token = ?", (token,))

    def forget(self, jobs: Iterable[str]) -> None:
        """Drops the answers that were for some jobs; within the commit that ends these.

        Those of drafted threads stay: another thread of the same words may ask the same (`forget_used`).
        """
        self._database.executemany(
            "DELETE FROM asked WHERE job = ? AND status IS NOT NULL", [(job,) for job in jobs]
        )

    def forget_used(self) -> None:
        """Drops all answers, where every thread has ended and none that failed is to be tried again."""
        with commit(self._database, self._turn, self._path):
            self._database.execute(
                "DELETE FROM asked WHERE status IS NOT NULL AND NOT EXISTS"
                " (SELECT 1 FROM ended WHERE state = 'failed' AND json_extract(record, '$.retryable'))"
            )

    def waiting(self) -> int:
        """How many requests are under way."""
        (count,) = self._database.execute("SELECT count(*) FROM asked WHERE status IS NULL").fetchone()
        return int(count)
