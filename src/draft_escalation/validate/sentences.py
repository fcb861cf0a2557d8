"""Sentences of a statement, counted."""

import re

_END = re.compile(r"(?<!\b[A-Za-z])(?<!\be\.g)(?<!\bi\.e)[.!?…]{1,5}[\"”»)]?(?=\s+[\"“„«(]?[A-ZÀ-Þ0-9])")


def count_sentences(text: str) -> int:
    """How many sentences a statement has; one without a full stop is one."""
    return len(_END.findall(text)) + 1 if text.strip() else 0
