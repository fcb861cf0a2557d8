# ruff: noqa: E501
"""A settings file names the columns or keys of an export that no reader knows."""

from pathlib import Path
from typing import Any

import pytest

from draft_escalation.errors import UserError
from draft_escalation.settings import load_settings
from draft_escalation.thread.readers.export import Found, read_exports
from draft_escalation.thread.readers.mapping import mapped_systems
from draft_escalation.thread.readers.reader import Broken
from draft_escalation.thread.readers.systems import systems
from thread.readers.reading import fields, read, shape

TOML = """
[mapping.tracker]
id = "Case No"
subject = "Title"
author = "From"
role = "Kind"
time = "When"
text = "Body"
fields = ["Plan"]
customer = ["Client"]
agent = ["staff"]
internal = ["memo"]
"""
CSV = (
    "Case No,Title,From,Kind,When,Body,Plan\n"
    "77,Tills offline,Ana Ruiz,client,13 Apr 2026 09:00,All tills are offline.,Enterprise\n"
    "78,Printer,Bo,client,13 Apr 2026 09:30,It jams.,\n"
    "77,Tills offline,Yusra,memo,13 Apr 2026 11:00,Vendor says 2.1.,\n"
    "77,Tills offline,Yusra,Staff,13 Apr 2026 10:00,We look into it.,\n"
    "77,Tills offline,Robo,bot,never,Rated 5,\n"
)
THREAD = [
    ("Ana Ruiz", "customer", "public", "All tills are offline."),
    ("Yusra", "agent", "public", "We look into it."),
    ("Robo", "unknown", "public", "Rated 5"),
    ("Yusra", "agent", "internal", "Vendor says 2.1."),
]


def mapped(folder: Path, toml: str, files: dict[str, Any]) -> list[Found | Broken]:
    (folder / "draft-escalation.toml").write_text(toml, encoding="utf-8")
    read(folder, files)
    known = (*mapped_systems(load_settings({}, project_folder=folder).mappings), *systems())
    return list(read_exports([str(folder / "export")], known=known))


def test_rows_with_one_id_are_one_thread(tmp_path: Path) -> None:
    """Values mean roles whatever their capitals; what they do not name is told."""
    one, two = mapped(tmp_path, TOML, {"x.csv": CSV})

    assert isinstance(one, Found)
    assert isinstance(two, Found)
    assert sorted(shape(one.thread)) == sorted(THREAD)
    assert shape(one.thread)[0][0] == "Ana Ruiz"
    assert (one.thread.subject, fields(one.thread)["Plan"]) == ("Tills offline", "Enterprise")
    assert one.unread == (
        "Kind: 'bot' is no value of customer, agent, system or internal",
        "When: 'never' is no time that could be read",
    )
    assert shape(two.thread) == [("Bo", "customer", "public", "It jams.")]


def test_messages_inside_a_record_and_paths_of_keys(tmp_path: Path) -> None:
    """A column of its own tells who may read."""
    toml = """
[mapping.desk]
id = "ref"
subject = "about.title"
messages = "about.posts"
text = "html"
author = "by.name"
role = "by.side"
visibility = "hidden"
customer = ["1"]
agent = ["2"]
internal = ["true"]
"""
    record = {"ref": 77, "state": "x", "about": {"title": "Tills offline", "posts": [
        {"html": "<p>All tills are</p><p><b>offline</b>.</p>", "by": {"name": "Ana Ruiz", "side": 1}},
        {"html": "Vendor says 2.1.", "by": {"name": "Yusra", "side": 2}, "hidden": True},
    ]}}  # fmt: skip
    (found,) = mapped(tmp_path, toml, {"x.json": [record]})

    assert isinstance(found, Found)
    assert shape(found.thread) == [
        ("Ana Ruiz", "customer", "public", "All tills are offline."),
        ("Yusra", "agent", "internal", "Vendor says 2.1."),
    ]


def test_without_a_mapping_the_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    """Its first columns, and the key."""
    (broken,) = read(tmp_path, {"x.csv": CSV})

    assert isinstance(broken, Broken)
    assert (
        broken.why
        == "no record of a known ticket system (first one: Case No, Title, From, Kind, When, Body, Plan); name its keys in [mapping], or paste the thread"
    )


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (
            TOML.replace("author", "autor"),
            ':5: mapping.tracker.autor = "From": no such key; did you mean author?',
        ),
        (
            TOML.replace('"Kind"', "3"),
            ":6: mapping.tracker.role = 3: expected text in quotes; mend or remove it",
        ),
        (
            TOML.replace('id = "Case No"\n', ""),
            ":2: mapping.tracker: no key id; add id: the column or key it stands in",
        ),
        (
            TOML.replace('role = "Kind"\n', ""),
            ':9: mapping.tracker.customer = ["Client"]: expected a key role beside it; add role or remove it',
        ),
        ("[mapping]\nid = 3\n", ":2: mapping.id = 3: expected a table, [mapping.id]; mend or remove it"),
        ("mapping = 3\n", ":1: mapping = 3: expected a table, [mapping]; mend or remove it"),
    ],
)
def test_a_wrong_mapping_is_told_with_file_and_line(tmp_path: Path, toml: str, said: str) -> None:
    """As the policy's keys are."""
    with pytest.raises(UserError) as error:
        mapped(tmp_path, toml, {"x.csv": CSV})

    assert str(error.value).startswith(str(tmp_path / "draft-escalation.toml"))
    assert str(error.value).endswith(said)
