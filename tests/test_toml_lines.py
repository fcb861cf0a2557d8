"""Lines of keys, however a person writes the table."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.toml_lines import Key, key_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", {}),
        ("a = 1\n\nb = 2", {("a",): 1, ("b",): 3}),
        ("a = 1 # b = 2\nc = 3", {("a",): 1, ("c",): 2}),
        ("a = 'b = 2'\nc = \"# [d]\"", {("a",): 1, ("c",): 2}),
        ('a = """\nb = 2\n"""\nc = 3', {("a",): 1, ("c",): 4}),
        ('a = """\\"""\nb = 2""""\nc = 3', {("a",): 1, ("c",): 3}),
        ("a = '''\nb = 2\n'''\nc = 3", {("a",): 1, ("c",): 4}),
        ("a = [\n  1, # b = 2\n  '[',\n]\nc = 3", {("a",): 1, ("c",): 5}),
        ("[t] # x\na = 1\n[ u . 'v w' ]\nb = 2", {
            ("t",): 1, ("t", "a"): 2, ("u",): 3, ("u", "v w"): 3, ("u", "v w", "b"): 4,
        }),
        ('[t]\na.b."c.d" = 1.5', {("t",): 1, ("t", "a"): 2, ("t", "a", "b"): 2, ("t", "a", "b", "c.d"): 2}),
        ("a = { b = { c = 1 }, d = [1, 2], e = 3 }", {
            ("a",): 1, ("a", "b"): 1, ("a", "b", "c"): 1, ("a", "d"): 1, ("a", "e"): 1,
        }),
        ("a = [\n{ b = 1 },\n{ c = 2 },\n]\nd = 4", {("a",): 1, ("a", "b"): 2, ("a", "c"): 3, ("d",): 5}),
        ("[[t]]\na = 1\n[[t]]\nb = 2", {("t",): 1, ("t", "a"): 2, ("t", "b"): 4}),
        ("a = 09:00:00\nb = 2026-01-01 09:00:00\nc = -1e3", {("a",): 1, ("b",): 2, ("c",): 3}),
        ("a = 1\r\nb = 2\r\n", {("a",): 1, ("b",): 2}),
        ('"\\u00e4 = [" = 1', {("ä = [",): 1}),
    ],
)  # fmt: skip
def test_a_key_is_found_on_its_line(text: str, lines: dict[Key, int]) -> None:
    """Headers, dotted keys, inline tables; strings, comments and lists hold no keys."""
    tomllib.loads(text)

    assert key_lines(text) == lines


_NAMES = st.text(st.sampled_from("ab -.#='\"[]{}\n é"), min_size=1, max_size=4)
_TEXTS = st.text(st.sampled_from("ab -.#='\"[]{},\n\\é"), max_size=8)
_VALUES = st.integers() | st.booleans() | _TEXTS | st.lists(_TEXTS, max_size=3)
_TABLES = st.recursive(
    st.dictionaries(_NAMES, _VALUES, max_size=3),
    lambda inner: st.dictionaries(_NAMES, _VALUES | inner, max_size=3),
    max_leaves=8,
)


@given(_TABLES, st.randoms(use_true_random=False))
def test_every_key_is_found_however_it_is_written(table: dict[str, Any], random: Any) -> None:
    """A table written in headers, dotted keys and inline tables at will: each key on the line it was put."""
    rows: list[str] = []
    put: dict[Key, int] = {}
    _write(table, (), rows, put, random)
    text = "\n".join(rows)

    assert tomllib.loads(text) == table
    assert {key: key_lines(text)[key] for key in put} == put


def _write(table: Mapping[str, Any], inside: Key, rows: list[str], put: dict[Key, int], random: Any) -> None:
    """Plain values first, as TOML wants it, then tables; a comment or an empty line now and then."""
    later = []
    for name, value in table.items():
        if isinstance(value, dict) and (not value or random.random() < 0.6):
            later.append((name, value))
            continue
        rows.extend(random.choice([[], [""], ["# x = [1"]]))
        dotted = _dotted(value) if isinstance(value, dict) and random.random() < 0.5 else None
        if dotted:
            for path, one in dotted:
                rows.append(f"{_key((name, *path))} = {_inline(one)}")
                put.setdefault((*inside, name), len(rows))
                put.setdefault((*inside, name, *path), len(rows))
        else:
            rows.append(f"{_quoted(name)} = {_inline(value)}")
            put[(*inside, name)] = len(rows)
    for name, value in later:
        rows.append(f"[{_key((*inside, name))}]")
        put[(*inside, name)] = len(rows)
        _write(value, (*inside, name), rows, put, random)


def _dotted(table: Mapping[str, Any]) -> list[tuple[Key, Any]]:
    return [((name,), value) for name, value in table.items()]


def _key(names: Key) -> str:
    return " . ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return json.dumps(name)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(name)} = {_inline(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_inline, value)) + "]"
    return json.dumps(value)


def test_time_grows_with_the_text() -> None:
    """A megabyte of each character that means something is read in one go."""
    for bait in "\"'[]{}=,#.\n a":
        assert isinstance(key_lines(f"a = 1\nb = '''{bait.replace(chr(39), 'x') * 1_000_000}'''"), dict)
