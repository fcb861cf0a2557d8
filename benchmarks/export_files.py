"""Exports of any size for the benchmarks, each in the shape of one system: the same on every run.

A ticket has ten comments of a kilobyte each; JSON holds a comment's words as often as the system writes them
(plain and as HTML). `FORMATS` gives, by name, who writes an export of so many MB into a folder.
"""

import csv
import gzip
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

WORDS = "The export of the stock list stops at forty percent and the till in the shop shows an error. "
_COMMENTS = 10


def _said(number: int, place: int) -> str:
    return f"Reading {number}.{place}. {WORDS * 10}"


def _at(place: int) -> str:
    return f"2026-04-13T{place + 9:02}:00:00Z"


def _texts(megabytes: float, one: Callable[[int], str]) -> Iterator[str]:
    """Tickets as text, of so many MB together."""
    written = 0
    for number in count(1):
        if written >= megabytes * 1e6:
            return
        text = one(number)
        written += len(text)
        yield text


def _zendesk(number: int) -> str:
    people = {"requester_id": 901, "submitter_id": 901, "assignee_id": 902}
    comments = [
        {
            "id": number * 100 + place,
            "author_id": 901 + place % 2,
            "body": _said(number, place),
            "plain_body": _said(number, place),
            "html_body": f'<div class="zd-comment"><p>{_said(number, place)}</p></div>',
            "public": place % 5 != 0,
            "created_at": _at(place),
            "via": {"channel": "email", "source": {"from": {}, "to": {}, "rel": None}},
        }
        for place in range(_COMMENTS)
    ]
    ticket = {"id": number, "subject": "Export stops", **people, "status": "open", "comments": comments}
    return json.dumps(ticket | {"created_at": _at(0), "updated_at": _at(9)})


def _zendesk_xml(number: int) -> str:
    comments = "".join(
        f'<comment><author-id type="integer">{901 + place % 2}</author-id>'
        f'<created-at type="datetime">{_at(place)}</created-at>'
        f'<is-public type="boolean">true</is-public><value>{escape(_said(number, place))}</value></comment>'
        for place in range(_COMMENTS)
    )
    return (
        f'<ticket><nice-id type="integer">{number}</nice-id><subject>Export stops</subject>'
        '<requester-id type="integer">901</requester-id><submitter-id type="integer">901</submitter-id>'
        f'<comments type="array">{comments}</comments></ticket>\n'
    )


def _freshdesk(number: int) -> str:
    notes = [
        {
            "id": number * 100 + place,
            "user_id": 901 + place % 2,
            "body": _said(number, place),
            "body_html": f"<div><p>{_said(number, place)}</p></div>",
            "incoming": place % 2 == 0,
            "private": place % 5 == 1,
            "created_at": _at(place),
        }
        for place in range(_COMMENTS)
    ]
    ticket = {"display_id": number, "id": 5 * 10**9 + number, "subject": "Export stops", "requester_id": 901}
    times = {"created_at": _at(0), "updated_at": _at(9)}
    return json.dumps({"helpdesk_ticket": {**ticket, "responder_id": 902, **times, "notes": notes}})


def _mails(number: int) -> str:
    """A thread of ten mails, each answering the one before."""
    mails = []
    for place in range(_COMMENTS):
        heads = [
            f"From: {('Ana', 'Yusra')[place % 2]} <p{place % 2}@pine.example>",
            "To: support@acme.example",
            f"Subject: Export {number} stops",
            f"Message-ID: <{number}.{place}@pine.example>",
            f"Date: Mon, 13 Apr 2026 {place + 9:02}:00:00 +0000",
        ]
        heads += [f"In-Reply-To: <{number}.{place - 1}@pine.example>"] * bool(place)
        mails.append(
            "\n".join(["From MAILER Mon Apr 13 09:00:00 2026", *heads, "", _said(number, place), "\n"])
        )
    return "".join(mails)


def _file(
    name: str, one: Callable[[int], str], head: str = "", between: str = "", tail: str = ""
) -> Callable[[Path, float], Path]:
    def write(folder: Path, megabytes: float) -> Path:
        path = folder / name
        with path.open("w", encoding="utf-8") as file:
            file.write(head)
            for number, text in enumerate(_texts(megabytes, one)):
                file.write(f"{between if number else ''}{text}")
            file.write(tail)
        return path

    return write


def _jira(folder: Path, megabytes: float) -> Path:
    path = folder / "jira.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        heads = ["Issue key", "Summary", "Reporter", "Created", "Description"]
        rows.writerow([*heads, *["Comment"] * _COMMENTS])
        for number in count(1):
            if file.tell() >= megabytes * 1e6:
                return path
            said = [f"13/Apr/26 {place + 1}:00 PM;yusra;{_said(number, place)}" for place in range(_COMMENTS)]
            rows.writerow([f"DESK-{number}", "Export stops", "ana", "13/Apr/26 8:00 AM", "It stops.", *said])
    return path


def _salesforce(folder: Path, megabytes: float) -> Path:
    """Cases in one file, their mails in another, the last case's first: joined by ParentId."""
    path = folder / "salesforce"
    path.mkdir()
    cases = int(megabytes * 1e6 / (_COMMENTS * len(_said(1, 1) + _as_html(_said(1, 1)) + " " * 150)))
    with (path / "Case.csv").open("w", encoding="utf-8") as file:
        file.write("Id,CaseNumber,Subject,Description,ContactId,CreatedDate,LastModifiedDate\n")
        for number in range(cases):
            row = f"500A{number:011},{number},Export stops,It stops.,003A00000000001"
            file.write(f"{row},{_at(0)},{_at(9)}\n")
    with (path / "EmailMessage.csv").open("w", encoding="utf-8") as file:
        file.write("Id,ParentId,Incoming,FromName,FromAddress,TextBody,HtmlBody,MessageDate,Status\n")
        for place in range(_COMMENTS):
            who = ("true,Ana,ana@pine.example", "false,Yusra,help@acme.example")[place % 2]
            for number in reversed(range(cases)):
                said = _said(number, place)
                row = f"02sA{place}{number:010},500A{number:011},{who},{said},{_as_html(said)}"
                file.write(f"{row},{_at(place)},3\n")
    return path


def _as_html(text: str) -> str:
    """As a mail program writes it: four times as long."""
    style = "margin:0cm;font-size:11.0pt;font-family:Calibri;sans-serif;mso-fareast-language:EN-US;" * 2
    sentences = text.split(". ")
    spans = (f'<p class=MsoNormal style="{style}"><span lang=EN-US>{one}</span></p>' for one in sentences)
    quoted = "".join(spans).replace('"', '""')
    return f'"<html><body>{quoted}</body></html>"'


def _packed_gz(folder: Path, megabytes: float) -> Path:
    plain = FORMATS["zendesk-lines"](folder, megabytes)
    path = folder / "tickets.json.gz"
    with plain.open("rb") as file, gzip.open(path, "wb", 1) as packed:
        shutil.copyfileobj(file, packed, 1 << 20)
    plain.unlink()
    return path


def _packed_zip(folder: Path, megabytes: float) -> Path:
    plain = FORMATS["zendesk-lines"](folder, megabytes)
    path = folder / "tickets.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.write(plain, plain.name)
    plain.unlink()
    return path


FORMATS: dict[str, Callable[[Path, float], Path]] = {
    "zendesk-lines": _file("tickets.json", lambda number: _zendesk(number) + "\n"),
    "zendesk-list": _file("tickets.json", _zendesk, '{"tickets": [', ", ", "]}"),
    "zendesk-xml": _file(
        "tickets.xml", _zendesk_xml, '<?xml version="1.0" encoding="UTF-8"?>\n<tickets>', "", "</tickets>"
    ),
    "jira-csv": _jira,
    "salesforce-csv": _salesforce,
    "freshdesk-list": _file("tickets.json", _freshdesk, "[", ", ", "]"),
    "mbox": _file("inbox.mbox", _mails),
    "gz": _packed_gz,
    "zip": _packed_zip,
}
