"""`draft-escalation eval GOLD_DIR`: engines scored against labelled threads, side by side."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from draft_escalation.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from draft_escalation.eval.gold import Gold
    from draft_escalation.eval.run import Outcome
    from draft_escalation.eval.tally import Tally


class EngineName(StrEnum):
    """What can be scored."""

    llm = "llm"
    offline = "offline"


class Format(StrEnum):
    """What the figures can be printed as."""

    text = "text"
    json = "json"


def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="NAME.txt with NAME.gold.json, many.")],
    engine: Annotated[
        list[EngineName] | None, typer.Option(help="What to score; several times: side by side.")
    ] = None,
    model: Annotated[list[str] | None, typer.Option(help="Models for llm; several: side by side.")] = None,
    base_url: Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="How the figures are printed.")] = Format.text,
    against: Annotated[Path | None, typer.Option(help="An earlier run's JSON: shows what moved.")] = None,
    concurrency: Annotated[int, typer.Option(min=1, help="Threads at a time.")] = 4,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="What each thread's brief lacks.")] = False,
) -> None:
    """Score engines against labelled threads."""
    from draft_escalation.eval.gold import read_gold
    from draft_escalation.eval.table import moved, shortfalls, table

    golds = read_gold(gold_dir)
    earlier = _earlier(against) if against else None
    runs = [
        _run(golds, flags, concurrency) for flags in _engines(engine or [EngineName.offline], model, base_url)
    ]
    tallies = [tally for tally, _ in runs]
    if format_ is Format.json:
        typer.echo(json.dumps([_as_json(*run) for run in runs], indent=2, ensure_ascii=False))
    else:
        typer.echo(table(tallies), nl=False)
    for tally, outcomes in runs if verbose else ():
        for line in shortfalls(outcomes):
            typer.echo(f"{tally.engine}: {line}", err=True)
    if earlier is not None:
        typer.echo(moved(earlier, tallies), nl=False, err=format_ is Format.json)
    if any(tally.failed for tally in tallies):
        raise typer.Exit(3)


def _engines(
    engines: list[EngineName], models: list[str] | None, base_url: str | None
) -> "Iterator[dict[str, Any]]":
    for engine in dict.fromkeys(engines):
        asked: list[str | None] = [*models] if models and engine is EngineName.llm else [None]
        for model in asked:
            yield {"engine": engine.value, "model": model, "base_url": base_url}


def _run(
    golds: "tuple[Gold, ...]", flags: dict[str, Any], concurrency: int
) -> "tuple[Tally, tuple[Outcome, ...]]":
    import asyncio

    from draft_escalation.cli.engines import choose_engine
    from draft_escalation.draft import Frame
    from draft_escalation.eval.run import evaluate as evaluate_engine
    from draft_escalation.eval.tally import tally
    from draft_escalation.settings import load_settings, user_file
    from draft_escalation.skill.team_policy import policy_for

    loaded = load_settings(flags, user_file=user_file())
    frame = Frame(policy=policy_for(loaded), tier=loaded.settings.tier)
    engine = choose_engine(loaded.settings, frame.policy).engine
    outcomes = asyncio.run(evaluate_engine(golds, engine, frame, concurrency))
    name = " ".join(filter(None, (flags["engine"], flags["model"])))
    return tally(name, outcomes), outcomes


def _as_json(tally: "Tally", outcomes: "tuple[Outcome, ...]") -> dict[str, Any]:
    return {
        **tally.model_dump(mode="json"),
        "outcomes": [outcome.model_dump(mode="json") for outcome in outcomes],
    }


def _earlier(path: Path) -> "list[Tally]":
    from draft_escalation.eval.tally import Tally

    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Tally.model_validate({k: v for k, v in row.items() if k != "outcomes"}) for row in rows]
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); give an earlier run's JSON") from None
    except (ValueError, AttributeError, TypeError):
        raise UserError(
            f"{path}: not the JSON of an earlier run; make one with `eval --format json`"
        ) from None
