"""The journal of a batch: one SQLite file in its folder with how every thread ended, and its brief.

What was paid for is in the journal before it is anywhere else: a brief whose file a killed batch did not come
to write is written from here.

Whoever has it open for writing has the folder: SQLite's own exclusive lock, gone with the process that held
it, however that ended. WAL with synchronous=FULL: what is committed survives a loss of power.
"""

import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from draft_escalation.batch.commit import commit
from draft_escalation.batch.ended import Ended
from draft_escalation.batch.sent import TABLES, Sent
from draft_escalation.errors import UserError

FILE = "journal.sqlite"
_VERSION = 1
_TABLE = """
CREATE TABLE IF NOT EXISTS ended (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'failed', 'kept')),
    record TEXT NOT NULL,
    brief BLOB
) WITHOUT ROWID
"""


class Journal:
    """How the threads of one folder ended; `with Journal.open(folder) as journal`.

    `sent` is what is under way in an endpoint's files, and what came back.
    """

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database, self.path = database, path
        self._turn = threading.Lock()
        self.sent = Sent(database, self._turn, path)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Takes the folder. Raises UserError where another batch has it, or its journal cannot be used."""
        path = folder / FILE
        try:
            database = sqlite3.connect(path, timeout=0.2, isolation_level=None, check_same_thread=False)
            database.execute("PRAGMA locking_mode=EXCLUSIVE")
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            database.execute("BEGIN EXCLUSIVE")
            _check_version(database, path)
            for table in (_TABLE, *TABLES):
                database.execute(table)
            database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise UserError(
                    f"{folder}: another batch is running here; wait for its end, or choose another --out"
                ) from None
            raise UserError(
                f"{path}: cannot be opened ({error}); see whether the folder may be written and has room"
            ) from None
        except sqlite3.DatabaseError as error:
            raise _damaged(path, error) from None
        return cls(database, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def get(self, id_: str) -> Ended | None:
        """How a thread ended, None where it has not."""
        row = self._read("SELECT record FROM ended WHERE id = ?", (id_,)).fetchone()
        return Ended.model_validate_json(row[0]) if row else None

    def brief(self, id_: str) -> bytes | None:
        """The JSON of a thread's brief as the batch drafted it, None where there is none."""
        row = self._read("SELECT brief FROM ended WHERE id = ?", (id_,)).fetchone()
        return zlib.decompress(row[0]) if row and row[0] else None

    def write(self, ends: Iterable[Ended], briefs: Mapping[str, bytes]) -> None:
        """Writes several ends, and briefs by id, in one commit. Raises UserError where there is no room.

        What a model answered for a thread that failed for good is not asked of it again: it is forgotten.
        """
        ends = tuple(ends)
        rows = [
            (end.id, end.key, end.state, end.model_dump_json(), _packed(briefs.get(end.id))) for end in ends
        ]
        with commit(self._database, self._turn, self.path):
            self._database.executemany("INSERT OR REPLACE INTO ended VALUES (?, ?, ?, ?, ?)", rows)
            self.sent.forget(end.id for end in ends if end.state == "failed" and not end.retryable)

    def all(self) -> Iterator[Ended]:
        """Every end, by id: the same order on every run."""
        rows = self._read("SELECT record FROM ended ORDER BY id", ())
        return (Ended.model_validate_json(record) for (record,) in rows)

    def counts(self) -> dict[str, int]:
        """How many threads ended in each state."""
        return dict(self._read("SELECT state, count(*) FROM ended GROUP BY state", ()))

    def _read(self, query: str, values: tuple[str, ...]) -> sqlite3.Cursor:
        try:
            return self._database.execute(query, values)
        except sqlite3.DatabaseError as error:
            raise _damaged(self.path, error) from None


def _packed(brief: bytes | None) -> bytes | None:
    return None if brief is None else zlib.compress(brief, 1)


def _check_version(database: sqlite3.Connection, path: Path) -> None:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version not in {0, _VERSION}:
        raise UserError(
            f"{path}: written by another version of draft-escalation (journal {version}, here {_VERSION}); "
            "use that version, or choose another --out"
        )
    database.execute(f"PRAGMA user_version = {_VERSION}")


def _damaged(path: Path, error: sqlite3.DatabaseError) -> UserError:
    return UserError(
        f"{path}: not a journal, or damaged ({error}); move it away and run the same command again: briefs "
        "that are there are kept"
    )
