"""The commands behind one door: which word starts which, and how every failure becomes one line."""

import io
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from draft_escalation.cli.batch import batch
from draft_escalation.cli.check import check
from draft_escalation.cli.doctor import doctor
from draft_escalation.cli.draft import draft
from draft_escalation.cli.eval import evaluate
from draft_escalation.cli.followups import followups
from draft_escalation.cli.mcp import mcp
from draft_escalation.cli.review import review
from draft_escalation.cli.rules import rules
from draft_escalation.cli.update import update
from draft_escalation.errors import DraftEscalationError

_COMMANDS = {"draft", "batch", "check", "update", "review", "rules", "followups", "eval", "doctor", "mcp"}

_OWN_OPTIONS = {"-h", "--help", "--version", "--install-completion", "--show-completion"}


class _Completed(TyperGroup):
    """Commands whose completion in a shell also knows that an unknown first word means draft."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _spelt_out(args) if args and ctx.resilient_parsing else args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The commands; of options those of draft too."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            known = {item.value for item in found}
            job = self.commands["draft"]
            with job.make_context("draft", [], parent=ctx, resilient_parsing=True) as inner:
                found += [item for item in job.shell_complete(inner, incomplete) if item.value not in known]
        return found


app = typer.Typer(
    name="draft-escalation",
    cls=_Completed,
    help="Turns a raw ticket thread into a checked escalation brief. A thread alone is drafted: "
    "`draft-escalation thread.txt`, `draft-escalation < thread.txt`, or without anything to paste one.",
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(draft)
app.command()(batch)
app.command()(check)
app.command()(update)
app.command()(review)
app.command()(rules)
app.command()(followups)
app.command("eval")(evaluate)
app.command()(doctor)
app.command()(mcp)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"draft-escalation {version('draft-escalation')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Runs the command line and exits: 0 done, 1 findings, 2 cannot run, 130 interrupted."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # no search of all that is installed for any
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (open as long as we are)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Runs the words of a command line, gives the exit code; an unknown first word, or none, means draft."""
    words = _spelt_out(words)
    try:
        return app(words, prog_name="draft-escalation", standalone_mode=False) or 0
    except DraftEscalationError as error:
        return _say(str(error), 2)
    except typer.TyperException as error:
        met = error.format_message().replace("Value error, ", "").rstrip(".")
        return _say(f"{met}; see draft-escalation {words[0]} --help", 2)
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except SystemExit:  # typer's way out where the reader has closed the pipe: it has read enough
        return 0
    except OSError as error:
        place = error.filename or "standard output"
        _say(f"{place}: {error.strerror}; see whether it is there, may be used, and has room", 2)
        return _close_output(2)


def _spelt_out(words: list[str]) -> list[str]:
    """The words with their command."""
    named = words and (words[0] in _COMMANDS or words[0] in _OWN_OPTIONS)
    return words if named else ["draft", *words]


def _close_output(code: int) -> int:
    """Lets what is still buffered go nowhere, so that Python's end does not stumble over it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _say(text: str, code: int) -> int:
    from draft_escalation.guard.hidden import strip_hidden

    typer.echo(f"draft-escalation: {' '.join(strip_hidden(text).split())}", err=True)
    return code
