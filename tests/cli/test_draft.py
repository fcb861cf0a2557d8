"""The main job from outside: what is read, what is printed where, and what an endpoint can do to it."""

import codecs
import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from cli.cases import THREAD, Command, is_one_line

OFFLINE = ("--engine", "offline")
SECRET = "sk-" + "live-" + "4f9a" * 6


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "no text in it; paste"),
        (b" \n\t\r\n ", "no text in it; paste"),
        (bytes(range(256)) * 8, "a binary file, not text; export"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file, not text; export"),
        (b"Ticket #5120\nStatus: Open\nPriority: High\n", "nobody says anything in it; paste the messages"),
    ],
)
def test_what_holds_no_thread_is_one_line(raw: bytes, told: str, command: Command, folder: Path) -> None:
    """From a file and from a pipe."""
    (folder / "thread.txt").write_bytes(raw)

    for ran in (command(*OFFLINE, "thread.txt"), command(*OFFLINE, stdin=raw)):
        assert (ran.code, ran.out) == (2, "")
        assert is_one_line(ran.err)
        assert told in ran.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere.txt",), "nowhere.txt: no such file; give"),
        ((".",), ".: a folder, where one thread's file was expected"),
        (("thread.txt/inside",), "thread.txt/inside: cannot be read (Not a directory); check"),
        (("x" * 300,), "cannot be read (File name too long)"),
        (("a\0b",), "cannot be read (embedded null byte)"),
        (
            ("thread.txt", "--as-of", "soon"),
            "--as-of 'soon': not a date and time; write 2026-04-17 17:00 UTC",
        ),
        (("thread.txt", "--encoding", "klingon"), "no encoding is called 'klingon'; try utf-8"),
        (("thread.txt", "--encoding", "utf-16"), "give the file's own encoding with --encoding"),
        (("thread.txt", "-o", "no/such/brief.txt"), "there is no folder no/such; make it"),
        (("thread.txt", "-o", "folder"), "folder: a folder, where a file was expected"),
        (("thread.txt", "--engine", "llm"), "set one of them, or draft with --engine offline"),
        (("thread.txt", "--base-url", "localhost:8000"), "the base URL is no address"),
        (("thread.txt", "--base-url", "http://host:port/v1"), "the base URL is no address"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    words: tuple[str, ...], told: str, command: Command, folder: Path
) -> None:
    """What was met and what to do; nothing is printed and nothing is left behind."""
    (folder / "thread.txt").write_text(THREAD + ".")
    (folder / "folder").mkdir()

    ran = command(*words)

    assert (ran.code, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert told in ran.err
    assert sorted(path.name for path in folder.rglob("*")) == ["folder", "thread.txt"]


THREAD_WITH_SIGNS = THREAD.replace("The CSV export fails", "Für „alle“ fails the CSV export")


@pytest.mark.parametrize(
    ("raw", "words", "guessed"),
    [
        (THREAD_WITH_SIGNS.encode(), (), False),
        (codecs.BOM_UTF8 + THREAD_WITH_SIGNS.encode(), (), False),
        (THREAD_WITH_SIGNS.encode("utf-16"), (), False),
        (THREAD_WITH_SIGNS.encode("cp1252"), (), True),
        (THREAD_WITH_SIGNS.encode("cp1252"), ("--encoding", "cp1252"), False),
        (THREAD_WITH_SIGNS.replace("\n", "\r\n").encode(), (), False),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 mark", "cp1252", "cp1252 as said", "windows line ends"],
)
def test_the_encoding_of_the_file_does_not_matter(
    raw: bytes, words: tuple[str, ...], guessed: bool, command: Command
) -> None:
    """The brief is the same; a guess is told as THR001."""
    ran = command(*OFFLINE, *words, "-v", stdin=raw)

    assert ran.code == 0
    assert ran.out == command(*OFFLINE, stdin=THREAD_WITH_SIGNS).out
    assert "Für „alle“ fails" in ran.out
    assert ("THR001" in ran.err) is guessed


def test_standard_output_holds_the_brief_alone(command: Command, folder: Path) -> None:
    """How it was read, findings and questions go to standard error; with -o nothing is printed."""
    ran = command(*OFFLINE, stdin=THREAD)
    quiet = command(*OFFLINE, "-o", "brief.txt", stdin=THREAD)

    assert ran.out.startswith("ESCALATION: ")
    assert "SUPPORTING CONTEXT" in ran.out
    assert "read 2 messages" in ran.err
    assert "drafted by the offline engine: as asked" in ran.err
    assert "Ask the " in ran.err
    assert quiet.out == ""
    assert quiet.err == ran.err
    assert (folder / "brief.txt").read_text() == ran.out


def test_without_an_endpoint_the_offline_engine_says_why_it_drafts(command: Command) -> None:
    """`auto` is the default."""
    ran = command(stdin=THREAD)

    assert ran.code == 0
    assert "offline engine: no language model is set up (OPENAI_API_KEY, OPENAI_BASE_URL)" in ran.err


def test_the_same_input_gives_the_same_bytes(command: Command) -> None:
    """In every format."""
    for form in ("text", "markdown", "json"):
        first, second = (command(*OFFLINE, "--format", form, stdin=THREAD) for _ in range(2))
        assert first == second
        assert first.out


def test_json_is_valid_against_the_published_schema(command: Command) -> None:
    """The object alone, with the file's name as the thread's source."""
    shown = json.loads(command(*OFFLINE, "--format", "json", stdin=THREAD).out)
    schema = files("draft_escalation.render").joinpath("brief.schema.json").read_text(encoding="utf-8")

    jsonschema.Draft202012Validator(json.loads(schema)).validate(shown)
    assert shown["thread"]["source"] == "standard input"
    assert shown["run"]["engine"] == "offline"


def test_a_name_that_is_no_text_can_be_drafted(command: Command, folder: Path) -> None:
    """File names are bytes."""
    name = b"thread-\xff.txt".decode("utf-8", "surrogateescape")
    (folder / name).write_text(THREAD)

    shown = json.loads(command(*OFFLINE, "--format", "json", name).out)

    assert shown["thread"]["source"] == "thread-?.txt"


def test_markdown_is_headed(command: Command) -> None:
    """Headings instead of capitals alone."""
    assert command(*OFFLINE, "--format", "markdown", stdin=THREAD).out.startswith("#")


def test_no_cite_leaves_the_pointers_out(command: Command) -> None:
    """The pointers and the list of cited messages."""
    cited, plain = command(*OFFLINE, stdin=THREAD).out, command(*OFFLINE, "--no-cite", stdin=THREAD).out

    assert "[m1]" in cited
    assert "Messages cited" in cited
    assert "[m" not in plain
    assert "Messages cited" not in plain


def test_strict_exits_1_where_something_is_missing(command: Command) -> None:
    """The brief is printed all the same."""
    plain, strict = command(*OFFLINE, stdin=THREAD), command(*OFFLINE, "--strict", stdin=THREAD)

    assert "warning" in plain.err
    assert (plain.code, strict.code) == (0, 1)
    assert strict.out == plain.out


def test_verbose_shows_every_finding(command: Command) -> None:
    """As many as the JSON holds, with what to do; without it the rest is counted."""
    findings = json.loads(command(*OFFLINE, "--format", "json", stdin=THREAD).out)["findings"]
    short, full = command(*OFFLINE, stdin=THREAD).err, command(*OFFLINE, "-v", stdin=THREAD).err

    assert all(finding["rule"] in full for finding in findings)
    assert "more: -v" in short
    assert "more: -v" not in full


def test_staff_and_customer_decide_who_is_who(command: Command) -> None:
    """Names or domains, with commas."""
    ran = command(*OFFLINE, "--staff", "Ana Torres", "--customer", "Yusra Haddad,Nobody", stdin=THREAD)

    assert "Yusra Haddad customer" in ran.err
    assert "Ana Torres agent" in ran.err


def test_staff_and_customer_may_be_given_more_than_once(command: Command) -> None:
    """Each adds to the ones before."""
    ran = command(*OFFLINE, "--customer", "Yusra Haddad", "--customer", "Nobody", stdin=THREAD)

    assert "Yusra Haddad customer" in ran.err


def test_the_tier_changes_the_path(command: Command) -> None:
    """Who escalates is where the path begins."""
    paths = [
        json.loads(command(*OFFLINE, "--format", "json", "--from-tier", tier, stdin=THREAD).out)["decision"][
            "path"
        ]
        for tier in ("l1", "l2")
    ]

    assert [path[0] for path in paths] == ["L1", "L2"]


@pytest.mark.parametrize("zone", ["", " UTC", "+02:00"])
def test_as_of_is_what_counts_as_now(zone: str, command: Command) -> None:
    """Long after the last update it is overdue, whether the thread names zones or not."""
    zoned = THREAD.replace("15:22", "15:22 UTC").replace("16:05", "16:05 UTC")
    for thread in (THREAD, zoned):
        later = command(*OFFLINE, "-v", "--as-of", f"2026-06-01 09:00{zone}", stdin=thread)

        assert later.code == 0
        assert "COM004" in later.err
        assert "COM004" not in command(*OFFLINE, "-v", stdin=thread).err


def test_as_of_now_is_now(command: Command) -> None:
    """The word instead of a time."""
    assert "COM004" in command(*OFFLINE, "-v", "--as-of", "now", stdin=THREAD).err


def test_secrets_of_the_thread_are_shown_nowhere(command: Command, folder: Path) -> None:
    """Neither in a brief nor in the prompt; how many were masked is said."""
    thread = THREAD.replace("We can reproduce it.", f"We can reproduce it. The key is {SECRET}.")
    for words in (("--show-prompt",), OFFLINE, (*OFFLINE, "--format", "json"), (*OFFLINE, "-v")):
        ran = command(*words, stdin=thread)
        assert ran.code == 0
        assert SECRET not in ran.out + ran.err
    assert "1 secret masked" in ran.err


def test_show_prompt_prints_what_would_be_sent(command: Command, folder: Path) -> None:
    """Without key, endpoint or network; with line ids, and to -o where that is given."""
    ran = command("--show-prompt", stdin=THREAD)
    command("--show-prompt", "-o", "prompt.txt", stdin=THREAD)

    assert ran.code == 0
    assert "--- system ---" in ran.out
    assert "m1.1 The CSV export fails since Monday." in ran.out
    assert ran.err == ""
    assert (folder / "prompt.txt").read_text() == ran.out


def test_settings_of_the_folder_count(command: Command, folder: Path) -> None:
    """A wrong key in the file is one line; a flag wins over the file."""
    (folder / "draft-escalation.toml").write_text('engine = "llm"\n')
    assert command(stdin=THREAD).code == 2
    assert command(*OFFLINE, stdin=THREAD).code == 0

    (folder / "draft-escalation.toml").write_text("colour = 1\n")
    ran = command(stdin=THREAD)
    assert ran.code == 2
    assert is_one_line(ran.err)
    assert "colour" in ran.err


def test_an_export_of_one_ticket_is_read_with_its_roles(command: Command, folder: Path) -> None:
    """What was not understood of it is told; several tickets are a batch's."""
    ticket = {
        "id": 4001,
        "subject": "Sync fails",
        "requester_id": 1,
        "submitter_id": 1,
        "comment_count": 3,
        "comments": [
            {"id": 1, "author_id": 1, "body": "The sync fails with SYNC-409.", "public": True},
            {"id": 2, "author_id": 2, "body": "A regression of 4.2.1.", "public": False},
        ],
    }
    (folder / "ticket.json").write_text(json.dumps(ticket), encoding="utf-8")
    (folder / "both.json").write_text(json.dumps([ticket, ticket | {"id": 4002}]), encoding="utf-8")

    ran, both = command(*OFFLINE, "ticket.json"), command(*OFFLINE, "both.json")
    assert ran.code == 0
    assert "read 2 messages (Zendesk export): unknown author #1 customer" in ran.err
    assert "not read whole: comments: 2 of 3 are in the export" in ran.err
    assert (both.code, both.out) == (2, "")
    assert is_one_line(both.err)
    assert "several tickets" in both.err
