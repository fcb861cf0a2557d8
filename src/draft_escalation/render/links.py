"""Which addresses of a thread may be clickable in a brief: those of hosts that the settings allow."""

from collections.abc import Iterable
from urllib.parse import urlsplit

_SCHEMES = ("http", "https")
_NEVER = frozenset("<>\"'`\\|{}^ ")


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
