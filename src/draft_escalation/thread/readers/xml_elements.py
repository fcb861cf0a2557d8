"""The elements of an XML file as records; no entity, no document type: an export needs neither."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from draft_escalation.thread.readers.parts import Unfolds
from draft_escalation.thread.readers.reader import MOST_RECORD, Broken, Fields, Part

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HOLDERS = {"channel", "entities", "result", "data", "tickets", "helpdesk-tickets"}
_DEEPEST = 60


def xml_records(part: Part) -> Iterator[tuple[int, Fields] | Broken]:
    """Every child of the root with its number, or of an element that only holds others (RSS: `channel`)."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException

    try:
        for number, (name, record) in enumerate(_elements(part), 1):
            yield number, {"@part": part.name, "@key": name, **record}
    except ParseError as error:
        yield Broken(part.name, f"not XML: {error.msg}", line=error.position[0])
    except DefusedXmlException:
        yield Broken(part.name, "declares a document type or entities, which no export needs; refused")
    except RecursionError:
        yield Broken(part.name, "nested too deeply to be a ticket")


def _elements(part: Part) -> Iterator[tuple[str, dict[str, Any]]]:
    from defusedxml.ElementTree import iterparse

    open_: list[Element] = []
    with part.open() as file:
        source = _Source(file)
        for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                open_.append(element)
                if len(open_) > _DEEPEST:
                    raise RecursionError
                continue
            open_.pop()
            holders = len(open_) == 1 or (len(open_) == 2 and _name(open_[-1]) in _HOLDERS)
            if holders and not (len(open_) == 1 and _name(element) in _HOLDERS and len(element)):
                yield _name(element), _record(element)
                element.clear()
                del open_[-1][:-1]  # the last one stays: a holder is told by what it holds
                source.since = 0
            elif not open_ and _name(element) not in _HOLDERS and not len(element):
                yield _name(element), _record(element)


class _Source:
    """A file for the parser; `since` is how much was read for the record under way."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.since = file, 0

    def read(self, size: int = -1, /) -> bytes:
        """The next block. Raises Unfolds where a record has no end."""
        data = self._file.read(size)
        self.since += len(data)
        if data and self.since > MOST_RECORD:
            raise Unfolds(f"a record of over {MOST_RECORD >> 20} MB")
        return data


def _record(element: "Element") -> dict[str, Any]:
    record: dict[str, Any] = {f"@{name}": value for name, value in element.attrib.items()}
    for child in element:
        _add(record, _name(child), _value(child))
    if text := (element.text or "").strip():
        record["#text"] = text
    return record


def _value(element: "Element") -> Any:
    if len(element) or element.attrib:
        record = _record(element)
        return record["#text"] if set(record) == {"#text"} else record
    return element.text or ""


def _add(record: dict[str, Any], name: str, value: Any) -> None:
    if name not in record:
        record[name] = value
    elif isinstance(record[name], list):
        record[name].append(value)
    else:
        record[name] = [record[name], value]


def _name(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2]
