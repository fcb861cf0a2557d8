"""What else there is to read: links, tickets, logs, attachments, internal threads that the thread names."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.brief.model import ContextKind, Reference
from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.phrases import speaker
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.tables import Record, read_table

_MOST = 12
_LONGEST = 160
_LEAD = 80
_READABLE = 4_000
_URL = re.compile(
    r"(?:https?://|(?<![\w/@.])(?:github\.com|gitlab\.com)/)[^\s<>\"'`|{}\\^\[\]]{3,2000}", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^[\s>*•-]{0,8}(?:\d{1,2}[.)]\s{1,3})?")
_AFTER_URL = ".,;:!?)*_»”’"
_KEY = re.compile(r"(?<![\w/-])[A-Z][A-Z0-9]{1,9}-\d{1,7}(?![\w-])")
_NOT_KEYS = re.compile(
    r"(?:UTF|ISO|SHA|RFC|CVE|COVID|HTTP|TLS|AES|RSA|IPV|USB|PHP|UTC|GMT|WIN)-", re.IGNORECASE
)
_COMMIT = re.compile(r"\b(?:commit|revision)\s{1,3}[0-9a-f]{7,40}\b", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@/.:-])[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,40}){1,4}/(?!/)[\w/.%#?=&-]{1,200}", re.IGNORECASE
)
"""An address without its scheme: kb.acorn.example/a/12."""
_OWN_NUMBER = re.compile(r"(?<![\w&])#(?P<number>\d{3,10})\b")
_HASHED = re.compile(r"(?<!\w)(?P<word>[^\W\d_]{1,20}\s)?\(?#(?P<number>\d{4,8})\b")
_OTHER_NUMBERS = frozenset(
    (
        "order",
        "invoice",
        "error",
        "room",
        "table",
        "build",
        "bill",
        "payment",
        "customer",
        "account",
        "bestellung",
    )
)
_COMMITTED = frozenset({"commit", "revision"})
_NUMBERED = (
    r"(?<!\w)(?:{words})\s{{0,2}}(?:(?:id|no\.?|number|nr\.?|n°|is|was|ist|est|es|el|la|le|de|vom|von|from|of"
    r"|(?:jan|feb|mär|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|fév|avr|aoû|ago|dic|déc)\w{{0,7}})\s{{1,2}}){{0,4}}"
    r"[:#=]{{0,2}}\s{{0,2}}#?"
    r"(?=[\w-]{{0,12}}\d{{3}})[A-Za-z]{{0,8}}-?\d{{3,12}}\b"
)
_KINDS: tuple[tuple[str, ContextKind], ...] = (
    ("attached", "attachment"),
    ("internal", "internal"),
    ("related", "ticket"),
    ("logs", "log"),
)


class _Words(Record):
    """Words of context.toml.

    `wanted` asks for something that is not there; files with `perhaps_endings` are named
    without being attached.
    """

    ticket_words: tuple[str, ...]
    related: tuple[str, ...]
    attached: tuple[str, ...]
    wanted: tuple[str, ...]
    logs: tuple[str, ...]
    internal: tuple[str, ...]
    file_endings: tuple[str, ...]
    log_endings: tuple[str, ...]
    perhaps_endings: tuple[str, ...]
    leads: tuple[str, ...]
    titled: tuple[str, ...]


@cache
def _words() -> _Words:
    return read_table(__package__, "cues/context.toml", _Words)


@cache
def _any(kind: str) -> Listed:
    return Listed(getattr(_words(), kind))


@cache
def _ticket() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in _words().ticket_words)
    return re.compile(_NUMBERED.format(words=words), re.IGNORECASE)


@cache
def _led_key() -> re.Pattern[str]:
    """A key where no word says that it is a ticket's: behind "see", in brackets, or of the knowledge base."""
    return re.compile(
        rf"(?:(?<!\w)(?i:{'|'.join(_words().leads)}):?\s|\(|^)(?=[A-Z]{{2,10}}-)(?P<key>{_KEY.pattern})"
        r"|(?<![\w-])KB[- ]?\d{1,6}(?![\w-])"
    )


@cache
def _titled() -> re.Pattern[str]:
    """A document by its title: 'article "Slots and clocks"'."""
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(_words().titled)})(?:\s(?:>\s)?[\w§&-]{{1,20}}){{0,3}}\s(?:>\s)?[\"“„«]\s?[^\"”“»\n]{{3,80}}[\"”“»]",
        re.IGNORECASE,
    )


@cache
def _endings() -> frozenset[str]:
    words = _words()
    return frozenset((*words.file_endings, *words.log_endings, *words.perhaps_endings))


@cache
def _file() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w./\\:-])[\w.-]{{1,200}}\.(?:{'|'.join(sorted(_endings()))})(?![\w/.-]\w)", re.IGNORECASE
    )


def find(view: View) -> tuple[Reference, ...]:
    """Gives each link, ticket, log, attachment and internal thread once, in the order of the thread."""
    found: dict[tuple[str, str], Reference] = {}
    for spoken in view.spoken:
        for key, reference in _in_line(spoken):
            found.setdefault(key, reference)
    return tuple(found.values())[:_MOST]


def _in_line(spoken: Spoken) -> Iterator[tuple[tuple[str, str], Reference]]:
    text = spoken.text
    for number in _hashed(text, of_ticket=spoken.message.id == "m0") if "#" in text else ():
        yield ("ticket", number), _reference("ticket", spoken, _told(spoken, "#" + number))
    for url in _urls(text):
        yield ("link", url.rstrip("/").lower()), _reference("link", spoken, _about(text, url), url)
    if len(text) > _READABLE or "code" in spoken.line.flags:
        return
    bare = _URL.sub(" ", text) if "/" in text else text
    for match in _BARE.finditer(bare) if "/" in bare else ():
        if any(map(str.isalpha, match[0].partition("/")[0].rpartition(".")[2])):
            yield ("link", match[0].rstrip("./").lower()), _reference("link", spoken, match[0].rstrip("."))
    ticket = _any("ticket_words").search(bare) is not None
    patterns = [_ticket(), _KEY] if ticket else [_led_key()] if "-" in bare or "KB" in bare else []
    patterns += [_titled()] if _any("titled").search(bare) else []
    patterns += [] if _COMMITTED.isdisjoint(runs(bare)) else [_COMMIT]
    named = [
        match.groupdict().get("key") or match[0] for pattern in patterns for match in pattern.finditer(bare)
    ]
    for words in named:
        if not _NOT_KEYS.match(words):
            yield ("ticket", _number(words)), _reference("ticket", spoken, _told(spoken, words))
    yield from _things(spoken, bare, named=bool(named))


def _hashed(text: str, *, of_ticket: bool) -> Iterator[str]:
    """Numbers behind a hash: the ticket's own in its fields, else other tickets', of four digits on."""
    if of_ticket:
        yield from (match["number"] for match in _OWN_NUMBER.finditer(text[:_READABLE]))
        return
    for match in _HASHED.finditer(text[:_READABLE]):
        if (match["word"] or "").strip().lower() not in _OTHER_NUMBERS:
            yield match["number"]


def _urls(text: str) -> Iterator[str]:
    for match in _URL.finditer(text) if "/" in text else ():
        url = match[0].rstrip(_AFTER_URL)
        balanced = url.count("(") > url.count(")") and match[0][len(url) :].startswith(")")
        yield url + ")" if balanced else url


def _about(text: str, url: str) -> str:
    """The URL, behind the few words that lead to it."""
    lead = text[: text.find(url)][-_LEAD:]
    lead = lead.partition(" ")[2] if len(lead) == _LEAD else lead
    return _LIST_MARK.sub("", lead) + url if any(map(str.isalpha, lead)) else url


def _things(spoken: Spoken, bare: str, *, named: bool) -> Iterator[tuple[tuple[str, str], Reference]]:
    """Files by their names; else lines that speak of an attachment, a log or an internal thread."""
    files = [
        name
        for name in (
            match[0] for match in (() if _endings().isdisjoint(runs(bare)) else _file().finditer(bare))
        )
        if _is_there(name, spoken, bare)
    ]
    for name in files:
        kind: ContextKind = "log" if _ends(name, _words().log_endings) else "attachment"
        yield (kind, name.lower()), _reference(kind, spoken, _told(spoken, name))
    asked = spoken.text.startswith("#") or spoken.text.endswith(("?", ":")) or _any("wanted").search(bare)
    if files or asked or "log" in spoken.line.flags:
        return
    for words, kind in _KINDS:
        ours = kind != "internal" or speaker(spoken.message) == "staff"
        if ours and not (named and kind == "ticket") and _any(words).search(bare):
            said = shortened(spoken.text, _LONGEST)
            yield (kind, said.lower()), _reference(kind, spoken, said)
            return


def _is_there(name: str, spoken: Spoken, bare: str) -> bool:
    """Whether a file is at hand: configuration files are named in prose without being attached."""
    if not _ends(name, _words().perhaps_endings):
        return True
    return "list" in spoken.line.flags or _any("attached").search(bare) is not None


def _ends(name: str, endings: tuple[str, ...]) -> bool:
    return name.lower().endswith(tuple("." + ending for ending in endings))


def _told(spoken: Spoken, words: str) -> str:
    """The line, where it is short; else the words alone. What opens a line keeps its letters."""
    if len(spoken.text) > _LONGEST:
        return words
    return spoken.text if spoken.text.startswith(words) else shortened(spoken.text)


def _number(words: str) -> str:
    last = words if words.endswith(('"', "”", "»")) else words.rpartition(" ")[2]
    return "".join(filter(str.isalnum, last.lower()))


def _reference(kind: ContextKind, spoken: Spoken, text: str, url: str | None = None) -> Reference:
    return Reference(kind=kind, fact=spoken.fact(text), url=url)
