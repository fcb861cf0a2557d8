"""Recognises mail headers in pasted text: blocks of From, Date, Subject, and `On … wrote:` lines."""

import re
from collections.abc import Sequence
from functools import cache

from draft_escalation.thread.paste.heads import Head, person, take_apart
from draft_escalation.thread.paste.rows import Row
from draft_escalation.thread.paste.stamps import Stamp, find_stamps
from draft_escalation.thread.paste.words import any_of, words

_LONGEST_BLOCK = 14
_LONGEST_ROW = 400
_WROTE_ROWS = 3
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_REPLIED = "auto-replied"
"""RFC 3834: what a program answers. A desk's mails are `auto-generated`, and hold what people wrote."""


@cache
def _keys() -> tuple[re.Pattern[str], dict[str, str]]:
    mail = words().mail
    kinds = {key: kind for kind in ("date", "subject", "other", "automatic") for key in getattr(mail, kind)}
    kinds |= dict.fromkeys(mail.from_, "from")
    return re.compile(
        rf"[*_]{{0,2}}({any_of(kinds)})\s?[*_]{{0,2}}\s?:[*_]{{0,2}}\s{{0,9}}(.{{0,400}})", re.IGNORECASE
    ), kinds


@cache
def _wrote() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    opening = any_of(first for first, _ in words().mail.wrote)
    verb = any_of(last for _, last in words().mail.wrote)
    return (
        re.compile(rf"{opening}\s(?=.{{0,80}}\d)", re.IGNORECASE),
        re.compile(rf"(?:.{{0,300}}?\s)?{verb}\b[^:\n]{{0,120}}:$", re.IGNORECASE),
        re.compile(rf"\s{{0,3}}{verb}\b|^{opening}\s", re.IGNORECASE),
    )


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(rf"[\W_]{{0,60}}{any_of(words().mail.rules)}[\W_]{{0,60}}", re.IGNORECASE)


def is_rule(row: str) -> bool:
    """Whether the row is `-----Original Message-----` or its like."""
    return len(row) <= 160 and bool(_rule().fullmatch(row))


def block(rows: Sequence[Row], first: int) -> Head | None:
    """The header block that begins at a row: it names a sender, and a date or a subject."""
    found: dict[str, str] = {}
    last, seen = first, 0
    at = first
    while (
        at < len(rows)
        and at - first < _LONGEST_BLOCK
        and not rows[at].blank
        and rows[at].depth == rows[first].depth
    ):
        field = _field(rows[at].words)
        if field is None:
            if at == first or not _goes_on(rows[at - 1].words, rows[at].words):
                break
        else:
            kind, value = field
            if kind in found and kind != "other":
                break
            found[kind] = value or (rows[at + 1].words if at + 1 < len(rows) else "")
            seen += 1
        last, at = at, at + 1
    if "from" not in found or seen < 2 or not found.keys() & {"date", "subject"}:
        return None
    author, address = sender(found["from"])
    stamps = find_stamps(found.get("date", "")[:120])
    stamp = max(stamps, key=lambda one: (one.has_date, one.has_time), default=None)
    return Head(
        first, last, author, stamp, "mail", "sure",
        address=address,
        subject=found.get("subject") or None,
        quoted=first > 0,
        role=take_apart(author).role if author and "(" in author else None,
        automatic=found.get("automatic", "").lower().startswith(_REPLIED),
    )  # fmt: skip


def _field(row: str) -> tuple[str, str] | None:
    pattern, kinds = _keys()
    match = pattern.fullmatch(row[:_LONGEST_ROW]) if ":" in row[:40] else None
    return (kinds[" ".join(match[1].lower().split())], match[2].strip()) if match else None


def _goes_on(above: str, row: str) -> bool:
    """A long list of receivers runs over several rows."""
    return above.endswith((",", ";")) or bool(_MAIL.search(row) and len(row) < 200 and not row.endswith("."))


def sender(value: str) -> tuple[str | None, str]:
    """The name and the address of `Ana Pérez <ana@acme.example>`; the address where the name is missing."""
    address = _MAIL.search(value)
    name = re.sub(r"<[^<>]{0,200}>|\[mailto:[^\[\]]{0,200}\]|\((?:via|by)\s[^()]{0,80}\)", " ", value)
    if address:
        name = name.replace(address.group(), " ")
    name = " ".join(name.split()).strip("\"'()[]<>,;* ")
    name += ")" * (name.count("(") > name.count(")"))
    mail = address.group() if address else ""
    return (name[:80] or mail or None), mail


def wrote(rows: Sequence[Row], first: int) -> Head | None:
    """An `On Mon, 13 Apr 2026, Ana Pérez <…> wrote:` line, which may run over three rows."""
    opening, ending, frame = _wrote()
    if not opening.match(rows[first].words[:120]):
        return None
    said = ""
    for at in range(first, min(first + _WROTE_ROWS, len(rows))):
        if rows[at].blank or rows[at].depth != rows[first].depth or len(rows[at].words) > _LONGEST_ROW:
            return None
        said = f"{said} {rows[at].words}".strip()
        if ending.fullmatch(said[:_LONGEST_ROW]):
            return _attributed(said, first, at, frame)
    return None


def _attributed(said: str, first: int, last: int, frame: re.Pattern[str]) -> Head | None:
    stamps = find_stamps(said)
    if not stamps:
        return None
    stamp: Stamp = max(stamps, key=lambda one: (one.has_date, one.has_time))
    rest = said[: stamp.start] + "\n" + said[stamp.end :]
    for one in stamps:
        rest = rest.replace(one.text, " ")
    author, address = sender(frame.sub(" ", rest.rstrip(":")).strip(" \n,:"))
    if author and not person(author) and not address:
        author = take_apart(author).name or author
    return Head(first, last, author, stamp, "wrote", "sure", address=address, quoted=True)


def is_receivers(row: str) -> bool:
    """Whether the row only says to whom a message went: `To: …`, `Cc: …`."""
    field = _field(row)
    return field is not None and field[0] == "other"
