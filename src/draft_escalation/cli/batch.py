"""`draft-escalation batch SOURCE… --out DIR`: the options; batching.py does it."""

from pathlib import Path
from typing import Annotated

import typer

from draft_escalation.cli.options import (
    AsOfOption,
    BaseUrlOption,
    CustomerOption,
    EngineOption,
    FromTierOption,
    ModelOption,
    RedactOption,
    StaffOption,
    StrictOption,
    overruled,
)


def batch(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Exports: files, folders, patterns, zip, gz.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The folder for the briefs and the journal.")],
    engine: EngineOption = None,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
    concurrency: Annotated[
        int | None, typer.Option(min=1, help="Threads at a time (default: 16 with a model, else the cores).")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Draft at most so many threads.")] = None,
    budget_tokens: Annotated[
        int | None, typer.Option(min=1, help="Stop when so many tokens are spent.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; draft nothing.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Also what failed for good is tried again.")
    ] = False,
    as_of: AsOfOption = None,
    from_tier: FromTierOption = None,
    staff: StaffOption = None,
    customer: CustomerOption = None,
    redact: RedactOption = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="dask[=ADDRESS]|openai-batch",
            help="On a Dask cluster (offline engine), or by the endpoint's files and batches.",
        ),
    ] = None,
    strict: StrictOption = False,
) -> None:
    """Draft briefs from exports, many at once; run the same command again and it goes on."""
    from draft_escalation.cli.batching import Wanted, draft_many

    code = draft_many(
        Wanted(
            sources=tuple(sources),
            out=out,
            flags=overruled(engine, model, base_url, from_tier, staff, customer, redact),
            concurrency=concurrency,
            limit=limit,
            budget_tokens=budget_tokens,
            dry_run=dry_run,
            retry_failed=retry_failed,
            as_of=as_of,
            on=on,
            strict=strict,
        )
    )
    if code:
        raise typer.Exit(code)
