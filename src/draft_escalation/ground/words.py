"""The words that carry values (words.toml), read once."""

from functools import cache

from draft_escalation.tables import Record, read_table


class NameWords(Record):
    """Words that look like names and are none, and verbs that follow a person's name."""

    generic: frozenset[str]
    saying: frozenset[str]


class Words(Record):
    """Numbers, scales, seconds a unit lasts, currencies, units, months, weekdays, and words about names."""

    numbers: dict[str, int]
    scales: dict[str, int]
    seconds: dict[str, float]
    currencies: dict[str, str]
    units: dict[str, str]
    months: dict[str, int]
    weekdays: dict[str, int]
    names: NameWords


@cache
def words() -> Words:
    """The table of words.toml."""
    return read_table(__package__, "words.toml", Words)
