"""The words that carry values (words.toml), read once."""

from functools import cache

from draft_escalation.tables import Record, read_table


class NameWords(Record):
    """Words that look like names and are none, verbs that follow a name, words that open sentences."""

    generic: frozenset[str]
    saying: frozenset[str]
    common: frozenset[str]


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
