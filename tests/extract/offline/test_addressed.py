"""Who is asked for what: sentences in addressed.toml, and what stands beside them in a thread."""

import tomllib
from pathlib import Path

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Ask
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.thread.model import Visibility

_AT = "2026-04-13T09:00:00+00:00"
_TABLE = tomllib.loads(Path(__file__).with_name("addressed.toml").read_text(encoding="utf-8"))


def _asks(words: str) -> tuple[Ask, ...]:
    who, _, rest = words.partition(": ")
    visibility: Visibility = "internal" if who == "note" else "public"
    answer = Said("Yusra", "agent", rest, _AT, visibility)
    return extract_offline(thread_of(Said("Ana", "customer", "Good morning.", _AT), answer)).asks


@pytest.mark.parametrize(("words", "holds", "kind"), _TABLE["asks"])
def test_a_request_to_a_team(words: str, holds: str, kind: str) -> None:
    """The ask carries the words of the request and its kind, and cites the line."""
    asks = _asks(words)
    assert [ask.kind for ask in asks if holds.lower() in ask.fact.text.lower()] == [kind]
    assert all(line.startswith("m2.") for ask in asks for line in ask.fact.lines)


@pytest.mark.parametrize("words", _TABLE["silent"])
def test_what_asks_no_team(words: str) -> None:
    """Teams that are only named, and what support asks the customer, are no asks."""
    assert _asks(words) == ()


def test_items_under_a_request() -> None:
    """A request that ends in a colon is told by the items under it."""
    note = Said(
        "Yusra", "agent", "Needed from engineering:\n- the reason\n- a way to replay\n", _AT, "internal"
    )
    asks = extract_offline(thread_of(Said("Ana", "customer", "Good morning.", _AT), note)).asks
    assert [ask.fact.text for ask in asks] == ["The reason", "A way to replay"]


def test_a_request_goes_before_what_the_customer_asks() -> None:
    """The customer's open ask is told too while there is room."""
    thread = thread_of(
        Said("Ana", "customer", "Please fix the export today.", _AT),
        Said("Yusra", "agent", "Dev pls: stop the second export.", _AT, "internal"),
    )
    asks = [ask.fact.text for ask in extract_offline(thread).asks]
    assert "Dev pls: stop the second export." in asks
    assert any("fix the export" in text for text in asks)
