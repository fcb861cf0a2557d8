"""The main job: a thread in, a brief out, and what a person should know about it on standard error."""

import sys
from collections.abc import Coroutine, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

from draft_escalation.brief.document import Document
from draft_escalation.cli.engines import choose_engine, llm_engine
from draft_escalation.cli.intake import read_input
from draft_escalation.cli.next_steps import offer_next
from draft_escalation.cli.now import moment
from draft_escalation.cli.output import check_place, write_result
from draft_escalation.cli.report import Terminal, report_draft
from draft_escalation.cli.review import open_page
from draft_escalation.draft import Frame, draft
from draft_escalation.guard.thread import guarded
from draft_escalation.render.formats import render
from draft_escalation.settings import Loaded, Settings, load_settings, user_file
from draft_escalation.skill.team_policy import policy_for
from draft_escalation.thread.model import Thread
from draft_escalation.thread.read import describe, read_thread
from draft_escalation.thread.readers.reader import People
from draft_escalation.thread.readers.single import exported


class Wanted(NamedTuple):
    """What the command line asked for; `flags` are the settings among it."""

    thread: str | None
    flags: Mapping[str, Any]
    format: str
    out: Path | None
    as_of: str | None
    encoding: str | None
    cite: bool
    verbose: bool
    show_prompt: bool


def draft_one(wanted: Wanted) -> bool:
    """Drafts one brief and prints it; gives whether no error and no warning was found.

    Raises UserError for input that cannot be drafted, EndpointError or ModelError where a model was demanded
    and could not deliver.
    """
    loaded = load_settings(wanted.flags, user_file=user_file())
    settings, policy = loaded.settings, policy_for(loaded)
    as_of = moment(wanted.as_of) if wanted.as_of else None
    check_place(wanted.out)
    thread, places, unread = read_wanted(wanted, loaded)
    if wanted.show_prompt:
        write_result(_prompt(settings, thread), wanted.out)
        return True
    choice = choose_engine(settings, policy)
    frame = Frame(policy=policy, tier=settings.tier, as_of=as_of)
    document = _finished(draft(thread, choice.engine, frame, choice.fallback), waits=choice.waits)
    rendered = partial(render, document, cite=wanted.cite, link_hosts=settings.link_hosts)
    write_result(rendered(wanted.format), wanted.out)
    terminal = Terminal.of(sys.stderr)
    report_draft(
        terminal,
        document,
        read=describe(thread),
        unread=unread,
        engine=choice.because + (" failed" if _fell_back(document) else ""),
        masked=places,
        unredacted=settings.redact == "off",
        verbose=wanted.verbose,
    )
    if wanted.out is None:
        page = partial(open_page, policy=policy, as_of=as_of, link_hosts=settings.link_hosts)
        offer_next(rendered, wanted.format, page)
    return all(finding.level == "note" for finding in document.findings)


def _finished(drafting: Coroutine[Any, Any, Document], *, waits: bool) -> Document:
    """The drafted document; an event loop, slow to set up, runs only what waits for an endpoint."""
    if waits:
        import asyncio

        return asyncio.run(drafting)
    try:
        drafting.send(None)
    except StopIteration as done:
        return cast("Document", done.value)
    raise AssertionError("the offline engine waits for nothing")


def _fell_back(document: Document) -> bool:
    return any(finding.rule == "RUN001" for finding in document.findings)


class Taken(NamedTuple):
    """A thread, its secrets masked, how many they were, and what of an export was not understood."""

    thread: Thread
    masked: int
    unread: tuple[str, ...]


def read_wanted(wanted: Wanted, loaded: Loaded) -> Taken:
    """The thread that is wanted: the one ticket of an export, else a paste. Raises UserError for none."""
    settings = loaded.settings
    people = People(settings.staff, settings.customer)
    data, source = read_input(wanted.thread)
    if found := exported(data, source, people, loaded.mappings):
        return Taken(*guarded(found.thread, settings.redact), found.unread)
    thread = read_thread(
        data, source=source, staff=people.staff, customer=people.customer, encoding=wanted.encoding
    )
    return Taken(*guarded(thread, settings.redact), ())


def _prompt(settings: Settings, thread: Thread) -> str:
    messages = llm_engine(settings).prompt_for(thread)
    return "".join(f"--- {message['role']} ---\n{message['content']}\n" for message in messages)
