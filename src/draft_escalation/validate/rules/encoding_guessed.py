"""THR001: the text's encoding was guessed."""

from collections.abc import Iterator

from draft_escalation.validate.rule import Case, Hit, Rule


def _check(case: Case) -> Iterator[Hit]:
    reading = case.given_thread.reading
    if reading.encoding_guessed:
        yield Hit("thread", f"read as {reading.encoding}, by guess", fix="name the encoding with --encoding")


RULE = Rule(
    code="THR001",
    slug="encoding-guessed",
    level="note",
    summary="The encoding of the thread was guessed: accents and currency signs may be wrong.",
    why='Using This Skill: "Document everything": with the words as they were written',
    check=_check,
    fires={"reading": {"encoding": "cp1252", "encoding_guessed": True}},
    passes={"reading": {"encoding": "cp1252"}},
)
