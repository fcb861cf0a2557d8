"""What the tests of this room share: threads as they are pasted, drafted and updated offline."""

from draft_escalation.brief.document import Document
from draft_escalation.brief.extraction import Extraction
from draft_escalation.draft import Frame, compose
from draft_escalation.extract.engine import Report
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.skill.policy import policy
from draft_escalation.thread.model import Thread
from draft_escalation.thread.read import read_thread
from draft_escalation.update.read import read_earlier
from draft_escalation.update.records import Change, Updated
from draft_escalation.update.update import update

FRAME = Frame(policy=policy())
FIELDS = """\
Ticket #700
Subject: CSV export fails
Requester: Ana Torres <ana@acme.example>
Assignee: Yusra Haddad
"""
ANA = "Ana Torres"
REPORTED = f"reported by {ANA}"
YUSRA = "Yusra Haddad"
FIRST = (
    (
        ANA,
        "Apr 13, 2026, 09:12",
        "The CSV export fails since Monday. All 14 users see error E-503. We need this fixed by 24 April.",
    ),
    (
        YUSRA,
        "Apr 13, 2026, 11:40",
        "I cleared the cache, the export still fails. I can reproduce it, it is a bug in the export worker.",
    ),
)
Post = tuple[str, str, str]


def pasted(*posts: Post) -> str:
    """A ticket as it is pasted, in the order given."""
    return "\n".join([FIELDS, *(f"{author}\n{at}\n\n{text}\n" for author, at, text in posts)])


BEFORE = pasted(*FIRST)


def grown(text: str, author: str = ANA, at: str = "Apr 14, 2026, 09:00") -> str:
    """The first thread with one message more."""
    return pasted(*FIRST, (author, at, text))


def read(text: str) -> Thread:
    """A pasted thread, read."""
    return read_thread(text, source="thread.txt")


def report(thread: Thread, *, without: tuple[str, ...] = (), engine: str = "offline") -> Report:
    """The offline engine's report, silent on the slots `without`."""
    found = extract_offline(thread, FRAME.policy)
    facts = {path: said for path, said in found.facts.items() if path not in without}
    return Report(extraction=Extraction(**{**dict(found), "facts": facts}), engine=engine)


def drafted(text: str = BEFORE, *, engine: str = "offline") -> Document:
    """The brief of a pasted thread."""
    thread = read(text)
    return compose(thread, report(thread, engine=engine), FRAME)


def updated(earlier: Document, text: str, *, without: tuple[str, ...] = ()) -> Updated:
    """An earlier brief and a pasted thread that has grown since."""
    thread = read(text)
    return update(earlier, thread, report(thread, without=without), FRAME)


def typed(text: str) -> Document:
    """A brief that was given as text."""
    return read_earlier(text.encode()).document


def change(result: Updated, field: str) -> Change:
    """The one change of a field."""
    (found,) = (one for one in result.changes.statements if one.field == field)
    return found
