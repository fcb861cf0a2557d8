"""The quick reader of plain TOML says what the standard library says."""

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.toml import read_toml

TABLES = sorted(Path(str(files("draft_escalation"))).rglob("*.toml"))
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
VALUES = st.recursive(
    st.text(max_size=12) | st.integers(-(2**60), 2**60) | st.booleans() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=8,
)
PLAIN = """
# a comment with "quotes" and 'more'
top = "of the \\"table\\" # no comment" # a comment

[first]   # its comment
list = [
    "a,]", 'it is', # between
    "100 %",
]
"día" = 1
inner = { by = "agent", more = { a-b = [1, 2.5] } }
[first.second]
yes = true
[[row]]
say = '''it's "so"'''
[[row]]
say = ""
[[row.deep]]
n = -3
"""
BROKEN = [
    "a = 1\na = 2",
    "[a]\n[a]",
    "a = null",
    "a = NaN",
    "a = 1 2",
    'a = {"b": 1}',
    "a =\n1",
    "a = [1",
    'a = "x',
    "a",
    "[a] b",
    'a = "\\/"',
    "a = 1\n[a]",
    "[[a]]\n[a]",
    "[a]\n[[a]]",
    "a = 1\n[a.b.c]",
    "a = []\n[a.b]",
    "a = []\n[[a]]",
    "a = [{b = 1}]\n[[a]]",
    "a = {}\n[a.b]",
    "[a..b]",
    "a = {b = 1,\nc = 2}",
    "a = {,}",
    "ä = 1",
    'a = "\x01"',
]
UNUSUAL = [
    "opens = 09:00:00",
    "n = 1_000",
    'say = """two\nlines"""',
    "a.b = 1",
    "'k' = 1",
    'u = "\\u00e9"',
    "x = +1",
    "x = 0x10",
    "x = inf",
    't = "a\tb"',
]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_table_reads_as_the_standard_library_reads_it(path: Path) -> None:
    """All data files of the package."""
    text = path.read_text(encoding="utf-8")
    assert read_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", [PLAIN, *UNUSUAL])
def test_what_is_toml_reads_as_the_standard_library_reads_it(text: str) -> None:
    """Plain or not."""
    assert read_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_toml_is_refused(text: str) -> None:
    """Also where it looks like JSON."""
    with pytest.raises(tomllib.TOMLDecodeError):
        read_toml(text)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_written_values_come_back(table: dict[str, object]) -> None:
    """Strings with any character, numbers, nested lists."""
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            read_toml(text)
    else:
        assert read_toml(text) == expected


@given(st.text(alphabet="a=[]{},\"'#\n .1:\\", max_size=30))
def test_any_text_is_read_or_refused_like_the_standard_library(text: str) -> None:
    """Never more lenient, never another value."""
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            read_toml(text)
    else:
        assert read_toml(text) == expected
