"""Counts that stand nowhere but can be counted: listed things, dates, messages, authors."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from draft_escalation.ground.basis import Derived, Ground
from draft_escalation.ground.nouns import noun_of
from draft_escalation.ground.quantities import size_of
from draft_escalation.ground.value import Value
from draft_escalation.thread.model import Message

_MOST = 60
_SEVERAL = 2
_MOST_COUNTS = 100
_LONGEST_LIST = 2_000
_PEOPLE = re.compile(
    r"(?:custom|clien|user|peopl|employ|person|reporter|tenant|account|compan|organi[sz]|colleague|part)",
    re.IGNORECASE,
)
_CONTACTS = re.compile(
    r"(?:time|answ|phon|messag|chaser|remind|follow|updat|attempt|repl|ask|request|report|mail"
    r"|e-?mail|contact|step|tr(?:y|ies))",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\s(?:further|other|more)\s")
_SENTENCE = re.compile(r"[;\n()]|\.\s")
_PARTS = re.compile(r",|\b(?:and|or|und|oder|et|y)\b|&")
_LISTED = re.compile(
    r"[^,;.:!?\n()]{1,60}(?:,[^,;.:!?\n()]{1,60}){0,30}(?:,? (?:and|or|und|oder|et|y|&) [^,;.:!?\n()]{1,60})"
)


def counted(value: Value, ground: Ground) -> Derived | None:
    """Gives how a number counts things listed, authors, messages or cited items.

    None where a line counts the same thing itself, or nothing makes that many.
    """
    wanted, noun = size_of(value), noun_of(ground.text, value, ground.values)
    if not 0 < wanted <= _MOST or _count_stands(noun, ground):
        return None
    lines = tuple(line.line.id for line in ground.cited)
    _, _, listed = ground.text[value.end : value.end + _LONGEST_LIST].partition(":")
    dates = {one.norm for one in ground.values if one.kind == "date" and one.start > value.end}
    if len(dates) > 1 and len(dates) == wanted:
        return Derived("counted: dates that the statement lists", lines)
    own = [(_length(match[0]), "things that the statement lists") for match in _LISTED.finditer(listed)]
    own.append((_length(_SENTENCE.split(listed, maxsplit=1)[0]), "things that the statement lists"))
    for count, what in (*own, *_counts(value, noun, ground)):
        if count == wanted:
            return Derived(f"counted: {what}", lines)
    return None


def _count_stands(noun: frozenset[str], ground: Ground) -> bool:
    return any(
        noun & noun_of(line.text, one, line.values)
        for line in ground.cited
        for one in line.values[:_MOST_COUNTS]
        if one.kind == "number"
    )


def _counts(value: Value, noun: frozenset[str], ground: Ground) -> Iterator[tuple[int, str]]:
    words = " ".join(noun)
    messages = list({line.message.id: line.message for line in ground.cited}.values())
    if not words or _PEOPLE.search(words):
        yield from _writers(messages, ground, further=_FURTHER.match(ground.text, value.end) is not None)
    elif _CONTACTS.search(words):
        yield len(messages), "the cited messages"
        writers = Counter(message.author for message in messages)
        yield from ((count, f"cited messages of {author}") for author, count in writers.items() if author)
    if _PEOPLE.search(words):
        return
    yield sum("list" in line.line.flags for line in ground.cited), "list items"
    yield len(ground.cited), "cited lines"
    for line in ground.cited:
        for match in _LISTED.finditer(line.text[:_LONGEST_LIST]):
            yield _length(match[0]), "things listed"
        yield (
            len(
                {
                    one.norm
                    for one in line.values[:_MOST_COUNTS]
                    if one.kind in {"code", "path", "version", "email", "date"}
                }
            ),
            "things named",
        )


def _writers(cited: Sequence[Message], ground: Ground, *, further: bool) -> Iterator[tuple[int, str]]:
    """How many wrote, of those cited and, where hardly a customer is, of all; `further` ones but one."""
    customers = len({m.author for m in cited if m.author and m.role == "customer"})
    everybody = len({m.author for m in ground.thread.messages if m.author and m.role == "customer"})
    if not further:
        yield len({m.author for m in cited if m.author}), "authors of the cited messages"
    but, one = (", but for one", 1) if further else ("", 0)
    yield customers - one, f"customers who wrote the cited messages{but}"
    if customers < _SEVERAL:
        yield everybody - one, f"customers who wrote{but}"


def _length(listed: str) -> int:
    return len(_PARTS.findall(re.sub(r",\s(?=and|or)", " ", listed))) + 1
