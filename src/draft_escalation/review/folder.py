"""The briefs of a folder: an index that is renewed by time and size, one brief at a time, saved whole.

A name from outside is only ever looked up in the index, so it cannot lead anywhere else.
"""

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from draft_escalation.batch.files import write_whole
from draft_escalation.brief.document import Document
from draft_escalation.brief.read import document_of
from draft_escalation.check import Terms
from draft_escalation.errors import UserError
from draft_escalation.render.json import render_json
from draft_escalation.render.markdown import render_markdown
from draft_escalation.review.queue import Listed, Unreadable, listed
from draft_escalation.review.validated import validated

LARGEST = 64_000_000
"""Bytes of a brief's file; a larger one is listed as unreadable."""
_WAIT = 5.0
_STALE = 30.0


@dataclass(frozen=True, slots=True)
class Held:
    """A brief as it lies in the folder, and the SHA-256 of its file."""

    document: Document
    version: str


_Change = Callable[[Held], Document]


@dataclass(frozen=True, slots=True)
class _Indexed:
    path: Path
    stamp: tuple[int, int]
    row: Listed | Unreadable | None


class Folder:
    """The briefs under review: those of a folder, or a single one.

    `terms` is what they are checked under, `link_hosts` whose links may be clickable in what is made of them.
    """

    def __init__(self, place: Path, terms: Terms, link_hosts: tuple[str, ...] = ()) -> None:
        self.place, self.terms, self.link_hosts = place, terms, link_hosts
        self.alone = not place.is_dir()
        self._index: dict[str, _Indexed] = {}
        self._lock = threading.Lock()

    def rows(self) -> list[Listed | Unreadable]:
        """A row for every brief, read anew only where its file has changed; other JSON files have none."""
        with self._lock:
            found: dict[str, _Indexed] = {}
            for path, stamp in self._files():
                known = self._index.get(path.name)
                found[path.name] = known if known and known.stamp == stamp else _indexed(path, stamp)
            self._index = found
        return [one.row for one in found.values() if one.row]

    def open(self, name: str) -> Held:
        """A brief by its file's name. Raises KeyError for a name that the index does not have."""
        return _held(self._path(name))

    def save(self, name: str, change: _Change) -> tuple[Held, Held]:
        """Changes a brief, checks it anew, writes it and the Markdown beside it; gives it before and after.

        Nobody else writes while `change` looks at what lies there. Raises KeyError for an unknown name,
        UserError where it cannot be written, and whatever `change` raises: then nothing is written.
        """
        return self._write(name, lambda held: validated(change(held), self.terms))

    def restate(self, name: str, change: _Change) -> tuple[Held, Held]:
        """The same for a change that leaves alone what the brief says: it is not checked anew."""
        return self._write(name, change)

    def _write(self, name: str, change: _Change) -> tuple[Held, Held]:
        path = self._path(name)
        with self._lock, _alone_with(path):
            before = _held(path)
            document = change(before)
            data = render_json(document).encode("utf-8", "surrogatepass")
            markdown = path.with_suffix(".md")
            if markdown.is_file() and not markdown.is_symlink():
                words = render_markdown(document, link_hosts=self.link_hosts)
                write_whole(markdown, words.encode("utf-8", "surrogatepass"))
            write_whole(path, data)
        return before, Held(document, hashlib.sha256(data).hexdigest())

    def _path(self, name: str) -> Path:
        if name not in self._index:
            self.rows()
        one = self._index[name]
        if not isinstance(one.row, Listed):
            raise KeyError(name)
        return one.path

    def _files(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        if self.alone:
            stat = self.place.stat()
            yield self.place, (stat.st_mtime_ns, stat.st_size)
            return
        with os.scandir(self.place) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".json") and entry.is_file(follow_symlinks=False):
                    stat = entry.stat(follow_symlinks=False)
                    yield Path(entry.path), (stat.st_mtime_ns, stat.st_size)


def _indexed(path: Path, stamp: tuple[int, int]) -> _Indexed:
    if stamp[1] > LARGEST:
        return _Indexed(path, stamp, Unreadable(path.name, f"larger than {LARGEST:,} bytes"))
    try:
        data = path.read_bytes()
        if b"draft-escalation/brief/1" not in data[:4000]:
            return _Indexed(path, stamp, None)
        return _Indexed(path, stamp, listed(path.name, _parsed(path, data)))
    except (OSError, UserError) as error:
        return _Indexed(path, stamp, Unreadable(path.name, str(error)))


def _held(path: Path) -> Held:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); see whether it is still there") from None
    return Held(_parsed(path, data), hashlib.sha256(data).hexdigest())


def _parsed(path: Path, data: bytes) -> Document:
    try:
        return document_of(data)
    except UserError as error:
        raise UserError(f"{path.name}: {error}") from None


@contextmanager
def _alone_with(path: Path) -> Iterator[None]:
    """Keeps other processes from writing the same brief; what a killed one left is cleared away.

    Raises UserError where somebody else holds it for long, or the folder may not be written.
    """
    lock, until = path.with_name(f".{path.name}.lock"), time.monotonic() + _WAIT
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if _age(lock) > _STALE:
                lock.unlink(missing_ok=True)
            elif time.monotonic() > until:
                raise UserError(f"{path.name}: somebody else is saving it; try again in a moment") from None
            time.sleep(0.02)
        except OSError as error:
            raise UserError(
                f"{path.parent}: cannot be written ({error.strerror}); see to its rights"
            ) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _age(lock: Path) -> float:
    try:
        return time.time() - lock.stat().st_mtime
    except FileNotFoundError:
        return 0.0
