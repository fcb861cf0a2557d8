"""What a draft says on standard error: how it was read, what is missing, and the questions to send."""

import os
import textwrap
from collections.abc import Sequence
from shutil import get_terminal_size
from typing import NamedTuple, TextIO

import typer

from draft_escalation.brief.document import Document, Finding
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.render.questions import questions
from draft_escalation.validate.noise import for_terminal

UNREDACTED = "redaction is off: secrets and personal data stand as they are in requests, brief and journal"
_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "note": typer.colors.BLUE}


class Terminal(NamedTuple):
    """Where lines go, whether in colour, and how wide."""

    stream: TextIO
    colour: bool
    width: int

    @classmethod
    def of(cls, stream: TextIO) -> "Terminal":
        """The stream as it is: colour on a terminal only, and never where NO_COLOR is set."""
        tty = stream.isatty()
        return cls(
            stream,
            tty and not os.environ.get("NO_COLOR"),
            get_terminal_size((100, 24)).columns if tty else 10_000,
        )

    def line(self, text: str = "", *, indent: int = 0, hang: int = 0) -> None:
        """Writes one line, folded to a terminal's width; the lines that follow have `hang` more blanks."""
        text = strip_hidden(text)
        room = max(40, min(self.width, 10_000) - indent)
        folded = textwrap.wrap(text, room, subsequent_indent=" " * hang, break_on_hyphens=False) or [""]
        for one in folded:
            self.stream.write(" " * indent + one + "\n")

    def painted(self, text: str, colour: str, *, bold: bool = False) -> str:
        """The text in a colour, where the terminal shows any."""
        return typer.style(text, fg=colour, bold=bold) if self.colour else text


def report_draft(
    terminal: Terminal,
    document: Document,
    *,
    read: str,
    engine: str,
    masked: int,
    verbose: bool,
    unredacted: bool = False,
    unread: Sequence[str] = (),
) -> None:
    """Says how a draft came about and what a person should look at before sending it."""
    terminal.line()
    terminal.line(read)
    if unread:
        terminal.line(f"not read whole: {'; '.join(unread)}")
    terminal.line(f"drafted by the {document.run.engine} engine: {engine}" + _cost(document))
    if masked:
        terminal.line(f"{_counted(masked, 'secret')} masked before anything was read further")
    if unredacted:
        terminal.line(UNREDACTED)
    _findings(terminal, document, verbose=verbose)
    _dropped(terminal, document, verbose=verbose)
    _questions(terminal, document)


def _cost(document: Document) -> str:
    run = document.run
    return f"; {run.tokens_in:,} tokens in, {run.tokens_out:,} out" if run.tokens_in else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _findings(terminal: Terminal, document: Document, *, verbose: bool) -> None:
    shown = for_terminal(document.findings)
    findings = document.findings if verbose else shown.findings
    terminal.line()
    if not document.findings:
        terminal.line("no findings: the brief has what the receiving team needs")
        return
    where = max(len(finding.field) for finding in findings) if findings else 0
    for finding in findings:
        _finding(terminal, finding, where, verbose=verbose)
    if shown.more and not verbose:
        terminal.line(f"+{shown.more} more: -v")


def _finding(terminal: Terminal, finding: Finding, where: int, *, verbose: bool) -> None:
    level = terminal.painted(f"{finding.level:<8}", _COLOURS[finding.level], bold=finding.level == "error")
    code = terminal.painted(finding.rule, typer.colors.BRIGHT_BLACK)
    head = f"{level}{code}  {finding.field:<{where}}  "
    hang = 8 + len(finding.rule) + 2 + where + 2
    words = finding.message + (f" [{', '.join(finding.lines)}]" if finding.lines else "")
    terminal.stream.write(head)
    _rest(terminal, words, hang)
    if verbose and finding.fix:
        terminal.line(f"fix: {finding.fix}", indent=8, hang=5)


def _rest(terminal: Terminal, words: str, hang: int) -> None:
    room = max(30, terminal.width - hang)
    first, *others = textwrap.wrap(strip_hidden(words), room, break_on_hyphens=False) or [""]
    terminal.stream.write(first + "\n")
    for one in others:
        terminal.stream.write(" " * hang + one + "\n")


def _dropped(terminal: Terminal, document: Document, *, verbose: bool) -> None:
    if not document.dropped:
        return
    terminal.line()
    terminal.line(
        f"{_counted(len(document.dropped), 'statement')} left out, not borne by the thread"
        + ("" if verbose else ": -v")
    )
    if verbose:
        for one in document.dropped:
            terminal.line(f"{one.field}: {one.text} ({one.why})", indent=2, hang=2)


def _questions(terminal: Terminal, document: Document) -> None:
    if document.decision.verdict == "handle_in_support":
        return
    asked = questions(for_terminal(document.findings).findings)
    for whom, lines in asked.items():
        terminal.line()
        terminal.line(f"Ask the {whom}:")
        for question in lines:
            terminal.line(f"- {question}", indent=2, hang=2)
