"""The page of a batch in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from batch.test_report import TEXTS, made
from browser import Watched, chromium
from render.hostile import HOSTILE

pytestmark = pytest.mark.browser


@pytest.fixture(name="page")
def _page(tmp_path: Path) -> Iterator[Watched]:
    made(tmp_path, *TEXTS, *(f"The export stops: {words}" for words in HOSTILE))
    with chromium() as browser:
        yield Watched.open(browser, (tmp_path / "index.html").as_uri())


def test_rows_are_filtered_and_sorted(page: Watched) -> None:
    """By what is chosen and typed; the page says how many are shown."""
    every = len(TEXTS) + len(HOSTILE)
    shown = page.tab.locator(".queue tbody tr:visible")
    assert shown.count() == every

    page.tab.select_option("select[name=severity]", "critical")
    assert 0 < shown.count() < every
    assert page.tab.locator("output").inner_text() == f"{shown.count()} of {every} shown"

    page.tab.select_option("select[name=severity]", "")
    page.tab.fill("input[name=words]", "nobody log")
    assert shown.count() == 1

    page.tab.fill("input[name=words]", "")
    page.tab.click("[data-sort=severity]")
    page.tab.click("[data-sort=severity]")
    assert page.tab.locator(".queue tbody tr").first.get_attribute("data-severity") == "medium"
    assert page.tab.locator("th[aria-sort=descending]").count() == 1


def test_a_row_opens_the_brief_with_its_thread(page: Watched) -> None:
    """By keyboard too; a pointer lights its message."""
    page.tab.locator("[data-open]").first.focus()
    page.tab.keyboard.press("Enter")
    page.tab.wait_for_selector("dialog[open] .brief")
    page.tab.locator("dialog .cites a").first.click()

    assert page.tab.locator("dialog .message.lit").count() == 1
    page.tab.keyboard.press("Escape")
    assert page.tab.locator("dialog[open]").count() == 0


def test_nothing_runs_and_nothing_leaves(page: Watched) -> None:
    """Every brief opened, hostile ones among them: no dialog, no request, no error."""
    buttons = page.tab.locator("[data-open]")
    for number in range(buttons.count()):
        buttons.nth(number).click()
        page.tab.wait_for_selector("dialog[open] .brief")
        page.tab.keyboard.press("Escape")

    assert page.requests == [page.tab.url]
    assert page.alerts == []
    assert page.errors == []
