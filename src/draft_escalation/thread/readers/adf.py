"""Atlassian's document format as text: the rich text of Jira's REST API, version 3.

A node that is not known gives the text inside it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from draft_escalation.thread.readers.foreign import first, record, records

_DEEPEST = 100
_CARDS = frozenset(["inlineCard", "mediaInline"])
_BLOCKS = frozenset(
    "paragraph heading codeBlock blockquote panel expand nestedExpand table bulletList orderedList taskList "  # noqa: SIM905
    "decisionList rule mediaSingle mediaGroup blockCard embedCard layoutSection layoutColumn".split()
)


def is_adf(value: object) -> bool:
    """Whether a value is such a document."""
    return isinstance(value, dict) and value.get("type") == "doc" and "content" in value


def adf_text(document: dict[str, Any]) -> str:
    """The document's text: list items behind `- `, quotes behind `> `, code in fences, cells between tabs.

    Raises ValueError for a document that is nested more than 100 deep.
    """
    return "\n".join(_lines(document, 0)).strip("\n")


def _lines(node: dict[str, Any], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise ValueError("a document that is nested more than 100 deep")
    kind = str(node.get("type"))
    if kind in _HOLDERS:
        yield from _HOLDERS[kind](node, depth + 1)
    elif any(child.get("type") in _BLOCKS for child in _children(node)):
        for child in _children(node):
            yield from _lines(child, depth + 1)
    else:
        yield from _inline(_children(node) if node.get("content") else [node], depth + 1).split("\n")
        if kind in {"paragraph", "heading"}:
            yield ""


def _children(node: dict[str, Any]) -> list[dict[str, Any]]:
    return list(records(node.get("content") or []))


def _inline(nodes: Iterable[dict[str, Any]], depth: int) -> str:
    line = ""
    for node in nodes:
        apart = node.get("type") in _CARDS and line[-1:].isalnum()
        line += f"{' ' * apart}{_word(node, depth)}"
    return line


def _word(node: dict[str, Any], depth: int) -> str:
    given = record(node.get("attrs"))
    match node.get("type"):
        case "text":
            return _linked(node)
        case "hardBreak":
            return "\n"
        case "mention":
            return "@" + first(given, "text", "id").lstrip("@")
        case "emoji":
            return first(given, "text", "shortName")
        case "status":
            return f"[{first(given, 'text')}]"
        case "date":
            return _day(first(given, "timestamp"))
        case "inlineCard" | "blockCard" | "embedCard":
            return first(given, "url")
        case "media" | "mediaInline":
            return f"[image: {first(given, 'alt', 'id', 'url')}]"
    if depth > _DEEPEST:
        raise ValueError("a document that is nested more than 100 deep")
    return first(given, "text") or _inline(_children(node), depth + 1)


def _day(milliseconds: str) -> str:
    from draft_escalation.thread.readers.foreign import moment

    at, _ = moment(milliseconds)
    return f"{at:%Y-%m-%d}" if at else milliseconds


def _linked(node: dict[str, Any]) -> str:
    text = str(node.get("text") or "")
    for mark in records(node.get("marks") or []):
        url = first(record(mark.get("attrs")), "href")
        if mark.get("type") == "link" and url and url != text:
            return f"{text} ({url})"
        if mark.get("type") == "code":
            return f"`{text}`"
    return text


def _code(node: dict[str, Any], depth: int) -> Iterator[str]:
    yield "```"
    yield from _inline(_children(node), depth).split("\n")
    yield from ("```", "")


def _quote(node: dict[str, Any], depth: int) -> Iterator[str]:
    inside = "\n".join(line for child in _children(node) for line in _lines(child, depth)).strip("\n")
    yield from (f"> {line}".rstrip() for line in inside.split("\n"))
    yield ""


def _items(node: dict[str, Any], depth: int) -> Iterator[str]:
    ordered = node.get("type") == "orderedList"
    start = record(node.get("attrs")).get("order", 1) if ordered else 1
    for number, item in enumerate(_children(node), start if isinstance(start, int) else 1):
        done = {"DONE": "[x] ", "TODO": "[ ] "}.get(first(record(item.get("attrs")), "state"), "")
        lines = [line for line in _lines(item, depth) if line]
        mark = f"{number}. " if ordered else "- "
        yield mark + done + (lines[0] if lines else "")
        yield from (f"  {line}" for line in lines[1:])
    yield ""


def _rows(node: dict[str, Any], depth: int) -> Iterator[str]:
    for row in _children(node):
        cells = (" ".join(filter(None, _lines(cell, depth))) for cell in _children(row))
        yield "\t".join(cells)
    yield ""


def _rule(_node: dict[str, Any], _depth: int) -> Iterator[str]:
    yield "----"


def _opened(node: dict[str, Any], depth: int) -> Iterator[str]:
    yield from filter(None, (first(record(node.get("attrs")), "title"),))
    for child in _children(node):
        yield from _lines(child, depth)


_HOLDERS: dict[str, Callable[[dict[str, Any], int], Iterator[str]]] = {
    "codeBlock": _code,
    "blockquote": _quote,
    "bulletList": _items,
    "orderedList": _items,
    "taskList": _items,
    "decisionList": _items,
    "table": _rows,
    "rule": _rule,
    "expand": _opened,
    "nestedExpand": _opened,
}
