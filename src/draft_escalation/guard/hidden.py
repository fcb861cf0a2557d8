"""Characters that people do not see: found, counted, taken out."""

import unicodedata


def strip_hidden(text: str) -> str:
    """Gives the text without its hidden characters; newline and tab stay."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf"})


def count_hidden(text: str) -> dict[str, int]:
    """Gives how many hidden characters there are, by kind."""
    count = len(text) - len(strip_hidden(text))
    return {"hidden": count} if count else {}
