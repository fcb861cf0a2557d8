"""The values of a text and what they mean."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.ground.values import evened, values_in


@pytest.mark.parametrize(
    ("text", "kind", "norm"),
    [
        ("forty-one users", "number", "41"),
        ("12k orders", "number", "12000"),
        ("12,000 rows", "number", "12000|12"),
        ("etwa 12.000 mehr", "number", "12000|12"),
        ("1.5 million rows", "number", "1500000"),
        ("two hundred and five users", "number", "205"),
        ("€12k", "amount", "EUR 12000"),
        ("12,500.50 USD", "amount", "USD 12500.5"),
        ("7.500,50 €", "amount", "EUR 7500.5"),
        ("15 percent", "percent", "15"),
        ("a 30-minute call", "duration", "1800"),
        ("within an hour", "duration", "3600"),
        ("2.5 GB", "measure", "2.5 gb"),
        ("on 2 April", "date", "04-02"),
        ("seit 02.04.", "date", "04-02"),
        ("2026-04-02", "date", "2026-04-02"),
        ("04/02/2026", "date", "2026-04-02|2026-02-04"),
        ("at 3:22 PM", "time", "15:22"),
        ("um 15.22 Uhr", "time", "15:22"),
        ("on Tuesday", "weekday", "1"),
        ("version 4.2", "version", "4.2"),
        ("v10", "version", "10"),
        ("it shows E-5012", "code", "e5012"),
        ("it shows ORA-00942", "code", "ora00942"),
        ("see https://acme.example/x?y=1.", "url", "https://acme.example/x?y=1"),
        ("write to ana@acme.example", "email", "ana@acme.example"),
        ("in /var/log/app.log", "path", "/var/log/app.log"),
        ("in getUserName", "identifier", "getusername"),
        ("in MAX_SIZE", "identifier", "max_size"),
        ("ask @mateo", "handle", "@mateo"),
        ("said Mateo", "name", "mateo"),
        ("Mateo confirmed it", "name", "mateo"),
    ],
)
def test_ways_of_writing(text: str, kind: str, norm: str) -> None:
    """Ways of writing one value have one meaning."""
    assert [(value.kind, value.norm) for value in values_in(text)] == [(kind, norm)]


@pytest.mark.parametrize(
    "text", ["Clearing the cache helped", "no one can log in", "1. click it", "it may fail"]
)
def test_plain_words_are_no_values(text: str) -> None:
    """Sentence starts, pronouns and list numbers carry no value."""
    assert not values_in(text)


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("at 15:22 UTC+02:00", ["15:22"]),
        ("at 15:22 (UTC-05:00)", ["15:22"]),
        ("at 15:22:10+02:00", ["15:22"]),
        ("at 15:22:10-05:00", ["15:22"]),
        ("from 15:22-16:00", ["15:22", "16:00"]),
    ],
)
def test_a_zone_belongs_to_its_time(text: str, norms: list[str]) -> None:
    """The offset behind a time is none; a range of times is two."""
    assert [value.norm for value in values_in(text)] == norms


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[32mqueue_1 | [0m up", "queue_1 | up"),
        ("\x1b[1;33mqueue_1\x1b[0m", "queue_1"),
        ("[30 min] [15min] [5m]", "[30 min] [15min] [5m]"),
    ],
)
def test_codes_of_colour_are_blanks(text: str, plain: str) -> None:
    """What a terminal is coloured with goes, also without its escape character; lengths in brackets stay."""
    assert evened(text).split() == plain.split()
    assert len(evened(text)) == len(text)


@given(st.text(max_size=200))
def test_values_are_slices_in_order(text: str) -> None:
    """Each value is the slice that it claims, and no two overlap."""
    values = values_in(text)
    assert all(text[value.start : value.end] == value.text for value in values)
    assert all(one.end <= other.start for one, other in pairwise(values))


@pytest.mark.parametrize(
    "bait",
    ["a", "1", "-", "_", ".", ",", "/", "@", "A", " ", "1,", "a.", "1 of ", "no ", "€", "[1;", "UTC+1"],
)
def test_long_baits_end(bait: str) -> None:
    """A long run of one sign is read in time proportional to its length."""
    values_in(bait * (200_000 // len(bait)))


def test_a_letter_before_another_currencys_sign_is_no_currency() -> None:
    """`R$` and `US$` are currencies, `R£` is a word beside a price."""
    assert [value.kind for value in values_in("R£0, R$5, US$7")].count("amount") >= 2
