"""`draft-escalation batch SOURCE… --out DIR`: the options; batching.py does it."""

from pathlib import Path
from typing import Annotated

import typer

from draft_escalation.cli.draft import EngineName, Redact, Tier, names_of


def batch(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Exports: files, folders, patterns, zip, gz.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The folder for the briefs and the journal.")],
    engine: Annotated[EngineName | None, typer.Option(help="What reads the threads; chosen once.")] = None,
    model: Annotated[str | None, typer.Option(help="The language model's name.")] = None,
    base_url: Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint.")] = None,
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
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATETIME|now", help="What counts as now (default: each thread's end)."),
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
    on: Annotated[
        str | None,
        typer.Option(
            metavar="dask[=ADDRESS]|openai-batch",
            help="On a Dask cluster (offline engine), or by the endpoint's files and batches.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on any error or warning.")] = False,
) -> None:
    """Draft briefs from exports, many at once; run the same command again and it goes on."""
    from draft_escalation.cli.batching import Wanted, draft_many

    code = draft_many(
        Wanted(
            sources=tuple(sources),
            out=out,
            flags={
                "engine": engine and engine.value,
                "model": model,
                "base_url": base_url,
                "tier": from_tier and from_tier.value,
                "staff": names_of(staff),
                "customer": names_of(customer),
                "redact": redact and redact.value,
            },
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
