"""On which line of a TOML text each key stands: what tomli does not tell, and an error should."""

import re
from dataclasses import dataclass, field

import tomli

Key = tuple[str, ...]
"""A key with the tables around it: `("policy", "cadence", "high")`."""

_TOKEN = re.compile(
    r'"""(?:[^\\"]|\\[\s\S]|"(?!""))*"""|\'\'\'(?:[^\']|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\n\[\]{}=,]|[^\s\[\]{}=,."\'#]+'
)


def key_lines(text: str) -> dict[Key, int]:
    """The line (from 1) of every key and table of a TOML text that tomli accepts.

    A table that is opened in more than one way keeps the first line. Keys of inline tables count; those in a
    list of tables share one name.
    """
    return _Scan().over(text)


@dataclass
class _Scan:
    """One walk over the tokens: which table we are in, and whether a key, a header or a value is next."""

    lines: dict[Key, int] = field(default_factory=dict)
    table: Key = ()
    names: list[str] = field(default_factory=list)
    open: list[tuple[str, Key]] = field(default_factory=list)
    key: Key = ()
    state: str = "key"

    def over(self, text: str) -> dict[Key, int]:
        """The lines of all keys."""
        line = 1
        for match in _TOKEN.finditer(text):
            word = match.group()
            self._take(word, line)
            line += word.count("\n")
        return self.lines

    def _take(self, word: str, line: int) -> None:
        if word == "\n" and not self.open:
            self.state, self.names = "key", []
        elif word in "[]" and self.state != "value":
            self._header(word, line)
        elif word == "=" and self.state == "key":
            self.key = (*(self.open[-1][1] if self.open else self.table), *self.names)
            self._note(self.key, line)
            self.state = "value"
        elif word in "[]{},":
            self._nest(word)
        elif self.state != "value" and word[0] not in "#\n":
            self.names.append(_name(word))

    def _header(self, word: str, line: int) -> None:
        if word == "[":
            self.state = "header"
        elif self.state == "header" and self.names:
            self.table, self.names = tuple(self.names), []
            self._note(self.table, line)

    def _nest(self, word: str) -> None:
        if word in "[{":
            self.open.append((word, self.key))
        elif word in "]}" and self.open:
            self.key = self.open.pop()[1]
        in_table = bool(self.open) and self.open[-1][0] == "{"
        if word in "{," and in_table:
            self.state, self.names = "key", []
        elif word in "]}":
            self.state = "value"

    def _note(self, key: Key, line: int) -> None:
        for length in range(1, len(key) + 1):
            self.lines.setdefault(key[:length], line)


def _name(word: str) -> str:
    """A key without its quotes."""
    return str(tomli.loads(f"k = {word}")["k"]) if word[0] in "\"'" else word
