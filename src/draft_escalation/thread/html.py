"""HTML to text that keeps every word: pasted pages and mail bodies."""

import re


def looks_like_html(text: str) -> bool:
    """Whether the text is a page or a mail body in HTML, rather than words that mention a tag."""
    return bool(re.match(r"\s{0,200}(?:<!doctype html|<html)", text, re.IGNORECASE))


def html_to_text(html: str) -> str:
    """Gives the text of a page."""
    return re.sub(r"<[^<>]{1,2000}>", "", html)
