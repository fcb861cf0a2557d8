"""A database on disk for what is read of an export and asked for later: an export may be of any size."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Self

from draft_escalation.errors import UserError

_CACHE_KIB = 32 << 10


class Scratch:
    """Gone when it is closed; at most 32 MB of it are in memory. SQLite chooses the folder (TMPDIR).

    It is made when it is first asked: most sources have nothing that must be kept.
    """

    def __init__(self, tables: Iterable[str]) -> None:
        self._tables = tuple(tables)

    @cached_property
    def _database(self) -> sqlite3.Connection:
        database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for setting in (f"cache_size = -{_CACHE_KIB}", "journal_mode = OFF"):
            database.execute(f"PRAGMA {setting}")
        for statement in (*self._tables, "BEGIN"):  # never committed: nobody else reads it
            database.execute(statement)
        return database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if "_database" in self.__dict__:
            self._database.close()

    def function(self, name: str, function: Callable[[int], int]) -> None:
        """Makes a function of ours one of the database's."""
        self._database.create_function(name, 1, function)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Runs a statement. Raises UserError where the disk has no room."""
        try:
            return self._database.execute(statement, values)
        except sqlite3.OperationalError as error:
            raise UserError(
                f"what is read of an export cannot be kept on disk meanwhile ({error}); make room, or set "
                "TMPDIR to a folder that has some, and run the same command again"
            ) from None
