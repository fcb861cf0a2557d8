"""`draft-escalation [THREAD]`: one thread to one checked brief."""

import asyncio
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from draft_escalation.brief.document import Document
from draft_escalation.cli.engines import choose_engine, llm_engine
from draft_escalation.cli.intake import read_input
from draft_escalation.cli.output import write_result
from draft_escalation.cli.report import Terminal, report_draft
from draft_escalation.draft import Frame
from draft_escalation.draft import draft as draft_thread
from draft_escalation.errors import UserError
from draft_escalation.guard.thread import masked
from draft_escalation.render.json import render_json
from draft_escalation.render.markdown import render_markdown
from draft_escalation.render.text import render_text
from draft_escalation.settings import Settings, load_settings, user_file
from draft_escalation.skill.policy import policy
from draft_escalation.thread.dates import read_stamp
from draft_escalation.thread.model import Thread
from draft_escalation.thread.read import describe, read_thread


class Format(StrEnum):
    """What a brief can be printed as."""

    text = "text"
    markdown = "markdown"
    json = "json"


class EngineName(StrEnum):
    """What can read a thread."""

    auto = "auto"
    llm = "llm"
    offline = "offline"


class Tier(StrEnum):
    """Who escalates."""

    l1 = "l1"
    l2 = "l2"
    manager = "manager"


def draft(
    thread: Annotated[
        str | None,
        typer.Argument(metavar="[THREAD]", help="The thread's file; - or nothing: standard input."),
    ] = None,
    engine: Annotated[
        EngineName | None, typer.Option(help="What reads the thread (auto: a model if set up).")
    ] = None,
    model: Annotated[str | None, typer.Option(help="The language model's name.")] = None,
    base_url: Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="How the brief is printed.")] = Format.text,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write to this file.")] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATETIME|now", help="What counts as now (default: the last message)."),
    ] = None,
    from_tier: Annotated[Tier | None, typer.Option(help="Who escalates (default l2).")] = None,
    staff: Annotated[
        str, typer.Option(metavar="NAMES", help="Names or domains of support, with commas.")
    ] = "",
    customer: Annotated[str, typer.Option(metavar="NAMES", help="Names or domains of the customer.")] = "",
    encoding: Annotated[str | None, typer.Option(help="The text's encoding (default: found out).")] = None,
    no_cite: Annotated[bool, typer.Option("--no-cite", help="Leave the pointers to messages out.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on any error or warning.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Every finding, with why.")] = False,
    show_prompt: Annotated[
        bool, typer.Option("--show-prompt", help="Print what would be sent; send nothing.")
    ] = False,
) -> None:
    """Draft one escalation brief from a raw ticket thread (a file, standard input, or a paste)."""
    settings = load_settings(
        {
            "engine": engine and engine.value,
            "model": model,
            "base_url": base_url,
            "tier": from_tier and from_tier.value,
            "staff": _names(staff),
            "customer": _names(customer),
        },
        user_file=user_file(),
    ).settings
    read, hidden = _read(thread, settings, encoding)
    if show_prompt:
        write_result(_prompt(settings, read), out)
        return
    choice = choose_engine(settings)
    frame = Frame(policy=policy(), tier=settings.tier, as_of=_as_of(as_of))
    document = asyncio.run(draft_thread(read, choice.engine, frame, choice.fallback))
    write_result(_rendered(document, format_, cite=not no_cite), out)
    terminal = Terminal.of(sys.stderr)
    report_draft(
        terminal, document, read=describe(read), engine=choice.because, masked=hidden, verbose=verbose
    )
    if strict and any(finding.level != "note" for finding in document.findings):
        raise typer.Exit(1)


def _read(name: str | None, settings: Settings, encoding: str | None) -> tuple[Thread, int]:
    data, source = read_input(name)
    thread = read_thread(
        data, source=source, staff=settings.staff, customer=settings.customer, encoding=encoding
    )
    return masked(thread)


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())


def _as_of(words: str | None) -> datetime | None:
    if words is None:
        return None
    if words == "now":
        return datetime.now(UTC).replace(microsecond=0)
    when = read_stamp(words)
    if when is None:
        raise UserError(f"--as-of {words!r}: not a date and time; write 2026-04-17 17:00 UTC, or now")
    return when


def _rendered(document: Document, format_: Format, *, cite: bool) -> str:
    if format_ is Format.json:
        return render_json(document)
    if format_ is Format.markdown:
        return render_markdown(document, cite=cite)
    return render_text(document, cite=cite)


def _prompt(settings: Settings, thread: Thread) -> str:
    messages = llm_engine(settings).prompt_for(thread)
    return "".join(f"--- {message['role']} ---\n{message['content']}\n" for message in messages)
