"""Where it happens: versions, systems, browsers, devices, hosting, data sources, networks, plans, regions."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.choose import Candidate, chosen
from draft_escalation.extract.offline.fields import fields
from draft_escalation.extract.offline.told import under_heading
from draft_escalation.extract.offline.trim import shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.ground.shapes import shapes
from draft_escalation.tables import Record, read_table

_MOST = 6
_LONGEST = 2_000
_FRAGMENT = 200
_LOOSE = re.compile(r"(?<![\w.,:/€$£+-])v?\d{1,3}\.\d{1,4}(?:-?[a-z]{1,8}\.?\d{0,6})?(?![\w%€$£]|[.,]\d|\s?(?:%|[kmg]i?b\b|eur|usd|gbp|chf|ms|h\b|s\b|uhr|am\b|pm\b|euro|hours?|minutes?|days?|cm|mm|kg|v\b|a\b|w\b|kw\b|°))", re.IGNORECASE)  # fmt: skip
_IMAGE = re.compile(r"(?<![\w/.-])[a-z][\w/-]{1,60}[:.-]v?\d{1,4}\.\d{1,6}[\w.-]{0,40}", re.IGNORECASE)
_SITE = re.compile(
    r"(?<![\w/@.-])[\w-]{2,40}\.(?:com|org|net|io|app|cloud|de|fr|es|ai|co)(?![\w/.])", re.IGNORECASE
)
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)")
_FIELDS = frozenset({
    "version", "app version", "product version", "environment", "browser", "os", "operating system", "platform", "device", "model",
    "firmware", "build", "hosting", "deployment", "region", "plan", "edition", "database", "client", "sdk", "affects version",
    "affects versions", "affects version/s", "betriebssystem", "gerät", "umgebung", "navigateur", "environnement", "entorno", "navegador",
    "produkt", "product", "component", "module",
})  # fmt: skip


class _Names(Record):
    """environment.toml."""

    os: tuple[str, ...]
    browser: tuple[str, ...]
    device: tuple[str, ...]
    hosting: tuple[str, ...]
    database: tuple[str, ...]
    network: tuple[str, ...]
    plan: tuple[str, ...]
    runtime: tuple[str, ...]
    region: tuple[str, ...]
    exact: tuple[str, ...]
    versioned: tuple[str, ...]
    advice: tuple[str, ...]


def find(view: View) -> tuple[Fact, ...]:
    """Gives the lines that tell most of the environment, nothing twice; the ticket's own fields first."""
    return chosen((*_recorded(view), *under_heading(view, "environment", labelled=True), *_told(view)), _MOST)


def _recorded(view: View) -> Iterator[Candidate]:
    for one in fields(view):
        if one.name in _FIELDS:
            text = " ".join(one.line.text.split())
            yield Candidate(-1, 9.0, Fact(text=text, lines=(one.line.id,)))


def _told(view: View) -> Iterator[Candidate]:
    """Lines of people that name something of the environment which no earlier line named."""
    known: set[str] = set()
    for place, spoken in enumerate(view.spoken):
        named = _named(spoken)
        new = {text for text in named if text.lower() not in known}
        if new and spoken.message.id != "m0":
            known.update(text.lower() for text in named)
            score = sum(named[text] for text in new)
            yield Candidate(place, score, spoken.fact(_fragment(spoken.text, new)))


def _named(spoken: Spoken) -> dict[str, float]:
    """What a line names of the environment, with its weight: versions tell more than names."""
    text = spoken.text[:_LONGEST]
    if {"log", "code", "table"}.intersection(spoken.line.flags):
        return {match[0]: 2.0 for match in _IMAGE.finditer(text)} if "log" not in spoken.line.flags else {}
    if text.endswith("?") or (spoken.message.role == "agent" and _any_of("advice").search(text)):
        return {}
    named = {match[0]: 1.0 for match in _products().finditer(text)}
    named |= {
        value.text: 2.0
        for value in shapes(text)
        if value.kind == "version" and not _ADDRESS.match(value.text)
    }
    named |= {match[0]: 2.0 for match in _IMAGE.finditer(text)}
    if _any_of("versioned").search(text):
        named |= {match[0]: 2.0 for match in _LOOSE.finditer(text)}
    if spoken.message.role == "customer":
        named |= {match[0]: 0.5 for match in _SITE.finditer(text)}
    return named


def _fragment(text: str, named: set[str]) -> str:
    """The line, or the part of a long one that names it."""
    if len(text) <= _FRAGMENT:
        return shortened(text)
    first = min(text.find(one) for one in named)
    last = max(text.find(one) + len(one) for one in named)
    begin = max((match.end() for match in re.finditer(r"[,;:(]\s|\s[–—-]\s", text[:first])), default=0)
    end = re.search(r"[,;:)]\s|\s[–—-]\s|$", text[last:])
    return shortened(text[begin : last + (end.start() if end else 0)])


@cache
def _products() -> re.Pattern[str]:
    """A name with the number behind it: "Ubuntu 16.04.4 LTS", "Chrome version 120"."""
    table = _names()
    kinds = (
        table.os,
        table.browser,
        table.device,
        table.hosting,
        table.database,
        table.network,
        table.plan,
        table.runtime,
        table.region,
    )
    names = "|".join(
        re.escape(one) for one in sorted({n for kind in kinds for n in kind}, key=len, reverse=True)
    )
    exact = "|".join(map(re.escape, table.exact))
    return re.compile(
        rf"(?<![\w./@-])(?:(?i:{names})|{exact})(?:\s(?i:version\s|v\.?\s?)?v?\d[\w.]{{0,20}}(?<!\.))?(?![\w/-])"
    )


@cache
def _any_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, getattr(_names(), name)))})(?!\w)", re.IGNORECASE)


@cache
def _names() -> _Names:
    return read_table(__package__, "cues/environment.toml", _Names)
