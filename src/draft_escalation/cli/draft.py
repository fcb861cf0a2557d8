"""`draft-escalation [THREAD]`: the options of the main job; drafting.py does it."""

import gc
from typing import Annotated

import typer

from draft_escalation.cli.options import (
    AsOfOption,
    BaseUrlOption,
    CustomerOption,
    EngineOption,
    Format,
    FormatOption,
    FromTierOption,
    ModelOption,
    NoCiteOption,
    OutFileOption,
    RedactOption,
    StaffOption,
    StrictOption,
    VerboseOption,
    overruled,
)

# One brief, one process: nearly all that is built stays to the end, so looking for litter is put off.
_COLLECT_FROM = 200_000


def draft(
    thread: Annotated[
        str | None,
        typer.Argument(metavar="[THREAD]", help="The thread's file; - or nothing: standard input."),
    ] = None,
    engine: EngineOption = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    format_: FormatOption = Format.text,
    out: OutFileOption = None,
    as_of: AsOfOption = None,
    from_tier: FromTierOption = None,
    staff: StaffOption = None,
    customer: CustomerOption = None,
    redact: RedactOption = None,
    encoding: Annotated[str | None, typer.Option(help="The text's encoding (default: found out).")] = None,
    no_cite: NoCiteOption = False,
    strict: StrictOption = False,
    verbose: VerboseOption = False,
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
            flags=overruled(engine, model, base_url, from_tier, staff, customer, redact),
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
