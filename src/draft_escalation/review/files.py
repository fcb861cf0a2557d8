"""The page's own files: style, script and mark, each under an address that changes with its content."""

import hashlib
from functools import cache
from pkgutil import get_data

from draft_escalation.render.html import asset

KINDS = {"review.css": "text/css", "review.js": "text/javascript", "mark.svg": "image/svg+xml"}
"""The files there are, and what they are."""


def address_of(name: str) -> str:
    """The address of a file: one that the browser need not ask for twice."""
    return f"/static/{name}?{_print(name)}"


@cache
def content(name: str) -> bytes:
    """A file of `KINDS`; the colours stand in the style."""
    data = get_data(__package__, f"static/{name}") or b""
    return asset("colours.css").encode() + data if name == "review.css" else data


@cache
def _print(name: str) -> str:
    return hashlib.sha256(content(name)).hexdigest()[:12]
