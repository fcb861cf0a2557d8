"""`draft-escalation update BRIEF THREAD`: the options; updating.py does it."""

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


def update(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="The earlier brief: JSON or text.")],
    thread: Annotated[
        str, typer.Argument(metavar="THREAD", help="The whole thread as it is now; - is standard input.")
    ],
    engine: EngineOption = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    format_: FormatOption = Format.text,
    out: OutFileOption = None,
    as_of: AsOfOption = None,
    from_tier: FromTierOption = None,
    redact: RedactOption = None,
    staff: StaffOption = None,
    customer: CustomerOption = None,
    no_cite: NoCiteOption = False,
    strict: StrictOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Redraft an earlier brief from its grown thread, keep what a person wrote, and say what changed."""
    from draft_escalation.cli.drafting import Wanted
    from draft_escalation.cli.updating import update_one

    wanted = Wanted(
        thread=thread,
        flags=overruled(engine, model, base_url, from_tier, staff, customer, redact),
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
