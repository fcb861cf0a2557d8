"""Values that are known by their shape: addresses, paths, versions, codes and ids, identifiers."""

import re
from collections.abc import Iterator

from draft_escalation.ground.scan import has_digit, words_of
from draft_escalation.ground.value import Kind, Value

_FILES = (
    "csv|tsv|xlsx?|docx?|pptx?|pdf|txt|log|json|xml|ya?ml|toml|ini|cfg|conf|zip|gz|tar|png"
    "|jpe?g|gif|mp4|har|eml|html?|js|ts|py|rb|java|go|sql|dll|exe|sh|php|css|dmp|bak|md"
)
_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("url", re.compile(r"(?:(?i:https?)://|(?<!\w)www\.)[^\s<>\"'()\[\]]{1,2000}")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    ("handle", re.compile(r"(?<![\w@.])@[A-Za-z][\w.-]{1,40}")),
    ("path", re.compile(r"(?<![\w\\])(?:[A-Za-z]:|\\)\\[^\s\"<>|,;]{1,200}")),
    ("path", re.compile(r"(?<![\w/.:])(?:~|\.{1,2})?/(?:[\w.@%+{}-]{1,80}/){0,20}[\w.@%+{}-]{1,80}/?")),
    ("path", re.compile(
        rf"(?<![\w.-])[\w-]{{1,80}}(?:\.[\w-]{{1,40}}){{0,4}}\."
        rf"(?:{_FILES})(?!\w)", re.IGNORECASE)),
    ("version", re.compile(
        r"(?<![\w.])v\d{1,6}(?:\.\d{1,6}){0,4}(?:-?(?:rc|beta|alpha|b|p"
        r"|sp)\.?\d{0,3})?(?![\w])", re.IGNORECASE)),
    ("version", re.compile(
        r"(?<![\w.,:-])(?!\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\d))\d{1,6}(?:\.\d{1,6}){2,4}(?:-?"
        r"(?:rc|beta|alpha|b|p|sp)\.?\d{0,3})?(?!\w)", re.IGNORECASE)),
    ("version", re.compile(
        r"(?:(?<=\brelease )|(?<=\bbuild ))\d{1,6}"
        r"(?:\.\d{1,6}){1,4}(?!\w)", re.IGNORECASE)),
    ("version", re.compile(
        r"(?:(?<=\bversion )|(?<=\bfirmware ))\d{1,6}"
        r"(?:\.\d{1,6}){0,4}(?!\w)", re.IGNORECASE)),
    ("identifier", re.compile(
        r"(?<![\w.@/-])[A-Za-z_][\w-]{0,60}(?:\.[A-Za-z_][\w-]{1,60}){1,10}"
        r"(?:\(\))?(?!\w)")),
    ("code", re.compile(r"(?<![\w-])#\d{1,12}(?!\w)")),
    ("code", re.compile(
        r"(?<![\w-])(?=[A-Za-z_-]{0,30}\d)(?=[\d_-]{0,30}[A-Za-z])[A-Za-z0-9]{1,40}"
        r"(?:[_-][A-Za-z0-9]{1,40}){0,8}(?:\.\d{1,4}(?![A-Za-z])){0,4}(?![\w-])")),
    ("identifier", re.compile(
        r"(?<![\w-])(?:[A-Za-z0-9]{0,40}_){1,8}[A-Za-z0-9]{1,40}(?!\w)"
        r"|(?<!\w)[a-z]{1,40}[A-Z]\w{1,60}|(?<!\w)[A-Z][a-z]{1,40}[A-Z]\w{0,60}")),
)  # fmt: skip
_RELEASES, _VERSIONS = frozenset({"release", "build"}), frozenset({"version", "firmware"})
_DOTTED = re.compile(r"[\w-]\.\w")
_CAMEL = re.compile(r"[a-z][A-Z]")
_ANY = re.compile(rf"[\d@\\/#_]|www\.|{_DOTTED.pattern}|{_CAMEL.pattern}")
_NO_CODE = re.compile(
    r"(?:\d{1,9}(?:st|nd|rd|th|x)|\d{1,9}-[a-z]{1,20}|\d{1,9}(?:k|m|mm|bn|h|hrs?|d|s|ms|min"
    r"|mins|kb|mb|gb|tb|px|am|pm)"
    r"|[a-z]{1,20}-\d{1,2}|\d{1,2}h\d\d|\d{4}-\d\d-\d\dT\d\d|\d{1,2}Z)$",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?…*_"


def shapes(text: str) -> Iterator[Value]:
    """Gives the values of a known shape; `norm` is the lower-case text, of a code without its separators."""
    if not _ANY.search(text):
        return
    for (kind, pattern), may_stand in zip(_SHAPES, _tests(text), strict=True):
        for match in pattern.finditer(text) if may_stand else ():
            found = match[0].rstrip(_TRAILING)
            if (
                found
                and not (kind == "code" and _plain_words(found))
                and not (kind == "identifier" and _abbreviation(found))
            ):
                yield Value(kind, found, _norm(kind, found), match.start(), match.start() + len(found))


def _tests(text: str) -> tuple[bool, ...]:
    """Whether each of the shapes may stand in a text at all."""
    digit, mail, dotted = has_digit(text), "@" in text, _DOTTED.search(text) is not None
    said = words_of(text) if digit else frozenset()
    released, versioned = not said.isdisjoint(_RELEASES), not said.isdisjoint(_VERSIONS)
    return (
        "://" in text or "www." in text, mail, mail, "\\" in text, "/" in text, dotted,
        digit, digit and "." in text, released, versioned, dotted, "#" in text, digit,
        "_" in text or _CAMEL.search(text) is not None,
    )  # fmt: skip


def _norm(kind: Kind, found: str) -> str:
    lower = found.lower()
    if kind == "url":
        head, slash, path = found.partition("://")
        host, mark, rest = (path or head).partition("/")
        return f"{head if path else ''}{slash}{host}".lower() + (mark + rest).rstrip("/")
    if kind == "version":
        return lower.lstrip("v")
    if kind == "code":
        return re.sub(r"[-_#]", "", lower)
    return lower.rstrip("/")


def _plain_words(found: str) -> bool:
    """`30-minute`, `12k`, `3rd`: quantities.

    Read elsewhere. `covid-19` and `F-150` stay codes by their capitals.
    """
    return bool(_NO_CODE.match(found)) and not found[0].isupper()


def _abbreviation(found: str) -> bool:
    return found.count(".") > 0 and max(len(part) for part in found.split(".")) < 3
