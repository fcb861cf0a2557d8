"""Who a thread is, what its files are called, and when its draft is due again."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.threads import thread
from draft_escalation.batch.job import file_name, jobs_of, key_of


def test_a_place_that_comes_twice_is_two_threads() -> None:
    """Neither is lost, and their files differ."""
    one, two = jobs_of([("a.json#7", thread(1)), ("a.json#7", thread(2))], "offline")
    assert (one.id, two.id) == ("a.json#7", "a.json#7~2")
    assert one.name != two.name


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"source": "elsewhere.json"}, True),
        ({"messages": thread(2).messages}, False),
        ({"messages": thread(1).messages[:1]}, False),
    ],
)
def test_the_key_follows_what_is_said(change: dict[str, object], same: bool) -> None:
    """Messages and terms; where the export lay says nothing."""
    changed = replace(thread(1), **change)  # type: ignore[arg-type]
    assert (key_of(changed, "offline") == key_of(thread(1), "offline")) is same
    assert key_of(changed, "llm gpt") != key_of(changed, "offline")


def test_the_key_follows_who_said_it() -> None:
    """The same words by a customer or an agent make another brief."""
    first, *rest = thread(1).messages
    other = replace(thread(1), messages=(replace(first, role="agent"), *rest))
    assert key_of(other, "offline") != key_of(thread(1), "offline")


@pytest.mark.parametrize(
    ("id_", "subject", "begins"),
    [
        ("export.zip/tickets.json#4711", "Kasse stürzt ab!", "tickets-json-4711-kasse-sturzt-ab-"),
        ("../../etc/passwd", None, "passwd-"),
        ("C:\\CON", None, "con-"),
        ("日本", "電話", "thread-"),
    ],
)
def test_names_are_readable(id_: str, subject: str | None, begins: str) -> None:
    """The last part of the place, then the subject, without accents."""
    assert file_name(id_, subject).startswith(begins)


@given(st.text(), st.text(), st.none() | st.text())
def test_names_are_safe_and_distinct(one: str, two: str, subject: str | None) -> None:
    """Letters, digits and hyphens, short, and no two ids share one."""
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", file_name(one, subject))
    assert one == two or file_name(one, subject) != file_name(two, subject)
