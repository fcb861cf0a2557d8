"""Pictures of the page, wide and narrow, light and dark, to be looked at; what can be pressed is in sight.

They are kept where SCREENSHOTS names a folder. docs/review.png is one of them:

    SCREENSHOTS=pictures pytest -m browser tests/review/test_pictures.py && cp pictures/review.png docs/
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from review.browser import SETTINGS, chromium
from review.cases import command, drafted, put

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
SHOWN = "01-zendesk-till-totals.json"
LARGEST = 150_000
_COVERED = """() => [...document.querySelectorAll('button, summary, a, input, select')].filter(one => {
  const { x, y, width, height } = one.getBoundingClientRect();
  if (!width || !one.checkVisibility()) return false;
  const found = document.elementFromPoint(x + width / 2, y + height / 2);
  return found && !one.contains(found) && !found.contains(one) && !found.closest('.top, .tabs, .head');
}).map(one => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for the pictures."""
    place = Path(os.environ.get("SCREENSHOTS") or tmp_path_factory.mktemp("pictures"))
    place.mkdir(parents=True, exist_ok=True)
    return place


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples' briefs."""
    folder = tmp_path_factory.mktemp("briefs")
    for path in (ROOT / "examples").glob("*.txt"):
        if not path.name.endswith(".brief.txt"):
            put(folder, path.stem, drafted(path.read_text(encoding="utf-8"), path.name))
    return folder


def queue(_: Page) -> None:
    """Where one begins."""


def brief(page: Page) -> None:
    page.locator(f'a[href="/brief/{SHOWN}"]').click()
    page.wait_for_url("**/brief/**")


def lit(page: Page) -> None:
    brief(page)
    page.keyboard.press("j")
    page.wait_for_function(
        "() => { const box = document.querySelector('a.line.lit')?.getBoundingClientRect();"
        " return box && (box.width === 0 || (box.top > 0 && box.bottom < innerHeight)) }"
    )


def editor(page: Page) -> None:
    lit(page)
    page.keyboard.press("e")


def waiver(page: Page) -> None:
    lit(page)
    page.keyboard.press("w")


def whole(page: Page) -> None:
    brief(page)
    page.locator(".whole").evaluate("one => one.scrollIntoView()")
    page.locator("#s-impact\\.customers_affected\\.1").hover()


def thread(page: Page) -> None:
    brief(page)
    if page.locator("[data-tab=thread]").is_visible():
        page.locator("[data-tab=thread]").click()


VIEWS = (queue, brief, lit, editor, waiver, whole, thread)


def opened(browser: Browser, address: str, **setting: Any) -> Page:
    """The queue, as Yusra, without anything that moves."""
    context = browser.new_context(**setting, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    context.add_cookies([{"name": "who", "value": "Yusra", "url": page.url}])
    page.reload()
    return page


@pytest.mark.parametrize(
    "setting", SETTINGS, ids=lambda one: f"{one['viewport']['width']}-{one['color_scheme']}"
)
def test_whatever_can_be_pressed_is_in_sight(
    browser: Browser, briefs: Path, pictures: Path, setting: dict[str, Any]
) -> None:
    """In every view nothing lies over it."""
    covered = {}
    with command(briefs) as (_, address):
        page = opened(browser, address, **setting)
        start = page.url
        for view in VIEWS:
            page.goto(start)
            view(page)
            name = f"{view.__name__}-{setting['viewport']['width']}-{setting['color_scheme']}.png"
            page.screenshot(path=pictures / name)
            covered[view.__name__] = page.evaluate(_COVERED)
        page.context.close()

    assert covered == {view.__name__: [] for view in VIEWS}


def test_the_picture_of_the_documentation_is_small(browser: Browser, briefs: Path, pictures: Path) -> None:
    """A statement and the line that it rests on, both lit."""
    with command(briefs) as (_, address):
        page = opened(browser, address, viewport={"width": 1024, "height": 600}, color_scheme="light")
        lit(page)
        page.screenshot(path=pictures / "review.png")
        page.context.close()

    assert (pictures / "review.png").stat().st_size <= LARGEST
    assert (ROOT / "docs" / "review.png").stat().st_size <= LARGEST
