"""Stems: forms of a word and words that mean the same."""

import pytest

from draft_escalation.ground.stems import content, stem, tokens


@pytest.mark.parametrize(
    "alike",
    [
        ("export", "exports", "exported", "exporting"),
        ("job", "jobs"),
        ("run", "runs", "ran", "running"),
        ("stop", "stops", "stopped", "stopping"),
        ("remote", "remotely"),
        ("customer", "customers", "client", "Kunden", "cliente"),
        ("employees", "Mitarbeiter", "staff"),
        ("cancel", "cancellation"),
        ("take", "took", "taken"),
    ],
)
def test_one_stem(alike: tuple[str, ...]) -> None:
    """One stem for all forms, and for words of other languages."""
    assert len({stem(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("customer", "custom"), ("shop", "store"), ("bus", "but"), ("update", "upgrade")]
)
def test_other_stems(one: str, other: str) -> None:
    """Words that merely look alike, or mean nearly the same, stay apart."""
    assert stem(one) != stem(other)


def test_elisions_are_words_of_their_own() -> None:
    """`d'Arras` speaks of Arras."""
    assert tokens("les boutiques d'Arras") == ["les", "boutiques", "d", "arras"]
    assert stem("Arras") in content("n'est pas celle d'Arras")
