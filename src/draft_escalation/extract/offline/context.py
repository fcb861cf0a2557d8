"""Where to look further: links, tickets, attached files and pictures, logs, internal channels."""

import re
from collections.abc import Iterator

from draft_escalation.brief.model import ContextKind, Fact, Reference
from draft_escalation.extract.offline.trim import clipped, trimmed
from draft_escalation.extract.offline.view import View
from draft_escalation.thread.model import Line

_MOST = 16
_MOST_PICTURES = 3
_LONGEST = 4_000
_AROUND = 140
_URL = re.compile(r"(?:https?://|(?<![\w/@.])(?:www\.|github\.com/|gitlab\.com/))[^\s<>\"'()\[\]“”]{3,2000}")
_BARE_FILE = re.compile(r"(?<![\w/.-])[\w-]{1,40}(?:/[\w.-]{1,60}){2,12}\.\w{1,5}(?:#L\d{1,6})?(?!\w)")
_FILE = re.compile(
    r"(?<![\w/.-])[\w.()-]{1,160}\.(?:png|jpe?g|gif|webp|heic|mp4|mov|webm|log|txt|har|zip|gz|7z|pdf|csv|xlsx?|docx?|json|xml|eml|msg|pcap|dmp|evtx)(?!\w)",
    re.IGNORECASE,
)
_TICKET = re.compile(
    r"(?<![\w/])(?:[A-Z][A-Z0-9]{1,9}-\d{1,8}|INC\d{5,10}|(?:ticket|tickets|case|cases|incident|issue|bug|request|report id|report|reference|ref|vorgang|anfrage|dossier|caso|ticket-nr|pr|job)s?(?:\s(?:id|no|number|nr|nummer|n°))?[.:]?\s{0,2}[#:]?\s{0,2}(?:[A-Z]{1,6}-?)?\d{3,12}(?:,?\s(?:and|und|et|y|&)?\s?#?\d{3,12}){0,4}|#\d{3,12})(?![\w])",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?-i:[A-Z][A-Z0-9]{1,9}-\d{1,8}|INC\d{5,10})")
_NOT_TICKETS = re.compile(
    r"(?:UTF|ISO|SHA|RFC|CVE-|COVID|UTC|GMT|HTTP|MP|RS|USB|CAT|TLS|AES|WPA|F|A|B|E|Q|H)-?\d{1,5}$",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?<!\w)(?:\[(?:image|screenshot|picture|video|attachment)[^\]\n]{0,80}\]|!\[[^\]\n]{0,80}\]|(?:see|please find|i|we|here is|here's|as)?\s?(?:have\s|'ve\s)?(?:attached|attaching|enclosed)|(?:screenshots?|screen recording|screen shot|attachments?|attached|pictures?|photos?|video|har file|log file|logs attached)(?=\s(?:attached|below|above|shows|here|is|of|from|in)|[:.]|$)|im anhang|anbei|angehängt|screenshot|bildschirmfoto|ci-joint|ci-jointe|en pièce jointe|capture d'écran|adjunto|adjunta|captura de pantalla)(?!\w)",
    re.IGNORECASE,
)
_ONLY_MARK = re.compile(r"\[(?:image|picture)\]|image\s?\d{2,5}[×x]\d{2,5}.{0,20}", re.IGNORECASE)
_CHANNEL = re.compile(
    r"(?<![\w&/#])#[a-z][a-z0-9_-]{2,40}(?!\w)|(?<!\w)(?:slack|teams)\s(?:thread|channel)[^.\n]{0,60}|(?<!\w)internal\s(?:thread|note|ticket|channel|doc)[^.\n]{0,60}",
    re.IGNORECASE,
)
_ASIDE = frozenset({"quoted", "signature"})


def find(view: View) -> tuple[Reference, ...]:
    """Gives each reference once, with the words around it, in the order of the thread."""
    found: dict[str, Reference] = {}
    for message in view.thread.messages:
        for line in message.lines:
            if _ASIDE.isdisjoint(line.flags):
                for key, reference in _in_line(line):
                    found.setdefault(key, reference)
    pictures = [key for key in found if key.startswith("picture ")]
    for key in pictures[_MOST_PICTURES:]:
        del found[key]
    return tuple(found.values())[:_MOST]


def _in_line(line: Line) -> Iterator[tuple[str, Reference]]:
    text = " ".join(line.text[:_LONGEST].split())
    links = list(_URL.finditer(text))
    for match in links:
        url = match[0].rstrip(".,;:!?*_")
        yield (
            f"url {url.rstrip('/')}",
            _reference("link", line, _around(text, match.start(), match.start() + len(url)), url),
        )
    rest = _URL.sub(" ", text)
    if "code" not in line.flags:
        yield from _files(line, rest)
    if "header" not in line.flags and "code" not in line.flags:
        yield from _tickets(line, rest)
        yield from _shown(line, rest)


def _files(line: Line, text: str) -> Iterator[tuple[str, Reference]]:
    for match in _FILE.finditer(text):
        kind: ContextKind = (
            "log" if match[0].lower().endswith((".log", ".har", ".pcap", ".evtx", ".dmp")) else "attachment"
        )
        yield f"file {match[0].lower()}", _reference(kind, line, _around(text, match.start(), match.end()))
    for match in _BARE_FILE.finditer(text):
        yield f"file {match[0].lower()}", _reference("link", line, match[0])


def _tickets(line: Line, text: str) -> Iterator[tuple[str, Reference]]:
    for match in _TICKET.finditer(text):
        number = match[0]
        worded = not re.fullmatch(r"[A-Za-z][A-Za-z0-9]{1,9}-\d{1,8}", number) or _KEY.fullmatch(number)
        if worded and not _NOT_TICKETS.match(number):
            yield (
                f"ticket {number.lower()}",
                _reference("ticket", line, _around(text, match.start(), match.end())),
            )


def _shown(line: Line, text: str) -> Iterator[tuple[str, Reference]]:
    if match := _CHANNEL.search(text):
        yield f"internal {match[0].lower()}", _reference("internal", line, clipped(trimmed(text), _AROUND))
    if (match := _PICTURE.search(text)) and not _FILE.search(text):
        said = clipped(trimmed(text), _AROUND)
        yield (
            f"picture {line.id}",
            _reference("attachment", line, said if not _ONLY_MARK.fullmatch(said) else match[0]),
        )


def _around(text: str, start: int, end: int) -> str:
    """The reference with the words of its clause, at most so many characters of them."""
    if len(text) <= _AROUND:
        return trimmed(text)
    begin = max(
        (match.end() for match in re.finditer(r"[.;:!?]\s|\n", text[max(0, start - _AROUND) : start])),
        default=0,
    )
    left = text[max(0, start - _AROUND) : start][begin:]
    left = left if len(left) <= _AROUND // 2 else "…" + left[-_AROUND // 2 :].partition(" ")[2]
    right = re.split(r"[.;!?]\s", text[end : end + _AROUND // 2])[0]
    return trimmed((left + text[start:end] + right.rpartition(" ")[0]).strip())


def _reference(kind: ContextKind, line: Line, text: str, url: str | None = None) -> Reference:
    return Reference(kind=kind, fact=Fact(text=text, lines=(line.id,)), url=url)
