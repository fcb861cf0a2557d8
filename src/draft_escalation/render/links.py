"""Which addresses of a thread may be clickable in a brief: those of hosts that the settings allow."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

_SCHEMES = ("http", "https")
_NEVER = frozenset("<>\"'`\\|{}^ ")


@dataclass(frozen=True, slots=True)
class Style:
    """How a brief is shown: whether with pointers, and the hosts whose links may be clickable."""

    cite: bool = True
    link_hosts: tuple[str, ...] = ()


def split_link(words: str, hosts: Iterable[str]) -> tuple[str, str]:
    """An address without the stops that follow it, and those; no address where it may not be clickable."""
    url = words.rstrip(".,;:!?)]}")
    return (url, words[len(url) :]) if is_allowed(url, hosts) else ("", words)


def is_allowed(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address leads to an allowed host or one below it (`acme.example`: `support.acme.example`).

    Never where it carries a user's name or a sign that no address has: these hide where it leads.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
        plain = parts.scheme in _SCHEMES and "@" not in parts.netloc and parts.port in {None, 80, 443}
    except ValueError:
        return False
    if not (plain and host.isascii() and _NEVER.isdisjoint(url) and url.isprintable()):
        return False
    allowed = (one.lower().strip(". ") for one in hosts)
    return any(host == one or host.endswith(f".{one}") for one in allowed if one)
