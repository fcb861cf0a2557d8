"""Where it happens: versions, systems, browsers, devices, hosting, data sources, networks, plans, regions."""

import re
from collections.abc import Iterator
from functools import cache

from draft_escalation.brief.model import Fact
from draft_escalation.extract.offline.choose import Candidate, apart, chosen
from draft_escalation.extract.offline.corrections import corrections
from draft_escalation.extract.offline.fields import fields
from draft_escalation.extract.offline.listed import Listed
from draft_escalation.extract.offline.marks import runs
from draft_escalation.extract.offline.told import under_heading
from draft_escalation.extract.offline.trim import clause, shortened
from draft_escalation.extract.offline.view import Spoken, View
from draft_escalation.ground.shapes import shapes
from draft_escalation.tables import Record, read_table

_MOST = 6
_LONGEST = 2_000
_FRAGMENT = 160
_LOOSE = re.compile(
    r"(?<![\w.,:/€$£+-])v?\d{1,3}\.\d{1,4}(?:-?[a-z]{1,8}\.?\d{0,6})?"
    r"(?![\w%€$£]|[.,]\d|\s?(?:%|[kmg]i?b\b|eur|usd|gbp|chf|ms|h\b|s\b|uhr|am\b|pm\b|euro|"
    r"hours?|minutes?|days?|cm|mm|kg|v\b|a\b|w\b|kw\b|°))",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"(?<![\w/.-])[a-z][\w/-]{1,60}[:.-]v?\d{1,4}\.\d{1,6}[\w.-]{0,40}", re.IGNORECASE)
_MODEL = re.compile(r"(?<![\w#/-])(?:[A-Z]{1,4}-\d{1,2}[A-Z]?|[A-Z]{2,4}\d{1,4}[A-Z]?)(?![\w-]|:\d)")
"""A model's short code; longer numbers are a ticket's."""
_PLAN = re.compile(
    r"(?<![\w-])(?:(?!The|Our|Your|My|This|Which|What|No|On|And)[A-ZÀ-Þ][a-zß-ÿ+]{2,20}(?:\s[A-ZÀ-Þ][a-zß-ÿ+]{2,20})?\s[Pp]lan"
    r"|[Pp]lan(?:\s[A-ZÀ-Þ][\wÀ-ÿ+]{2,20}){1,2})(?![\w-])"
)
_SETTING = re.compile(
    r"[A-Z][A-Z0-9_]{1,60}\s?=|[A-Z0-9]{1,30}_[A-Z0-9_]{1,60}\s?:|[A-Z]{3,30}:\s?[\"“']|version:\s?[\"']"
)
_BREAK = re.compile(
    r"[,;:.(]\s{0,3}(?!\S{0,3}\d)|\s[–—-]\s|"
    r"\s(?:when|while|because|that|which|but|so|where|if|wenn|weil|aber|quand|mais|cuando|pero)\s",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s(?:rather\sthan|instead\sof)\s[\w.-]{1,30}(?:\s[A-Z][\w-]{1,30})?|"
    r"(?:\s(?:LTS|beta|alpha|edition|image|server|client|browser|cluster|tenant|plan|app|preview|runtime|Pro|Home|Enterprise|IoT|data\ssource|database))"
    r"(?![\w-])|\s(?:de|of|von|for)\s[A-ZÀ-Þ][\w-]{1,30}|\s(?=[\w-]{0,12}\d)[A-Z][A-Z0-9-]{1,15}(?![\w-])"
)
_DENIAL = re.compile(r"not|never|\w{2,8}n't|nicht|nie|pas|no", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|but|und|aber|et|mais|y|pero)\s", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_NAMED, _WORDS_BEFORE, _GAP = 1.0, 7, 24
_URL = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
_SITE = re.compile(
    r"(?<![\w/@.-])[\w-]{2,40}\.(?:com|org|net|io|app|cloud|de|fr|es|ai|co)(?![\w/.])", re.IGNORECASE
)
_TOP = frozenset({"com", "org", "net", "io", "app", "cloud", "de", "fr", "es", "ai", "co"})
_DOTTED = re.compile(r"\d\.\d")
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)")
_SUM = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,4}")
_VERSION = re.compile(r"\b(?:v|version|release|build|firmware)[\s:.]{0,3}$", re.IGNORECASE)
_STAGE = re.compile(
    r"(?<![\w./@-])(?:[a-z]\w{1,20}-){1,3}(?:prod|production|preprod|staging|uat|sandbox)(?:-?\d{1,3})?(?![\w-])"
    r"|(?<![\w-])(?:[A-Z]{2,4}|[A-Z]{2,4}-?\d{1,2}|[A-Z]{2,4}[- ](?:West|East|North|South|Central))"
    r"\s(?:region|cluster|zone|shard|data cent(?:re|er))(?!\w)"
    r"|(?<![\w-])(?!The|Our|Your|This|That|One|Each|All)[A-Z][a-z]{2,12}\s(?:cluster|shard)(?!\w)"
)
"""A tenant by its name, or a region: "harbour-prod", "EU-2 region"."""
_STAGES = frozenset({"prod", "production", "preprod", "staging", "uat", "sandbox"}) | {
    *("region", "cluster", "zone", "shard", "centre", "center")
}
_WHOLE = frozenset({"environment", "umgebung", "environnement", "entorno"})


class _Names(Record):
    """environment.toml."""

    fields: frozenset[str]
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
    versioned: frozenset[str]
    advice: tuple[str, ...]
    anywhere: frozenset[str]
    joiners: frozenset[str]
    elsewhere: tuple[str, ...]
    hardware: frozenset[str]


def find(view: View) -> tuple[Fact, ...]:
    """Gives what tells most of the environment, nothing twice; the ticket's own fields first.

    Names of things that stand anywhere (a router, a proxy) are told only where nothing better is.
    """
    headed = (
        one
        for one in under_heading(view, "environment", labelled=True)
        if not _SETTING.match(one.fact.text.removeprefix("environment: "))
    )
    told = [*_recorded(view), *headed, *_told(view)]
    named = [one for one in told if one.score >= _NAMED]
    return chosen(apart(named or told), _MOST)


def _recorded(view: View) -> Iterator[Candidate]:
    for one in fields(view):
        if one.name in _names().fields:
            text = one.value if one.name in _WHOLE else " ".join(one.line.text.split())
            yield Candidate(-1, 9.0, Fact(text=text, lines=(one.line.id,)))


def _told(view: View) -> Iterator[Candidate]:
    """Lines of people that name something of the environment which no earlier line named."""
    known: set[str] = set()
    retracted = corrections(view)
    for place, spoken in enumerate(view.spoken):
        named = {} if retracted.takes_back(spoken.line.id) else _named(spoken)
        new = {text for text in named if text.lower() not in known}
        if new and spoken.message.id != "m0":
            known.update(text.lower() for text in named)
            score = sum(named[text] for text in new)
            yield Candidate(place, score, spoken.fact(_fragment(spoken.text[:_LONGEST], new)))


def _named(spoken: Spoken) -> dict[str, float]:
    """What a line names of the environment, with its weight: versions tell more than names."""
    text = spoken.text[:_LONGEST]
    text = _URL.sub(" ", text) if "://" in text or "www." in text.lower() else text
    if {"log", "code", "table"}.intersection(spoken.line.flags):
        return {match[0]: 2.0 for match in _IMAGE.finditer(text)} if "log" not in spoken.line.flags else {}
    if (
        text.endswith("?")
        or _any_of("elsewhere").search(text)
        or (spoken.message.role == "agent" and _any_of("advice").search(text))
    ):
        return {}
    named, dotted = dict[str, float](), _DOTTED.search(text) is not None
    if _product_words().may_stand_in(text):
        named |= {match[0]: _weight(match[0]) for match in _products().finditer(text)}
    named |= {
        value.text: 2.0
        for value in shapes(text)
        if value.kind == "version" and not _ADDRESS.match(value.text) and not _is_sum(value.text, text)
    }
    named |= {match[0]: 2.0 for match in (_IMAGE.finditer(text) if dotted else ())}
    if dotted and _any_of("versioned").search(text):
        named |= {match[0]: 2.0 for match in _LOOSE.finditer(text)}
    if not _names().hardware.isdisjoint(runs(text)):
        named |= {match[0]: 1.0 for match in _MODEL.finditer(text)}
    if not _STAGES.isdisjoint(runs(text)):
        named |= {match[0]: 1.0 for match in _STAGE.finditer(text)}
    named |= {match[0]: 1.0 for match in (_PLAN.finditer(text) if "plan" in text.lower() else ())}
    if spoken.message.role == "customer" and not _TOP.isdisjoint(runs(text)):
        named |= {match[0]: 0.5 for match in _SITE.finditer(text)}
    return named


def _is_sum(value: str, text: str) -> bool:
    """Whether a number has its thousands apart, "1.284.330", and no word makes it a version."""
    return _SUM.fullmatch(value) is not None and not _VERSION.search(text[: text.find(value)])


def _weight(name: str) -> float:
    """A thing that stands anywhere tells less than a product; a number behind it makes it one."""
    return 0.5 if name.lower() in _names().anywhere else 1.0


def _fragment(text: str, named: set[str]) -> str:
    """The parts of a line that name them, each with the words that lead to it."""
    spans = sorted({span for one in named for span in _places(one, text)})
    groups: list[tuple[int, int]] = []
    for start, end in spans:
        if groups and start - groups[-1][1] <= _GAP:
            groups[-1] = (groups[-1][0], max(end, groups[-1][1]))
        else:
            groups.append((start, end))
    parts = [_part(text, start, end) for start, end in groups]
    bare = not any(_LETTERS.search(_bare(part)) for part in parts)
    return shortened(_clause(text, *groups[0]) if bare else ", ".join(parts), _FRAGMENT)


def _clause(text: str, first: int, last: int) -> str:
    """The clause of a version that no name stands before, up to the next "and"."""
    lead, found, rest = clause(text, first, last).partition(text[first:last])
    return f"{lead}{found}{_AND.split(rest, maxsplit=1)[0]}".rstrip(" !")


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Every place of a name in a text."""
    at = text.find(name)
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + len(name))


def _part(text: str, first: int, last: int) -> str:
    begin = max((match.end() for match in _BREAK.finditer(text, 0, first)), default=0)
    lead = _lead(text[begin:first].split(), opens=not begin)
    while behind := _BEHIND.match(text, last):
        last = behind.end()
    part = " ".join((*lead, text[first:last]))
    if not _LETTERS.search(_bare(part)):
        before = text[begin:first].split()
        few = 3 if _DENIAL.fullmatch(before[-3] if len(before) > 2 else "") else 2
        part = " ".join((*before[-few:], text[first:last]))
    if part.count("(") > part.count(")"):
        closed = text.find(")", last, last + _FRAGMENT)
        part = part + text[last : closed + 1] if closed >= 0 else part.replace("(", "", 1)
    return part


def _lead(words: list[str], *, opens: bool) -> list[str]:
    """The words before a name that belong to it: "upgraded the Redash version from", "Zebra"."""
    kept: list[str] = []
    for at, word in reversed(list(enumerate(words))[-_WORDS_BEFORE:]):
        joins = word.lower() in _names().joiners
        named = word[:1].isupper() and not (opens and at == 0 and kept) and not joins
        if not (joins or named or word.lower() in _names().versioned):
            break
        kept.insert(0, word)
    while kept and kept[0].lower() in _names().joiners:
        kept.pop(0)
    return kept


def _bare(part: str) -> str:
    """What names the thing of a version: the part without its numbers and small words."""
    return re.sub(r"\b(?:v|with|version|to|from|auf|mit|avec|à|con)\b", "", part, flags=re.IGNORECASE)


def _kinds() -> frozenset[str]:
    """All names that count whatever their case."""
    table = _names()
    places = (table.hosting, table.database, table.network, table.plan, table.runtime, table.region)
    return frozenset().union(table.os, table.browser, table.device, *places)


@cache
def _product_words() -> Listed:
    return Listed((*_kinds(), *_names().exact))


@cache
def _products() -> re.Pattern[str]:
    """A name with the number behind it: "Ubuntu 16.04.4 LTS", "Chrome version 120"."""
    table = _names()
    names = "|".join(re.escape(one) for one in sorted(_kinds(), key=len, reverse=True))
    exact = "|".join(map(re.escape, table.exact))
    return re.compile(
        rf"(?<![\w./@-])(?:(?i:{names})|{exact})(?:\s(?i:version\s|v\.?\s?)?v?\d[\w.]{{0,20}}(?<!\.))?(?![\w/-])"
    )


@cache
def _any_of(name: str) -> Listed:
    return Listed(getattr(_names(), name))


@cache
def _names() -> _Names:
    return read_table(__package__, "cues/environment.toml", _Names)
