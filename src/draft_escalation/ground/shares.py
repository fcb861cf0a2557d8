"""Parts of a whole: `19 of 26`, `412 GB of 500 GB`."""

from collections.abc import Iterable, Iterator, Sequence

from draft_escalation.ground.nouns import whole_of
from draft_escalation.ground.value import Value


def shares(text: str, values: Sequence[Value]) -> set[tuple[str, str]]:
    """The (part, whole) of each `3 of 40` in a text."""
    return {
        (one.norm.split("|")[0], whole.norm.split("|")[0])
        for one in values
        if one.kind == "number" and (whole := whole_of(text, one, values)) and whole.kind == "number"
    }


def parts(text: str, values: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Each `412 GB of 500 GB`."""
    return ((one, whole) for one in values if (whole := whole_of(text, one, values)))


def mismatched_share(
    text: str, values: Sequence[Value], lines: Sequence[tuple[str, Sequence[Value]]]
) -> tuple[str, str] | None:
    """Gives a `26 of 26` of a statement where the lines say `19 of 26`."""
    told = {pair for line, found in lines for pair in shares(line, found)}
    for part, whole in sorted(shares(text, values) - told):
        if float(part) > float(whole):
            return part, whole
        if any(
            whole == other_whole and float(part) + float(other_part) == float(whole)
            for other_part, other_whole in told
        ):
            continue
        if any(
            (whole == other_whole or {part, whole} & {other_part}) and not _together(part, other_part, lines)
            for other_part, other_whole in told
        ):
            return part, whole
    return None


def _together(part: str, other: str, lines: Iterable[tuple[str, Sequence[Value]]]) -> bool:
    """Whether a line without shares names both parts: `31 vans, not 27` after `27 of 90`."""
    return any(
        {part, other} <= {one.norm for one in found} for line, found in lines if not shares(line, found)
    )
