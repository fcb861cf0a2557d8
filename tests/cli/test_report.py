"""What standard error says after a draft."""

import io

import pytest

from draft_escalation.brief.document import Document, Dropped, Finding
from draft_escalation.cli.report import Terminal, report_draft
from render.documents import document


def finding(field: str, level: str = "warning", **more: object) -> Finding:
    return Finding.model_validate(
        {"rule": "IMP003", "slug": "x", "level": level, "field": field, "message": f"{field} is open", **more}
    )


def said(
    shown: Document, *, width: int = 100, colour: bool = False, masked: int = 0, verbose: bool = False
) -> str:
    """The report on a document."""
    stream = io.StringIO()
    terminal = Terminal(stream, colour, width)
    report_draft(terminal, shown, read="read 2 messages", engine="as asked", masked=masked, verbose=verbose)
    return stream.getvalue()


def with_findings(*findings: Finding, verdict: str = "escalate") -> Document:
    return document(verdict=verdict).model_copy(update={"findings": findings})


def test_no_findings_is_said() -> None:
    """Instead of nothing."""
    assert "no findings" in said(with_findings())


def test_every_error_and_at_most_seven_warnings_are_shown() -> None:
    """One a field; the rest is counted, and shown by -v."""
    errors = [finding(f"error{number}", "error") for number in range(9)]
    warnings = [finding(f"warning{number}") for number in range(9)]
    shown = with_findings(*errors, *warnings, finding("a note", "note"))

    short, full = said(shown), said(shown, verbose=True)

    assert short.count(" is open") == 9 + 7
    assert "+3 more: -v" in short
    assert full.count(" is open") == 19
    assert "more: -v" not in full


def test_a_fix_is_shown_by_verbose_alone() -> None:
    """The questions say enough otherwise."""
    shown = with_findings(finding("impact.revenue_at_risk", fix="name the amount"))

    assert "fix: name the amount" in said(shown, verbose=True)
    assert "fix:" not in said(shown)


def test_questions_are_grouped_by_whom_to_ask_and_asked_once() -> None:
    """In the order of the findings."""
    shown = with_findings(
        finding("a", question="Which amount?", ask_whom="account owner"),
        finding("b", question="Since when?", ask_whom="customer"),
        finding("c", question="Which amount?", ask_whom="account owner"),
        finding("d", question="Which plan?", ask_whom="account owner"),
    )

    tail = said(shown).split("\n\n")[-2:]

    assert tail[0].splitlines() == ["Ask the account owner:", "  - Which amount?", "  - Which plan?"]
    assert tail[1].splitlines() == ["Ask the customer:", "  - Since when?"]


def test_nothing_is_asked_where_support_handles_it() -> None:
    """Nobody receives the brief."""
    asked = finding("a", question="Which amount?", ask_whom="account owner")

    assert "Ask the" not in said(with_findings(asked, verdict="handle_in_support"))


@pytest.mark.parametrize(("count", "told"), [(1, "1 statement left out"), (2, "2 statements left out")])
def test_what_was_left_out_is_counted_and_listed_by_verbose(count: int, told: str) -> None:
    """Nothing vanishes unsaid."""
    dropped = tuple(
        Dropped(field="summary", text=f"{number} shops", why="no such number") for number in range(count)
    )
    shown = document().model_copy(update={"dropped": dropped})

    assert told in said(shown)
    assert "shops" not in said(shown)
    assert "summary: 0 shops (no such number)" in said(shown, verbose=True)


@pytest.mark.parametrize(("masked", "told"), [(1, "1 secret masked"), (3, "3 secrets masked")])
def test_masked_secrets_are_counted(masked: int, told: str) -> None:
    """The person should know that there were some."""
    assert told in said(document(), masked=masked)
    assert "secret" not in said(document())


def test_tokens_are_shown_where_there_were_some() -> None:
    """The offline engine takes none."""
    drafted = document()
    paid = drafted.model_copy(
        update={"run": drafted.run.model_copy(update={"engine": "llm", "tokens_in": 2100, "tokens_out": 34})}
    )

    assert "drafted by the llm engine: as asked; 2,100 tokens in, 34 out" in said(paid)
    assert "tokens" not in said(drafted)


@pytest.mark.parametrize("width", [40, 72, 100])
def test_lines_fit_a_terminal(width: int) -> None:
    """Long words of the thread are folded, too; what follows stands under its column."""
    long = finding("impact.revenue_at_risk", message="the amount is open " * 20 + "x" * 200)

    lines = said(with_findings(long), width=width).splitlines()

    assert max(map(len, lines)) <= max(width, 8 + 6 + 2 + len(long.field) + 2 + 30)


def test_hidden_characters_of_a_thread_do_not_reach_the_terminal() -> None:
    """A finding quotes the thread."""
    assert "\x1b" not in said(with_findings(finding("a", message="it says \x1b[2Jnothing")))


def test_colour_marks_levels() -> None:
    """And only where it was asked for."""
    shown = with_findings(finding("a", "error"))

    assert "\x1b[31m" in said(shown, colour=True)
    assert "\x1b" not in said(shown)
