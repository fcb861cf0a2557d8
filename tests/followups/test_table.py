"""Follow-ups as text."""

from datetime import datetime

from draft_escalation.brief.model import Fact
from draft_escalation.followups.plan import plan
from draft_escalation.followups.table import table
from draft_escalation.skill.policy import policy
from followups.cases import drafted, typed

NOW = datetime.fromisoformat("2026-06-01T12:00+00:00")


def test_time_who_and_what_stand_in_columns() -> None:
    """Each row begins its columns at the same place."""
    document = typed("critical", deadline="2026-06-01 17:00 UTC")
    rows = [
        line
        for line in table(document, plan(document, NOW, policy()), policy()).splitlines()
        if line[:3] == "Mon"
    ]

    assert rows[0] == (
        "Mon 2026-06-01 14:00 UTC  Engineering  "
        "Ask whether somebody at Engineering has taken it, and when they report back."
    )
    assert {row.index("  ") for row in rows} == {24}
    assert {row[26:37] for row in rows} == {"Engineering", "customer   "}
    assert "next word comes by 2026-06-01 20:00 UTC" in rows[2]


def test_twelve_rows_then_how_many_more() -> None:
    """All of them are in the calendar."""
    document = typed("critical", deadline="2026-06-03 12:00 UTC")
    planned = plan(document, NOW, policy())
    lines = table(document, planned, policy()).splitlines()

    assert sum(line[3:7] == " 202" for line in lines) == 12
    assert (
        f"+ {len(planned.rows) - 12} more until 2026-06-03 12:00 UTC; all of them in a calendar: --ics FILE"
        in lines
    )


def test_the_checklist_ends_it() -> None:
    """Five boxes on the way, four where support handles it and no rows."""
    open_, closed = drafted(), drafted(verdict="handle_in_support")

    assert table(open_, plan(open_, NOW, policy()), policy()).count("\n[ ] ") == 5
    text = table(closed, plan(closed, NOW, policy()), policy())
    assert text.count("\n[ ] ") == 4
    assert "Handled in support (configuration or setup [m2.1])" in text
    assert "2026" not in text


def test_hidden_characters_are_not_printed() -> None:
    """Nor anything that a terminal obeys."""
    document = typed()
    hidden = document.brief.model_copy(update={"summary": Fact(text="It\u202e fails\x1b[31m")})
    whole = document.model_copy(update={"brief": hidden})

    assert "Follow-ups: It fails\n" in table(whole, plan(whole, NOW, policy()), policy())
