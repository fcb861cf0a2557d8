"""The pages as HTML: what the templates show, escaped by them throughout."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from draft_escalation.brief.document import Document
from draft_escalation.brief.headings import TARGET_NAMES
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.render.html import environment
from draft_escalation.render.questions import customer_message, questions
from draft_escalation.review.files import address_of as static
from draft_escalation.review.folder import Held
from draft_escalation.review.overtaken import Overtaken
from draft_escalation.review.queue import Listed, Unreadable, Wanted, ordered, progress
from draft_escalation.review.record import print_of_conflict, review_of, standing
from draft_escalation.review.sheet import CHOICE_NAMES, Block, Row, Sheet, label_of, sheet
from draft_escalation.update.places import split_place
from draft_escalation.validate.rules import RULES

if TYPE_CHECKING:
    from jinja2 import Environment

ON_A_PAGE = 100
"""Briefs on one page of the queue."""
_COPIES = {"text": "Text", "markdown": "Markdown", "jira": "Jira", "slack": "Slack"}
_FILES = {"json": "JSON", "markdown": "Markdown", "text": "Text", "html": "HTML"}
_STANDINGS = {"open": "Open", "ready": "Ready", "set_aside": "Set aside"}
_DEEDS = {
    "edit": "Saved.",
    "waive": "Waived.",
    "unwaive": "Waiver taken back.",
    "decide": "Decided.",
    "ready": "Marked ready.",
    "set_aside": "Set aside.",
    "reopened": "Open again.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What has just been done, and to which brief, if it is not the one shown."""

    did: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a brief stands in the queue: its number (0: the filters leave it out), and its neighbours."""

    name: str
    wanted: Wanted
    number: int
    before: Listed | None
    after: Listed | None
    count: int
    alone: bool


def queue_page(rows: Iterable[Listed | Unreadable], wanted: Wanted, page: int, who: str, folder: Path) -> str:
    """The queue: filters, progress, and a page of briefs, worst first."""
    rows = list(rows)
    briefs = [row for row in rows if isinstance(row, Listed)]
    found = ordered(briefs, wanted)
    last = max(0, (len(found) - 1) // ON_A_PAGE)
    page = min(page, last)
    return _rendered(
        "queue.html",
        wanted=wanted,
        who=who,
        back="/",
        folder=folder.resolve().name or str(folder),
        rows=found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE],
        first=page * ON_A_PAGE + 1,
        found=len(found),
        page=page,
        last=last,
        progress=progress(briefs),
        unreadable=[row for row in rows if isinstance(row, Unreadable)],
        targets={
            target: name
            for target, name in TARGET_NAMES.items()
            if any(r.digest.target == target for r in briefs)
        },
        rules=[rule for rule in RULES if any(rule.code in row.rules for row in briefs)],
    )


def brief_page(held: Held, place: Place, told: Told, who: str) -> str:
    """One brief beside its thread."""
    document, review = held.document, review_of(held.document)
    shown = sheet(document)
    levels = [finding.level for finding in document.findings]
    return _rendered(
        "brief.html",
        document=document,
        version=held.version,
        sheet=shown,
        place=place,
        wanted=place.wanted,
        action=doing(place.name, place.wanted),
        who=who,
        back=address(place.name, place.wanted),
        told=_words(told),
        told_of=told.of,
        standing=standing(document, review),
        review=review,
        conflicts=[(index, print_of_conflict(one), one) for index, one in enumerate(review.conflicts)],
        counts={level: levels.count(level) for level in ("error", "warning", "note")},
        why={rule.code: rule for rule in RULES},
        resting=_resting(document, shown),
        questions=questions(document.findings),
        message=customer_message(document.findings, document.thread),
        copies=_COPIES,
        files=_FILES,
    )


def overtaken_page(name: str, wanted: Wanted, overtaken: Overtaken, sent: dict[str, str], who: str) -> str:
    """Both versions of what two people changed, to choose from."""
    field = sent["field"]
    return _rendered(
        "overtaken.html",
        action=doing(name, wanted), wanted=wanted, overtaken=overtaken, sent=sent, who=who,
        back=address(name, wanted),
        label=label_of(split_place(field)[0]) if field else "",
    )  # fmt: skip


def refused_page(name: str, wanted: Wanted, why: str, sent: dict[str, str], who: str) -> str:
    """What could not be done and why, with the words that were sent: nothing typed is lost."""
    return _rendered("refused.html", wanted=wanted, why=why, sent=sent, who=who, back=address(name, wanted))


def plain_page(title: str, words: str) -> str:
    """A page that only says something."""
    return _rendered("plain.html", title=title, words=words, wanted=Wanted(), who="", back="/")


def address(name: str, wanted: Wanted, more: dict[str, str] | None = None) -> str:
    """The address of a brief's page, with the queue's filters."""
    query = urlencode({**wanted.terms, **(more or {})})
    return f"/brief/{quote(name, safe='')}" + (f"?{query}" if query else "")


def doing(name: str, wanted: Wanted) -> Callable[..., str]:
    """Gives the address at which a deed is done with a brief; `plain` is without the filters."""
    place, _, query = address(name, wanted).partition("?")

    def action(deed: str, *, plain: bool = False) -> str:
        return f"{place}/{deed}" + (f"?{query}" if query and not plain else "")

    return action


def next_stop(before: Document, after: Document, field: str) -> str:
    """Where a change leads to: the place's card; the next one, where it is settled; else the brief's line."""
    path = split_place(field)[0]
    earlier, shown = [card.path for card in sheet(before).cards], sheet(after)
    cards = [card.path for card in shown.cards]
    if path in cards:
        return f"#c-{path}"
    if path in earlier:
        return f"#c-{cards[min(earlier.index(path), len(cards) - 1)]}" if cards else "#settle"
    return f"#b-{path}" if any(block.path == path for part in shown.parts for block in part.blocks) else ""


def _words(told: Told) -> str:
    return _DEEDS.get(told.did, "")


def _resting(document: Document, shown: Sheet) -> dict[str, str]:
    """By thread line, the first place of the brief that rests on it."""
    messages = document.thread.messages_by_id if document.thread else {}
    resting: dict[str, str] = {}
    for row in _all_rows(shown):
        for cited in row.fact.lines:
            message = messages.get(cited)
            for line in [one.id for one in message.lines] if message else [cited]:
                resting.setdefault(line, row.field)
    return resting


def _all_rows(shown: Sheet) -> Iterator[Row]:
    blocks: Iterator[Block] = (block for part in shown.parts for block in part.blocks)
    for block in (*shown.cards, *blocks):
        yield from block.rows


def _rendered(template: str, **context: Any) -> str:
    return _environment().get_template(template).render(**context)


def _visible(value: Any) -> Any:
    return strip_hidden(value) if type(value) is str else value


@cache
def _environment() -> "Environment":
    """The templates of this folder, escaped as those of the HTML format are; nothing hidden gets through."""
    from jinja2 import PackageLoader

    made = environment().overlay(loader=PackageLoader(__package__, "templates"), finalize=_visible)
    made.globals = {
        **environment().globals,
        "address": address,
        "names": CHOICE_NAMES,
        "static": static,
        "standings": _STANDINGS,
        "label_of": label_of,
        "query": lambda **terms: urlencode({key: value for key, value in terms.items() if value}),
    }
    return made
