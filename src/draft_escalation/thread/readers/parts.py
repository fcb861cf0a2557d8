"""The files that a source holds: a file, a folder, a pattern, and what is packed in zip and gzip files.

Nothing is unpacked to the disk. A packed file that unfolds to over 200 times its size, or beyond 8 GiB, is
refused: it is made to harm.
"""

import glob
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from draft_escalation.errors import UserError
from draft_escalation.thread.readers.reader import Broken, Part

_MOST_BYTES = 8 << 30
_FREE_BYTES = 64 << 20
_MOST_FOLD = 200
_DEEPEST = 2
_LARGEST_INNER = 64 << 20
_OURS = "journal.sqlite"


class Unfolds(ValueError):  # noqa: N818  (it names what happens)
    """A packed file that gets far larger than any export."""


def parts_of(source: str) -> Iterator[Part | Broken]:
    """The parts of a source, folders and archives in the order of their names.

    Raises UserError where there is no such file.
    """
    path = Path(source)
    if path.is_dir():
        for file in sorted(file for file in path.rglob("*") if file.is_file()):
            if not _is_aside(file.relative_to(path).parts) and not (file.parent / _OURS).exists():
                yield from _of_file(file, file.relative_to(path.parent).as_posix())
    elif path.exists():
        yield from _of_file(path, path.name)
    else:
        found = sorted(glob.glob(source, recursive=True))  # noqa: PTH207  (a whole pattern, as a shell takes it)
        if not found:
            raise UserError(
                f"{source}: no such file or folder; name an export, a folder of them, or a pattern"
            )
        for one in found:
            yield from parts_of(one)


def parts_in(data: bytes, name: str) -> Iterator[Part | Broken]:
    """The parts of a file whose bytes are given."""
    return _readable(Part(name, lambda: _in_memory(data)), lambda: len(data))


def _in_memory(data: bytes) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(io.BytesIO(data)))


def _is_aside(parts: tuple[str, ...]) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _of_file(path: Path, name: str) -> Iterator[Part | Broken]:
    return _readable(Part(name, lambda: path.open("rb")), lambda: path.stat().st_size)


def _readable(part: Part, size: Callable[[], int]) -> Iterator[Part | Broken]:
    try:
        yield from _unpacked(part, size(), 0)
    except OSError as error:
        yield Broken(part.name, f"cannot be read ({error.strerror or f'{error}; export it anew'})")


def _unpacked(part: Part, size: int, depth: int) -> Iterator[Part | Broken]:
    with part.open() as file:
        head = file.read(4)
    if head[:2] == b"\x1f\x8b":
        inside = Part(part.name.removesuffix(".gz"), lambda: _gunzip(part, size))
        yield from _unpacked(inside, size * _MOST_FOLD, depth + 1) if depth < _DEEPEST else (inside,)
    elif head == b"PK\x03\x04":
        yield from _members(_held(part) if depth else part, depth)
    else:
        yield part


def _held(part: Part) -> Part:
    """An archive inside an archive, held in memory: a packed stream cannot be read from its end."""
    with part.open() as file:
        data = file.read(_LARGEST_INNER + 1)
    if len(data) > _LARGEST_INNER:
        raise Unfolds("an archive of over 64 MB in an archive; unpack the outer one first")
    return Part(part.name, lambda: _in_memory(data))


def _members(part: Part, depth: int) -> Iterator[Part | Broken]:
    if depth >= _DEEPEST:
        yield Broken(part.name, "an archive in an archive in an archive; unpack it first")
        return
    try:
        with part.open() as file, zipfile.ZipFile(file) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.filename)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError) as error:
        yield Broken(part.name, f"not a whole zip file ({error}); export it anew")
        return
    for member in members:
        name = _plain(member.filename)
        if member.is_dir() or _is_aside(tuple(name.split("/"))):
            continue
        inside = Part(f"{part.name}/{name}", _opener(part, member))
        try:
            yield from _unpacked(inside, member.compress_size, depth + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, Unfolds) as error:
            yield Broken(inside.name, f"cannot be unpacked ({error}); export it anew, without a password")


def _opener(part: Part, member: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        file = part.open()
        archive = zipfile.ZipFile(file)
        return _bounded(cast("BinaryIO", archive.open(member)), member.compress_size, file)

    return open_member


def _gunzip(part: Part, size: int) -> BinaryIO:
    file = part.open()
    return _bounded(cast("BinaryIO", gzip.GzipFile(fileobj=file)), size, file)


def _bounded(file: BinaryIO, packed: int, beneath: BinaryIO) -> BinaryIO:
    most = min(max(packed * _MOST_FOLD, _FREE_BYTES), _MOST_BYTES)
    return cast("BinaryIO", io.BufferedReader(_Bounded(file, most, beneath), 1 << 16))


class _Bounded(io.RawIOBase):
    """A stream that ends with `Unfolds` where more comes out than any export holds.

    What is packed wrongly or cut off is an OSError, as with any file that cannot be read. `beneath` is the
    packed file, which is closed with it.
    """

    def __init__(self, file: BinaryIO, most: int, beneath: BinaryIO) -> None:
        self._file, self._left, self._beneath = file, most, beneath

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        try:
            data = self._file.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise OSError(str(error)) from error
        self._left -= len(data)
        if self._left < 0:
            raise Unfolds("it unfolds to over 200 times its size")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        self._beneath.close()
        super().close()


def _plain(name: str) -> str:
    """A member's name without a way out of the archive; it is only shown, never written to."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."})
