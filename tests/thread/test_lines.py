"""Messages are cut into sentences, list items, log lines, code and table rows, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.thread.lines import split_lines

BAITS = 'a1>-.:/@< \t\n"([{'

SENTENCES = [
    # two sentences
    ("The export fails. We tried again.", ["The export fails.", "We tried again."]),
    ("it broke. we restarted it", ["it broke.", "we restarted it"]),
    ("Really?! Yes.", ["Really?!", "Yes."]),
    ('She said "it is down." Then it came back.', ['She said "it is down."', "Then it came back."]),
    ("We use 4.0.2. It worked in 3.9.", ["We use 4.0.2.", "It worked in 3.9."]),
    (
        "See https://acme.example/a.b?c=d. It is public.",
        ["See https://acme.example/a.b?c=d.", "It is public."],
    ),
    ("It stopped at 5 p.m. We called you.", ["It stopped at 5 p.m.", "We called you."]),
    ("We waited... Nothing came.", ["We waited...", "Nothing came."]),
    ("Es geht nicht. Bitte helfen.", ["Es geht nicht.", "Bitte helfen."]),
    ("¿Funciona? No funciona.", ["¿Funciona?", "No funciona."]),
    ("Ça marche ? Non.", ["Ça marche ?", "Non."]),
    ("导出失败。请帮助。", ["导出失败。", "请帮助。"]),
    # one sentence
    ("Use a format, e.g. CSV, for it.", ["Use a format, e.g. CSV, for it."]),
    ("Das betrifft z.B. Berlin.", ["Das betrifft z.B. Berlin."]),
    ("Das betrifft z. B. Berlin.", ["Das betrifft z. B. Berlin."]),
    ("Dr. Ortiz needs approx. 3 GB.", ["Dr. Ortiz needs approx. 3 GB."]),
    ("It stops at 3 p.m. PT daily.", ["It stops at 3 p.m. PT daily."]),
    ("Am 13. April ging es los.", ["Am 13. April ging es los."]),
    ("Open config.yaml and set a 2.5 limit.", ["Open config.yaml and set a 2.5 limit."]),
    ("We waited ... and nothing came.", ["We waited ... and nothing came."]),
    ("Acme Inc. reported it.", ["Acme Inc. reported it."]),
    ("J. Ruiz wrote it.", ["J. Ruiz wrote it."]),
    ("Ticket no. 4711 is open.", ["Ticket no. 4711 is open."]),
]

WRAPPED = """The nightly export of the invoices has been failing since the release
of last week, and our finance team cannot close the month without it.
Please have a look at this today.
Browser: Chrome 120
Plan: Enterprise
Thanks
Mateo"""

KINDS = [
    ("- open the page", "list"),
    ("3) click Export", "list"),
    ("• no result", "list"),
    ("| a | b |", "table"),
    ("name\tcount", "table"),
    ("2026-04-13 15:22:01,123 ERROR worker: timeout", "log"),
    ("[2026-04-13T15:22:01Z] request failed", "log"),
    ("ERROR: relation does not exist", "log"),
    ("    at com.acme.Export.run(Export.java:42)", "log"),
    ("Traceback (most recent call last):", "log"),
    ('  File "app.py", line 3, in run', "log"),
    ("java.lang.NullPointerException: null", "log"),
    ("ValueError: bad column", "log"),
    ("$ systemctl restart exporter", "log"),
    ("level=error ts=12 msg=timeout", "log"),
    ("HTTP/1.1 503 Service Unavailable", "log"),
    ("SELECT * FROM invoices WHERE id = 3;", "code"),
    ('  "plan": "enterprise",', "code"),
    ("kubectl get pods -n billing", "code"),
    ("total = exporter.run(month)", "code"),
    ("<setting>true</setting>", "code"),
    ("We see an error since Monday", None),
    ("Docker is down on our side", None),
    ("Select the file and click on it", None),
    ("Expected: a file", None),
    ("at the moment nothing works", None),
    ("I tried it twice (no luck)", None),
    ("https://acme.example/tickets/4711", None),
]


def said(text: str) -> list[str]:
    """The pieces without white space around them."""
    return [" ".join(text[piece.start : piece.end].split()) for piece in split_lines(text)]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_stop_ends_a_sentence_only_where_it_does(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(("line", "flag"), KINDS)
def test_a_line_is_known_by_its_looks(line: str, flag: str | None) -> None:
    (piece,) = split_lines(line)
    assert piece.flags == ((flag,) if flag else ())


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("# Open Sales\n# click Print\n## choose A4\n", ["list", "list", "list"]),
        ("# Steps\nOpen Sales.\n", ["", ""]),
        ("* first\n** second\n", ["list", "list"]),
        ("*Steps:*\n# Open Sales\n# click Print\n", ["", "list", "list"]),
        ("*Steps to reproduce*\nopen Sales and print.\n", ["", ""]),
        ("{noformat}\nprints page one\n{noformat}\nThat is all.\n", ["code", "code", "code", ""]),
        ("{code:java}prints page one\nthen nothing{code}\nThat is all.\n", ["code", "code", ""]),
    ],
)
def test_wiki_markup(text: str, flags: list[str]) -> None:
    """Numbered items come in rows, a single one is a heading; {code} and {noformat} hold code."""
    assert ["".join(piece.flags) for piece in split_lines(text)] == flags


def test_a_hard_wrap_does_not_end_a_sentence() -> None:
    assert said(WRAPPED) == [
        (
            "The nightly export of the invoices has been failing since the release of last week, and our "
            "finance team cannot close the month without it."
        ),
        "Please have a look at this today.",
        "Browser: Chrome 120",
        "Plan: Enterprise",
        "Thanks",
        "Mateo",
    ]


def test_a_list_item_keeps_its_continuation() -> None:
    text = "Steps\n1. Open the report\n   and wait for it\n2. Click Export\nIt fails."
    assert said(text) == ["Steps", "1. Open the report and wait for it", "2. Click Export", "It fails."]


def test_chat_lines_stay_apart() -> None:
    assert said("hi there\nexport is broken\nany news") == ["hi there", "export is broken", "any news"]


def test_a_fenced_block_is_code_and_an_unclosed_fence_opens_nothing() -> None:
    fenced = split_lines("Look:\n```\nplain words\n```\nDone.")
    assert [piece.flags for piece in fenced] == [(), ("code",), ("code",), ("code",), ()]
    assert split_lines("```\nplain words")[-1].flags == ()


def test_blank_lines_belong_to_the_piece_before_and_at_the_top_to_the_first() -> None:
    text = "\n\nOne.\n\n  \nTwo.\n"
    assert [text[piece.start : piece.end] for piece in split_lines(text)] == ["\n\nOne.\n\n  \n", "Two.\n"]


def test_no_text_has_no_pieces() -> None:
    assert split_lines("") == []
    assert len(split_lines(" \n ")) == 1


LIKELY = st.text(st.sampled_from("ab A.!?…\n\t|>-*1`{}\"'():;, é。")) | st.text()


@given(LIKELY)
def test_pieces_tile_any_text(text: str) -> None:
    pieces = split_lines(text)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(piece.start < piece.end for piece in pieces)


@pytest.mark.parametrize("bait", BAITS)
def test_a_megabyte_of_one_sign_is_cut(bait: str) -> None:
    assert split_lines(bait * 1_000_000)[-1].end == 1_000_000
