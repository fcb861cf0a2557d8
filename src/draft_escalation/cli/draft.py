"""`draft-escalation [THREAD]`: the options of the main job; drafting.py does it."""

import gc
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

# One brief, one process: nearly all that is built stays to the end, so looking for litter is put off.
_COLLECT_FROM = 200_000


class Format(StrEnum):
    """What a brief can be printed as."""

    text = "text"
    markdown = "markdown"
    json = "json"
    html = "html"
    jira = "jira"
    jira_adf = "jira-adf"
    slack = "slack"
    slack_blocks = "slack-blocks"


class EngineName(StrEnum):
    """What can read a thread."""

    auto = "auto"
    llm = "llm"
    offline = "offline"


class Redact(StrEnum):
    """What is hidden from a model."""

    secrets = "secrets"
    personal = "personal"
    off = "off"


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
        list[str] | None, typer.Option(metavar="NAMES", help="Names or domains of support, with commas.")
    ] = None,
    customer: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help="Names or domains of the customer.")
    ] = None,
    redact: Annotated[
        Redact | None, typer.Option(help="What a model does not see (default secrets).")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="The text's encoding (default: found out).")] = None,
    no_cite: Annotated[bool, typer.Option("--no-cite", help="Leave the pointers to messages out.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on any error or warning.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Every finding, with why.")] = False,
    show_prompt: Annotated[
        bool, typer.Option("--show-prompt", help="Print what would be sent; send nothing.")
    ] = False,
) -> None:
    """Draft one escalation brief from a raw ticket thread (a file, standard input, or a paste)."""
    gc.set_threshold(_COLLECT_FROM)
    from draft_escalation.cli.drafting import Wanted, draft_one

    clean = draft_one(
        Wanted(
            thread=thread,
            flags={
                "engine": engine and engine.value,
                "model": model,
                "base_url": base_url,
                "tier": from_tier and from_tier.value,
                "staff": names_of(staff),
                "customer": names_of(customer),
                "redact": redact and redact.value,
            },
            format=format_.value,
            out=out,
            as_of=as_of,
            encoding=encoding,
            cite=not no_cite,
            verbose=verbose,
            show_prompt=show_prompt,
        )
    )
    if strict and not clean:
        raise typer.Exit(1)


def names_of(given: list[str] | None) -> tuple[str, ...]:
    """Names given one an option or several with commas."""
    return tuple(name.strip() for words in given or () for name in words.split(",") if name.strip())
