"""Reads TOML, the plain kind that data files are written in quickly, all other kinds by the standard library.

The standard library's reader goes character by character; a process that drafts one brief would spend a tenth
of its time in it. Most values are JSON but for comments, commas before a bracket and keys without quotes.
"""

import json
import re
import tomllib
from typing import Any, NoReturn

_QUOTED = re.compile(
    r"""["'#](?:(?<=")((?:[^"\\\n\t]++|\\["\\nt])*+)"(?!")|(?<=#)[^\n]*+"""
    r"""|(?<=')''((?:[^'\n\t]++|'(?!''))++)'''|(?<=')([^'\n\t]++)')"""
)
_LAST_COMMA = re.compile(r",\s*+(?=\])")
_INNER_KEY = re.compile(r"([{,][ \t]*+)([\w-]++)[ \t]*+=", re.ASCII)
_STATEMENT = re.compile(
    r"""^(?:\[\[([\w-]++(?:\.[\w-]++)*+)\]\]|\[([\w-]++(?:\.[\w-]++)*+)\]"""
    r"""|(?:([\w-]++)|"([^"\\\n]++)")[ \t]*+=(?=[ \t]*+\S))""",
    re.MULTILINE | re.ASCII,
)
_COMMENTS = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?(?:\n|\Z))*+")
_UNLIKE_JSON = ("\\", "{", "\0", "null")
_NOT_PLAIN = re.compile(r"[\"':]|\bnull\b(?![ \t]*+=)")


class _UnusualError(ValueError):
    """The text is not of the plain kind."""


def read_toml(text: str) -> dict[str, Any]:
    """Gives what `tomllib.loads` gives; raises TOMLDecodeError where the text is no TOML."""
    try:
        return _plain(text)
    except ValueError:
        return tomllib.loads(text)


def _plain(text: str) -> dict[str, Any]:
    found = list(_STATEMENT.finditer(text))
    _nothing_in(text[: found[0].start() if found else len(text)])
    document = _Document()
    ends = [*(statement.start() for statement in found[1:]), len(text)]
    for statement, end in zip(found, ends, strict=True):
        rows, single, bare, quoted = statement.groups()
        if key := bare or quoted:
            document.put(key, _value(text[statement.end() : end].lstrip(" \t")))
        else:
            _nothing_in(text[statement.end() : end])
            document.open((rows or single).split("."), again=rows is not None)
    return document.whole


def _nothing_in(text: str) -> None:
    if text and not _COMMENTS.fullmatch(text):
        raise _UnusualError


def _value(said: str) -> object:
    """The value that begins a text; only comments may follow it."""
    if not any(sign in said for sign in _UNLIKE_JSON):
        for text in (said, _without_last_comma(said)):
            try:
                value, end = _JSON.raw_decode(text)
            except json.JSONDecodeError:
                continue
            _nothing_in(text[end:])
            return value
    return _JSON.decode(_as_json(said))


def _without_last_comma(said: str) -> str:
    """The text without a comma that stands before its last bracket."""
    before, bracket, after = said.rpartition("\n]")
    return before[:-1] + bracket + after if before.endswith(",") else said


def _as_json(text: str) -> str:
    """The text without comments and last commas, the keys of inline tables quoted."""
    strings: list[str] = []

    def hole(match: re.Match[str]) -> str:
        if match.lastindex is None:
            return ""
        said = match[match.lastindex]
        strings.append(f'"{said}"' if match.lastindex == 1 else json.dumps(said, ensure_ascii=False))
        return "\0"

    if "\0" in text:
        raise _UnusualError
    code = _QUOTED.sub(hole, text)
    if _NOT_PLAIN.search(code.replace("\0", "")):
        raise _UnusualError
    code = _LAST_COMMA.sub("", code)
    if "{" in code:
        code = _INNER_KEY.sub(r'\1"\2":', code)
    return code.replace("%", "%%").replace("\0", "%s") % tuple(strings)


class _Document:
    """What is read so far. Headers open and extend only what headers made, never a value."""

    def __init__(self) -> None:
        self.whole: dict[str, Any] = {}
        self._table = self.whole
        self._made: set[int] = set()

    def put(self, key: str, value: object) -> None:
        if key in self._table:
            raise _UnusualError
        self._table[key] = value

    def open(self, path: list[str], *, again: bool) -> None:
        """The new table of a header; `again` where it is one of many."""
        node = self.whole
        for name in path[:-1]:
            inner = self._inner(node, name, {})
            node = inner[-1] if isinstance(inner, list) else inner
        self._table = {}
        if again:
            rows = self._inner(node, path[-1], [])
            if not isinstance(rows, list):
                raise _UnusualError
            rows.append(self._table)
        elif self._inner(node, path[-1], self._table) is not self._table:
            raise _UnusualError

    def _inner(self, node: dict[str, Any], name: str, fresh: Any) -> Any:
        if name not in node:
            node[name] = fresh
            self._made.add(id(fresh))
        elif id(node[name]) not in self._made:
            raise _UnusualError
        return node[name]


def _refused(_: str) -> NoReturn:
    raise _UnusualError


_JSON = json.JSONDecoder(parse_constant=_refused)
