"""`draft-escalation update BRIEF THREAD`: the options; updating.py does it."""

from pathlib import Path
from typing import Annotated

import typer

from draft_escalation.cli.draft import EngineName, Format, Redact, Tier, names_of


def update(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="The earlier brief: JSON or text.")],
    thread: Annotated[
        str, typer.Argument(metavar="THREAD", help="The whole thread as it is now; - is standard input.")
    ],
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
    redact: Annotated[
        Redact | None, typer.Option(help="What a model does not see (default secrets).")
    ] = None,
    staff: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help="Names or domains of support, with commas.")
    ] = None,
    customer: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help="Names or domains of the customer.")
    ] = None,
    no_cite: Annotated[bool, typer.Option("--no-cite", help="Leave the pointers to messages out.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on any error or warning.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Every finding, with why.")] = False,
) -> None:
    """Redraft an earlier brief from its grown thread, keep what a person wrote, and say what changed."""
    from draft_escalation.cli.drafting import Wanted
    from draft_escalation.cli.updating import update_one

    wanted = Wanted(
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
        encoding=None,
        cite=not no_cite,
        verbose=verbose,
        show_prompt=False,
    )
    if not update_one(brief, wanted) and strict:
        raise typer.Exit(1)
