"""One commit into the journal at a time, whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from draft_escalation.errors import UserError


@contextmanager
def commit(database: sqlite3.Connection, turn: Lock, path: Path) -> Iterator[None]:
    """What is written inside is on the disk afterwards. Raises UserError where there is no room."""
    with turn:
        try:
            database.execute("BEGIN")
            yield
            database.execute("COMMIT")
        except sqlite3.Error as error:
            if database.in_transaction:
                database.rollback()
            raise UserError(
                f"{path}: cannot be written ({error}); make room, and run the same command again"
            ) from None
