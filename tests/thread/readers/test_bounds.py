# ruff: noqa: E501
"""Files that are broken, huge or made to harm: the rest is read, each trouble is one line, memory is bounded."""

import gc
import gzip
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from draft_escalation.errors import UserError
from draft_escalation.thread.readers.export import Found, read_exports
from draft_escalation.thread.readers.json_values import json_records
from draft_escalation.thread.readers.mail import SYSTEM
from draft_escalation.thread.readers.reader import Broken, Part, Pasted
from draft_escalation.thread.readers.scratch import Scratch
from draft_escalation.thread.readers.xml_elements import xml_records
from thread.readers.reading import read, shape


def ticket(number: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "subject": "Tills offline", "requester_id": 901, "submitter_id": 901, "description": f"Till {number} is offline.", "status": "open", "created_at": "2026-04-13T09:00:00Z"} | more  # fmt: skip


def rows(numbers: range) -> str:
    cells = (f"INC{n},Tills offline,Till {n} is offline.,2026-04-13 09:00:00\r\n" for n in numbers)
    return "number,short_description,description,opened_at\r\n" + "".join(cells)


def thousand_lines(broken: str) -> str:
    lines = [json.dumps(ticket(n)) for n in range(1000)]
    lines[499] = broken
    return "\n".join(lines)


def thousand_elements() -> str:
    one = (
        "<item><key>D-{0}</key><summary>Tills</summary><description>Till {0} is offline.</description></item>"
    )
    items = [one.format(n) for n in range(1000)]
    return f"<rss><channel>{''.join(items)}</channel></rss>"


def wide_row() -> str:
    lines = rows(range(1000)).split("\r\n")
    lines[500] += ",more,cells"
    return "\r\n".join(lines)


def deep() -> dict[str, Any]:
    node: dict[str, Any] = {"type": "paragraph", "content": []}
    for _ in range(200):
        node = {"type": "blockquote", "content": [node]}
    return {"key": "D-1", "fields": {"summary": "Tills", "description": {"type": "doc", "content": [node]}}}


DEEP = deep()


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("tickets.json", thousand_lines('{"id": 499, "subject'), 500),
        ("tickets.json", thousand_lines("\ud83d[".encode("utf-8", "replace").decode()), 500),
        ("tickets.json", "[" + ",".join(json.dumps(ticket(n) if n != 499 else n) for n in range(1000)) + "]", None),
        ("tickets.json", json.dumps([ticket(n) if n != 499 else {"weather": "fine"} for n in range(1000)]), None),
        ("tickets.json", json.dumps([ticket(n) if n != 499 else DEEP for n in range(1000)]), None),
        ("tickets.json", thousand_lines("null"), 500),
        ("incidents.csv", wide_row(), 501),
    ],
    ids=["half a line", "no JSON", "no record", "another record", "a text without end", "null in a line", "a wide row"],
)  # fmt: skip
def test_one_broken_record_of_a_thousand_costs_one_thread(
    tmp_path: Path, name: str, content: str, line: int | None
) -> None:
    """The failure names the file, the record and, in a text format, the line."""
    found = read(tmp_path, {name: content})
    broken = [one for one in found if isinstance(one, Broken)]

    assert sum(isinstance(one, Found) for one in found) == 999
    assert [(one.part, one.record, one.line) for one in broken] == [(f"export/{name}", 500, line)]
    assert "\n" not in broken[0].why


def test_xml_after_a_fault_is_told_and_what_stood_before_it_is_read(tmp_path: Path) -> None:
    """A parser of XML cannot go on behind a fault."""
    text = thousand_elements().replace("Till 499 is", "Till & is")
    found = read(tmp_path, {"x.xml": text})

    assert sum(isinstance(one, Found) for one in found) == 499
    (broken,) = (one for one in found if isinstance(one, Broken))
    assert broken.line == 1
    assert broken.why.startswith("not XML: ")


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item>&b;</item></channel></rss>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><key>&x;</key></item></channel></rss>'


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE])
def test_entities_are_refused(tmp_path: Path, text: str) -> None:
    """Neither laughter nor a file of the machine comes out."""
    (broken,) = read(tmp_path, {"x.xml": text})

    assert broken == Broken(
        "export/x.xml", "declares a document type or entities, which no export needs; refused"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.json", '{"a":' * 100_000 + "1" + "}" * 100_000),
        ("x.json", "[" * 100_000 + "]" * 100_000),
        ("x.xml", "<a>" * 100_000 + "</a>" * 100_000),
        ("x.json", json.dumps(ticket(1))[:-1] + ', "via": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}"),
    ],
)
def test_nesting_without_end_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """In one line, before the stack ends."""
    (broken,) = read(tmp_path, {name: text})

    assert isinstance(broken, Broken)
    assert "\n" not in broken.why


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


ZEROS = b"[" + b'"000000", ' * (8 << 20)


@pytest.mark.parametrize(
    "packed", [{"bomb.zip": zipped(**{"a.json": ZEROS})}, {"bomb.json.gz": gzip.compress(ZEROS)}]
)
def test_what_unfolds_without_end_is_refused(tmp_path: Path, packed: dict[str, Any]) -> None:
    """Before it fills the memory; its neighbours are read."""
    found = read(tmp_path, {**packed, "z.json": [ticket(1)]})

    assert [type(one) for one in found] == [Broken, Found]
    assert "unfolds to over 200 times its size" in found[0].why  # type: ignore[union-attr]


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    """Two deep, as real exports are."""
    inner = zipped(**{"t.json": json.dumps([ticket(1)]).encode()})
    read_ = read(tmp_path, {"a.zip": zipped(**{"b.zip": inner})})
    refused = read(tmp_path / "2", {"a.zip": zipped(**{"b.zip": zipped(**{"c.zip": inner})})})

    assert [type(one) for one in read_] == [Found]
    assert [one.why for one in refused if isinstance(one, Broken)] == [
        "an archive in an archive in an archive; unpack it first"
    ]


def test_names_that_lead_out_of_an_archive_lead_nowhere(tmp_path: Path) -> None:
    """Nothing is written; what a Mac leaves in an archive is passed over."""
    data = json.dumps([ticket(1)]).encode()
    found = read(
        tmp_path,
        {"a.zip": zipped(**{"../../evil.json": data, "__MACOSX/._evil.json": b"\0", "..\\w.json": b"{"})},
    )

    assert [one.place for one in found if isinstance(one, Found)] == ["export/a.zip/evil.json#1"]
    assert [one.part for one in found if isinstance(one, Broken)] == ["export/a.zip/w.json"]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.zip"]


def test_a_truncated_archive_is_told(tmp_path: Path) -> None:
    """In one line."""
    (broken,) = read(tmp_path, {"a.zip": zipped(**{"t.json": json.dumps([ticket(1)]).encode()})[:-30]})

    assert isinstance(broken, Broken)
    assert broken.why.startswith("not a whole zip file")


def test_many_thousand_messages_are_one_thread(tmp_path: Path) -> None:
    """All of them."""
    comments = [
        {
            "id": n,
            "author_id": 901 + n % 2,
            "body": f"Reading {n}.",
            "public": True,
            "created_at": "2026-04-13T10:00:00Z",
        }
        for n in range(20_000)
    ]
    (found,) = read(tmp_path, {"t.json": [ticket(1, comments=comments)]})

    assert isinstance(found, Found)
    assert len(found.thread.messages) == 20_002
    assert shape(found.thread)[-1][3] == "Reading 19999."


@pytest.mark.parametrize(
    ("megabytes", "broken"),
    [
        (25, Broken("export/t.json", "Zendesk export: a ticket of 26 MB of text; the most is 20 MB", 2)),
        (50, Broken("export/t.json", "not JSON: a line of over 32 MB", 2, 2)),
    ],
)
def test_a_line_of_many_megabytes_is_refused(tmp_path: Path, megabytes: int, broken: Broken) -> None:
    """No person reads such a ticket; the others of the file are read."""
    lines = [ticket(1), ticket(2, description="offline " * (megabytes << 17)), ticket(3)]
    found = read(tmp_path, {"t.json": "\n".join(map(json.dumps, lines))})

    assert sum(isinstance(one, Found) for one in found) == 2
    assert [one for one in found if isinstance(one, Broken)] == [broken]


@pytest.mark.parametrize("text", ['[{"id": "' + "a" * (50 << 20), '[{"id": "' + 'a\\"' * (50 << 18) + '"}]'])
def test_a_text_without_end_is_refused(tmp_path: Path, text: str) -> None:
    """Before the parser has looked at it again and again."""
    (broken,) = read(tmp_path, {"t.json": text})

    assert broken == Broken("export/t.json", "cannot be read to its end (a text of over 32 MB in one value)")


def test_a_large_list_is_read_without_holding_it(tmp_path: Path) -> None:
    """A list over 64 MB is streamed: memory stays far below its size."""
    path = tmp_path / "big.json"
    filler = "offline " * 12_500
    with path.open("w", encoding="utf-8") as file:
        file.write('{"tickets": [')
        for number in range(700):
            file.write(
                (", " if number else "")
                + json.dumps(ticket(number, description=f"Till {number}", recipient=filler))
            )
        file.write('], "count": 700}')
    tracemalloc.start()
    found = sum(isinstance(one, Found) for one in read_exports([str(path)]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found == 700
    assert path.stat().st_size > 64 << 20
    assert peak < 150 << 20


def _lists(record: str) -> str:
    """A JSON list that is too long to be read whole: a record, the one given, and 33 MB of records."""
    fill = json.dumps(ticket(2, text="x" * 1_000_000))
    return f"[{json.dumps(ticket(1))},{record},{','.join([fill] * 33)}]"


def _elements(record: str) -> str:
    items = ("<item><key>D-{0}</key><summary>Tills</summary><description>Offline.</description>{1}</item>",)
    return f"<rss><channel>{''.join(items[0].format(n, more) for n, more in ((1, ''), (2, record)))}</channel></rss>"


LONG = 2_000_000


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("t.json", _lists(json.dumps({"id": 9, "parts": [{"n": n} for n in range(LONG // 20)]})), "a record of over 1 MB"),
        ("t.json", _lists(json.dumps({"id": 9, "parts": ["text" * 20] * (LONG // 80)})), "a record of over 1 MB"),
        ("t.xml", _elements("<note>x</note>" * (LONG // 14)), "a record of over 1 MB"),
        ("t.xml", _elements(f"<note>{'x' * LONG}</note>"), "a record of over 1 MB"),
        ("t.csv", rows(range(1)) + ",".join(["x"] * LONG), "a row of over 1 MB"),
        ("t.csv", rows(range(1)) + '9,"' + "x\r\n" * LONG, "a row of over 1 MB"),
    ],
    ids=["many objects", "many texts", "many elements", "a long text", "a wide row", "a quote without end"],
)  # fmt: skip
def test_a_record_without_end_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, why: str
) -> None:
    """What stood before it is read."""
    for module in ("json_values", "xml_elements", "csv_rows"):
        monkeypatch.setattr(f"draft_escalation.thread.readers.{module}.MOST_RECORD", 1 << 20)
    found = read(tmp_path, {name: content})

    (broken,) = (one for one in found if isinstance(one, Broken))
    assert why in broken.why
    assert "\n" not in broken.why
    assert sum(isinstance(one, Found) for one in found) == 1


def test_records_of_xml_leave_nothing_behind() -> None:
    """Twenty times the records take no twenty times the memory."""
    peaks = []
    for records in (1000, 20_000):
        data = f"<rss><channel>{'<entry><a>1</a></entry>' * records}</channel></rss>".encode()
        part = Part("x.xml", partial(io.BytesIO, data))
        tracemalloc.start()
        assert sum(1 for _ in xml_records(part)) == records
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_a_table_of_very_many_columns_is_read(tmp_path: Path) -> None:
    """Even where one stands there twice."""
    more = [f"c{n}" for n in range(100_000)] + ["c1"]
    head, row, *_ = rows(range(1)).split("\r\n")
    text = f"{head},{','.join(more)}\r\n{row},{','.join(['1'] * len(more))}\r\n"
    (found,) = read(tmp_path, {"incidents.csv": text})
    assert isinstance(found, Found)


@pytest.fixture
def litter_is_collected() -> Iterator[None]:
    """As often as Python does it by itself: commands that ran in this process may have put it off."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("litter_is_collected")
def test_a_mailbox_is_read_without_holding_it() -> None:
    """Memory does not grow with its size."""
    (bundle,) = SYSTEM.bundles
    peaks = []
    for letters in (200, 200, 1000):  # the first fills what is kept of words and phrases
        data = "".join(map(mail, range(letters))).encode()
        part = Part("x.mbox", partial(io.BytesIO, data))
        tracemalloc.start()
        assert sum(isinstance(one, Pasted) for one in bundle.tickets([part])) == letters
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 2 * peaks[1]


def mail(number: int) -> str:
    heads = f"From: Ana <ana@pine.example>\nMessage-ID: <{number}@pine.example>\nSubject: Till {number}\n"
    return f"From MAILER Mon Apr 13 09:00:00 2026\n{heads}Date: Mon, 13 Apr 2026 09:00:00 +0000\n\n{'It is off. ' * 500}\n\n"


def test_a_text_that_no_person_reads_is_refused(tmp_path: Path) -> None:
    """A film among the exports, say: it is not read into memory."""
    found = read(tmp_path, {"a.txt": b"x" * 20_000_001, "t.json": [ticket(1)]})

    assert [type(one) for one in found] == [Broken, Found]
    assert found[0].why == "over 20 MB, and no export that is known here"  # type: ignore[union-attr]


def test_what_belongs_to_one_ticket_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Comments beside it are held together: a ticket of too many is told, the others are read."""
    monkeypatch.setattr("draft_escalation.thread.readers.side.MOST_RECORD", 1 << 20)
    comments = [
        {"id": n, "ticket_id": 1 if n else 2, "author_id": 901, "public": True, "body": "off " * 5000}
        for n in range(60)
    ]
    found = read(tmp_path, {"t.json": [ticket(1), ticket(2)], "comments.json": comments})

    assert [type(one) for one in found] == [Broken, Found]
    assert "over 1 MB of zendesk.comment belong to one ticket (1)" in found[0].why  # type: ignore[union-attr]


def test_half_a_surrogate_pair_is_no_trouble(tmp_path: Path) -> None:
    """JSON may hold it in a number as in a text; what is read can be written to any file."""
    half = {"id": "\ud801", "requester_id": "\ud800", "submitter_id": "\ud800", "updated_at": "\ud802"}
    user = {
        "id": "\ud800",
        "role": "end-user",
        "name": "Ana\ud83d",
        "email": "ana@pine.example",
        "locale": "en",
    }
    (found,) = read(
        tmp_path, {"t.json": [ticket(1, subject="Till \ud83d", description="Off \ud83d.", **half), user]}
    )

    assert isinstance(found, Found)
    assert shape(found.thread) == [("Ana\ufffd", "customer", "public", "Off \ufffd.")]
    assert (found.place, found.thread.source) == ("export/t.json#\ufffd", "export/t.json#\ufffd")
    assert found.thread.subject == "Till \ufffd"
    "".join((found.thread.text, *(message.author or "" for message in found.thread.messages))).encode()


def test_a_disk_without_room_for_what_is_read_is_said() -> None:
    """In one line, without a traceback."""
    with Scratch(("CREATE TABLE kept (text TEXT)",)) as scratch:
        scratch.execute("PRAGMA max_page_count = 2")
        with pytest.raises(UserError, match="make room, or set TMPDIR"):
            scratch.execute("INSERT INTO kept VALUES (?)", ("x" * 100_000,))


def test_lines_are_read_one_by_one_in_a_file_of_any_size(tmp_path: Path) -> None:
    """One sign beyond the first 65,536 would make a text that is held whole four times as large."""
    path = tmp_path / "t.json"
    line = json.dumps(ticket(1, text="🛒" + "x" * 100_000), ensure_ascii=False)
    path.write_text(f"{line}\n" * 80, encoding="utf-8")
    tracemalloc.start()
    assert sum(1 for _ in json_records(Part("t.json", lambda: path.open("rb")))) == 80
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 40 << 20  # 32 MB of which are room for the beginning
