"""The page of a batch: one file that asks for nothing."""

import asyncio
import base64
import re
import zlib
from collections.abc import Iterable
from pathlib import Path

from batch.threads import FRAME, SAME, InProcess, jobs_by, thread
from draft_escalation.batch.ended import Ended
from draft_escalation.batch.job import Job, jobs_of
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.patterns import spread_patterns
from draft_escalation.batch.report import FILE, write_report
from draft_escalation.batch.run import Limits, run
from draft_escalation.render.html import digest
from render.hostile import HOSTILE

TEXTS = (
    "The export stops with error KX-431.",
    "Production is down, nobody can log in.",
    "How do I change the logo of our invoices?",
)


def made(folder: Path, *texts: str, embedded: int = 100) -> str:
    """The page of a batch of these threads, with one record that could not be read."""
    jobs = jobs_of(
        ((f"t.json#{number}", thread(number, text)) for number, text in enumerate(texts)), "offline"
    )
    broken = Ended(
        id="t.json#record 9", name="record-9", key="", source="t.json", state="failed", why="cut off"
    )
    return _page_of(folder, [*jobs, broken], embedded)


def _page_of(folder: Path, items: Iterable[Job | Ended], embedded: int = 100) -> str:
    with Journal.open(folder) as journal:
        asyncio.run(run(items, InProcess(), journal, Limits(concurrency=2), lambda *_: None))
        write_report(journal, spread_patterns(journal, FRAME), embedded=embedded)
    return (folder / FILE).read_text(encoding="utf-8")


def rows(page: str) -> list[str]:
    return re.findall(r'<tr id="[^"]*" data-severity="(\w+)"', page)


def test_every_brief_is_a_row_the_worst_first(tmp_path: Path) -> None:
    """By severity; what could not be drafted is counted."""
    page = made(tmp_path, *TEXTS)
    order = ["critical", "high", "medium"]

    assert len(rows(page)) == len(TEXTS)
    assert rows(page) == sorted(rows(page), key=order.index)
    assert rows(page)[0] == "critical"
    assert "1</b> thread(s) have no brief" in page


def test_each_row_opens_its_brief(tmp_path: Path) -> None:
    """The brief with its thread stands in the page, packed."""
    page = made(tmp_path, *TEXTS)
    packed = re.findall(r'<script type="application/octet-stream" id="brief-[^"]+">([^<]+)</script>', page)
    bodies = [zlib.decompress(base64.b64decode(one)).decode() for one in packed]

    assert len(bodies) == len(TEXTS)
    assert all("WHAT&#39;S BEEN TRIED" in body and 'id="m1"' in body for body in bodies)


def test_links_of_allowed_hosts_are_links_in_the_briefs(tmp_path: Path) -> None:
    """They open beside the page; the policy of the page lets nothing load."""
    linked = '<a href="https://allowed.example/t/4711" rel="noopener noreferrer" target="_blank">'
    text = "The export stops, see https://allowed.example/t/4711 for the log."
    with Journal.open(tmp_path) as journal:
        items = jobs_of([("t.json#1", thread(1, text))], "offline")
        asyncio.run(run(items, InProcess(), journal, Limits(concurrency=1), lambda *_: None))
        for hosts in ((), ("allowed.example",)):
            write_report(journal, (), hosts)
            page = (tmp_path / FILE).read_text(encoding="utf-8")
            (packed,) = re.findall(r'octet-stream" id="brief-[^"]+">([^<]+)</script>', page)
            body = zlib.decompress(base64.b64decode(packed)).decode()

            assert (linked in body) is bool(hosts)


def test_beyond_the_worst_rows_lead_to_files(tmp_path: Path) -> None:
    """Which are there."""
    page = made(tmp_path, *TEXTS, embedded=1)
    files = re.findall(r'<a href="([^"#]+\.md)">', page)

    assert page.count("application/octet-stream") == 1
    assert len(files) == 2
    assert all((tmp_path / name).is_file() for name in files)


def test_clusters_are_listed(tmp_path: Path) -> None:
    """What their threads share, how many customers, and the way to each thread's row."""
    page = _page_of(tmp_path, jobs_by(*SAME))

    assert "3 customers, 3 threads</b>: kx-431" in page
    for target in re.findall(r'<a href="#([^"]+)">t.json#', page):
        assert f'<tr id="{target}"' in page


def test_the_page_allows_its_own_style_and_script_alone(tmp_path: Path) -> None:
    """By digest; nothing is loaded from anywhere."""
    page = made(tmp_path, *TEXTS)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)

    assert policy.startswith("default-src 'none'; ")
    assert f"style-src '{digest(style)}'; script-src '{digest(script)}'" in policy
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """No tag of theirs in the page."""
    page = made(tmp_path, *(f"The export stops: {words}" for words in HOSTILE))

    assert "<script>alert" not in page
    assert "<img" not in page
    assert "onerror=alert(1)>" not in page


def test_the_same_batch_gives_the_same_page(tmp_path: Path) -> None:
    """Byte for byte."""
    assert made(tmp_path, *TEXTS) == made(tmp_path, *TEXTS)
