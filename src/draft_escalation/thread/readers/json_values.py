"""The records of a JSON file: one value, a list, lists in an envelope, or one value a line."""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from draft_escalation.thread.readers.parts import Unfolds
from draft_escalation.thread.readers.reader import MOST_RECORD, Broken, Fields, Part

_GAP = re.compile(r"\s*+")
_WHOLE = 32 << 20
_DEEPEST_ENVELOPE = 3
_LEAST_PIECE = 8
_PAGING = frozenset(
    "next_page previous_page count meta links after_url after_cursor before_url before_cursor end_of_stream "  # noqa: SIM905
    "end_time expand startAt maxResults total page pages paging type total_count @odata.context "
    "@odata.nextLink @odata.count self isLastPage size limit start _links success result_count has_more "
    "_expands totalSize done response_metadata ok isLast nextPageToken schema".split()
)


def json_records(part: Part) -> Iterator[tuple[int, Fields] | Broken]:
    """Every record with its number; a record is an object.

    One value a line is read line by line. Another file of up to 32 MiB is read whole; of a larger one, the
    items of its lists.
    """
    with part.open() as file:
        data = file.read(_WHOLE + 1)
    if _is_lines(data):
        del data
        yield from _by_line(part, _lines(part))
        return
    if len(data) > _WHOLE:
        del data
        yield from _numbered(part, _items(part))
        return
    text = _text(data)
    del data
    try:
        yield from _numbered(part, _unwrapped(json.loads(text), "", 0))
    except RecursionError:
        yield Broken(part.name, "nested too deeply to be a ticket")
    except ValueError as error:
        yield from _by_line(part, io.StringIO(text), text.strip(), error)


def _is_lines(head: bytes) -> bool:
    """Whether the beginning of a file is one value a line, rather than a list or an object of lists."""
    try:
        end = head.index(b"\n")
        head.index(b"{", end)
        return isinstance(json.loads(head[:end].decode("utf-8-sig", "replace")), dict)
    except (ValueError, RecursionError):
        return False


def _lines(part: Part) -> Iterator[str]:
    """The lines of a file; one that is longer than a ticket may be comes as its beginning."""
    with part.open() as file, io.TextIOWrapper(file, "utf-8-sig", "replace") as text:
        while line := text.readline(_WHOLE):
            yield line
            while len(line) == _WHOLE and not line.endswith("\n"):
                line = text.readline(_WHOLE)


def _text(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    return data.decode(encoding, "replace")


def _by_line(
    part: Part, lines: Iterable[str], text: str = "", error: ValueError | None = None
) -> Iterator[tuple[int, Fields] | Broken]:
    """One value a line; where no line is one, `text` is the whole, and `error` says where it is broken."""
    number, broken = 0, list[Broken]()
    for line_number, line in enumerate(lines, 1):
        bare = line.strip().rstrip(",")
        if not bare or bare in "[]":
            continue
        try:
            values = list(_unwrapped(json.loads(bare), "", 0))
        except (ValueError, RecursionError) as why:
            short = "a line of over 32 MB" if len(line) == _WHOLE else str(why).split(": line", maxsplit=1)[0]
            broken.append(Broken(part.name, f"not JSON: {short}", number + len(broken) + 1, line_number))
            continue
        if number == 0 and len(broken) > 3:
            break
        for key, value in values:
            if isinstance(value, dict):
                number += 1
                yield number + len(broken), _named(value, part, key)
            else:
                place = number + len(broken) + 1
                broken.append(
                    Broken(part.name, f"a {_kind(value)} where a record was expected", place, line_number)
                )
    yield from broken if number or error is None else _before(part, text, str(error))


def _before(part: Part, text: str, why: str) -> Iterator[tuple[int, Fields] | Broken]:
    """The records of a file that is not one value, and why no more where it breaks off."""
    number = 0
    try:
        for one in _numbered(part, _pieces(part, text)):
            number += 1
            yield one
    except (OSError, Unfolds):
        yield Broken(part.name, f"not JSON: {why}; export it anew", number + 1 if number else None)


def _pieces(part: Part, text: str) -> Iterator[tuple[str, Any]]:
    """What stands in values one behind the other; of a first one that breaks off, the items of its lists.

    Raises OSError where that is not all.
    """
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            if at == 0:
                yield from _items(part)
            raise OSError from None
        yield from _unwrapped(value, "", 0)
        gap = _GAP.match(text, end)
        at = gap.end() if gap else end


def _numbered(part: Part, values: Iterator[tuple[str, Any]]) -> Iterator[tuple[int, Fields] | Broken]:
    number = 0
    for number, (key, value) in enumerate(values, 1):
        if isinstance(value, dict):
            yield number, _named(value, part, key)
        else:
            yield Broken(part.name, f"a {_kind(value)} where a record was expected", number)
    if number == 0:
        yield Broken(part.name, "no record in it")


def _named(record: Mapping[str, Any], part: Part, key: str) -> Fields:
    return {"@part": part.name, "@key": key, **record}


def _unwrapped(value: Any, key: str, depth: int) -> Iterator[tuple[str, Any]]:
    """The records in a value: items of lists, of lists in an envelope, or the value itself."""
    if isinstance(value, list):
        for item in value:
            yield from _unwrapped(item, key, depth + 1) if isinstance(item, list) else ((key, item),)
    elif isinstance(value, dict) and depth < _DEEPEST_ENVELOPE and (inner := _envelope(value)):
        for name, held in inner.items():
            yield from _unwrapped(held, name, depth + 1)
    else:
        yield key, value


def _envelope(value: dict[str, Any]) -> dict[str, Any]:
    """What an object holds that is no record itself: objects and lists of objects, and paging beside them."""
    if value.keys() >= {"stream", "data"} and isinstance(value["data"], dict):
        return {str(value["stream"]): value["data"]}
    held = {name: one for name, one in value.items() if name not in _PAGING}
    return held if all(isinstance(one, dict) or _is_records(one) for one in held.values()) else {}


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _items(part: Part) -> Iterator[tuple[str, Any]]:
    """The items of a file's outer list, or of the lists in its outer object.

    Raises OSError where it breaks off or is not JSON, Unfolds for what has no end.
    """
    from ijson import ObjectBuilder  # type: ignore[import-untyped]

    with part.open() as file:
        builder, prefix, size = None, "", 0
        for path, event, value in _events(_Tokens(_without_bom(file))):
            if builder is None and event == "start_map" and _is_item(path):
                builder, prefix, size = ObjectBuilder(), path, 0
            if builder is not None:
                size += len(value) if isinstance(value, str) else _LEAST_PIECE
                if size > MOST_RECORD:
                    raise Unfolds(f"a record of over {MOST_RECORD >> 20} MB")
                builder.event(event, value)
                if event == "end_map" and path == prefix:
                    yield prefix.removesuffix("item").rstrip("."), builder.value
                    builder = None


def _events(source: "_Tokens") -> Iterator[tuple[str, str, Any]]:
    import ijson

    try:
        yield from ijson.parse(source, use_float=True, multiple_values=True, buf_size=1 << 20)
    except ijson.JSONError as error:
        raise OSError(f"not JSON: {str(error).partition(chr(10))[0]}") from None


class _Tokens:
    """A file for the parser, which would look at an endless text again with every block."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._since, self._last = file, 0, b""

    def read(self, size: int) -> bytes:
        """The next block. Raises Unfolds where a text has no end for 32 MB."""
        data = self._file.read(size)
        quote = (self._last + data).replace(b'\\"', b"__").rfind(b'"')
        self._last = data[-1:] if data.endswith(b"\\") else b""
        self._since = self._since + len(data) if quote < 0 else len(data) - quote
        if data and self._since > _WHOLE:
            raise Unfolds("a text of over 32 MB in one value")
        return data


def _is_item(path: str) -> bool:
    return path == "item" or (path.endswith(".item") and path.count(".") == 1)


def _without_bom(file: Any) -> Any:
    if file.peek(3)[:3] == b"\xef\xbb\xbf":
        file.read(3)
    return file


def _kind(value: object) -> str:
    names = {str: "text", list: "list", bool: "yes or no", type(None): "null", int: "number", float: "number"}
    return names.get(type(value), "value")
