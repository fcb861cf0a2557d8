"""Many words as one regular expression."""

from collections.abc import Iterable


def alternation(words: Iterable[tuple[str, ...]]) -> str:
    """Gives an alternation of words in the order given, each in parts (its letters) that are patterns.

    Words that begin alike stand behind their common first part, so that a text is not tried word by word;
    among these the order stays. Needs brackets around it.
    """
    by_head: dict[str, list[str]] = {}
    for head, *rest in words:
        by_head.setdefault(head, []).append("".join(rest))
    return "|".join(
        head + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})") for head, rests in by_head.items()
    )
