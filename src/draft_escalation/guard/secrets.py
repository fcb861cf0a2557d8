"""Secrets in a text: found by prefix, checksum or label, and masked before the text leaves the machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Secret:
    """A half-open span that holds a secret, and what kind it is ("password", "card")."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose secrets are placeholders, and the secrets that stood there, in order."""

    text: str
    secrets: tuple[Secret, ...]


def find_secrets(text: str) -> list[Secret]:
    """Gives the secrets of a text, in order, without overlap."""
    return []


def mask(text: str) -> Masked:
    """Gives the text with `[kind hidden 1]` in place of each secret; the same secret has the same number."""
    return Masked(text, tuple(find_secrets(text)))


def mask_secrets(text: str) -> str:
    """Gives the masked text alone."""
    return mask(text).text
