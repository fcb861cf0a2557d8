"""The page in a real browser: read, walked, edited and marked by keyboard, and safe to show anything in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from draft_escalation.review.record import review_of, standing
from review.browser import SETTINGS, Watched, axe_source, chromium, violations
from review.cases import SETUP, command, drafted, on_disk, put
from review.hostile import hostile_brief

pytestmark = pytest.mark.browser
CARD = "#c-impact\\.customers_affected"
COPIES = [
    ("Text", "ESCALATION: "),
    ("Markdown", "# ESCALATION: "),
    ("Jira", "h1. "),
    ("Slack", "*ESCALATION"),
]
ROW = "#s-impact\\.customers_affected\\.1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    return axe_source(tmp_path_factory.mktemp("axe"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, "two", drafted(SETUP))
    put(tmp_path, "one")
    return tmp_path


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=SETTINGS[0]["viewport"])
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with command(folder) as (_, place):
        yield place


def open_brief(page: Page, address: str, name: str = "one.json") -> None:
    page.goto(address)
    page.locator(f'a[href="/brief/{name}"]').click()
    page.wait_for_url("**/brief/**")


def lit(page: Page) -> list[str]:
    """The thread lines that are lit."""
    found: list[str] = page.eval_on_selector_all("[data-line].lit", "all => all.map(one => one.dataset.line)")
    return found


def test_a_review_by_keyboard_alone(context: BrowserContext, folder: Path) -> None:
    """Open, walk, edit, check, waive, mark ready; a restart finds all of it."""
    path = folder / "one.json"
    with command(folder) as (_, address):
        page = context.new_page()
        page.goto(address)
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/brief/one.json")
        expect(page.locator("h1")).to_have_text("CSV export fails")

        for _ in range(40):
            page.keyboard.press("j")
            if page.evaluate("document.activeElement.id") == "b-summary":
                break
        page.keyboard.press("e")
        page.keyboard.press("Control+A")
        page.keyboard.type("CSV export fails for all 41 users")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**#c-summary")
        expect(page.locator("#c-summary .finding.error")).to_contain_text("41")
        assert on_disk(path).brief.summary.text == "CSV export fails for all 41 users"

        page.keyboard.press("w")
        page.keyboard.type("counted on the phone")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".told")).to_contain_text("Waived.")
        assert page.evaluate("document.activeElement.id").startswith("c-")
        (waiver,) = on_disk(path).waivers
        assert (waiver.rule, waiver.field, waiver.reason) == ("GRD001", "summary", "counted on the phone")

        page.keyboard.press("r")
        page.wait_for_url("**/brief/two.json")
        expect(page.locator(".told")).to_contain_text("Marked ready")
        assert standing(on_disk(path), review_of(on_disk(path))) == "ready"
        page.keyboard.press("u")
        page.wait_for_url(address.partition("?")[0])
        expect(page.locator(".progress")).to_contain_text("1 of 2 settled")

    with command(folder) as (_, address):
        open_brief(page, address)
        expect(page.locator("h1")).to_have_text("CSV export fails for all 41 users")
        expect(page.locator(".head .standing")).to_contain_text("Ready")
        page.get_by_text("History: 3 entries").click()
        expect(page.locator(".trail")).to_contain_text("counted on the phone")


def test_statements_and_lines_light_each_other(context: BrowserContext, address: str) -> None:
    """By mouse, by focus, by click; a line leads to its statement."""
    page = context.new_page()
    open_brief(page, address)
    cited = (page.locator(ROW).get_attribute("data-lines") or "").split()
    page.hover(ROW)
    assert lit(page) == cited

    page.hover("h1")
    page.locator(f"[id='{cited[0]}']").focus()
    assert lit(page) == [cited[0]]
    assert page.locator(ROW).evaluate("one => one.classList.contains('lit')")

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.lines.split(' ')").count(cited[0]) == 1
    page.locator(ROW).locator("[data-cite]").first.click()
    assert page.evaluate("document.activeElement.id") == cited[0]
    assert lit(page)[0] == cited[0]


def test_lines_are_picked_while_editing(context: BrowserContext, folder: Path, address: str) -> None:
    """A click on a line cites it, another takes it back; the choice is saved with the words."""
    page = context.new_page()
    open_brief(page, address)
    page.locator(ROW).locator("details.edit > summary").click()
    field = page.locator(ROW).locator("input[name=lines]")
    before = field.input_value()
    page.locator("[id='m2.1']").click()
    expect(field).to_have_value(f"{before}, m2.1")
    page.locator(f"[id='{before}']").click()
    expect(field).to_have_value("m2.1")
    page.locator(ROW).get_by_text("Save and check").click()
    page.wait_for_url("**impact.customers_affected")

    assert on_disk(folder / "one.json").brief.impact.customers_affected[1].lines == ("m2.1",)


def test_two_tabs_on_one_statement(context: BrowserContext, folder: Path, address: str) -> None:
    """The later one sees both and chooses."""
    first = context.new_page()
    open_brief(first, address)
    second = context.new_page()
    second.goto(first.url)
    for page, words in ((first, "12 users of Acme"), (second, "13 users of Acme")):
        page.locator(ROW).locator("details.edit > summary").click()
        page.locator(ROW).locator("textarea").fill(words)
        page.locator(ROW).get_by_text("Save and check").click()
    expect(second.locator("h1")).to_contain_text("Somebody else has changed this meanwhile")
    expect(second.locator(".theirs")).to_have_text("12 users of Acme")
    expect(second.locator("textarea")).to_have_value("13 users of Acme")
    assert on_disk(folder / "one.json").brief.impact.customers_affected[1].text == "12 users of Acme"

    second.get_by_text("Write mine over it").click()
    second.wait_for_url("**#*customers_affected")
    assert on_disk(folder / "one.json").brief.impact.customers_affected[1].text == "13 users of Acme"


@pytest.mark.parametrize(("name", "start"), COPIES)
def test_it_is_copied(context: BrowserContext, address: str, name: str, start: str) -> None:
    page = context.new_page()
    open_brief(page, address)
    page.keyboard.press("c")
    page.get_by_text(f"Copy as {name}").click()
    expect(page.locator("#status")).to_have_text(f"Copied as {name}")

    assert page.evaluate("navigator.clipboard.readText()").startswith(start)


def test_the_message_to_the_customer_is_copied(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    open_brief(page, address)
    page.get_by_text("Questions to send").click()
    page.get_by_text("Copy the message").click()
    expect(page.locator("#status")).to_have_text("Message copied")

    assert page.evaluate("navigator.clipboard.readText()").startswith("Hello Ana Torres,")


def test_keys_are_explained_and_rest_while_typing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    open_brief(page, address)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).not_to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.type("ruj?")

    assert page.evaluate("document.activeElement.value").endswith("ruj?")
    page.keyboard.press("Escape")
    assert page.locator("details.edit[open]").count() == 0


def test_words_that_are_not_saved_are_not_left_behind_unasked(context: BrowserContext, address: str) -> None:
    watched = Watched(context)
    open_brief(watched.page, address)
    watched.page.keyboard.press("j")
    watched.page.keyboard.press("e")
    watched.page.keyboard.type("half a sentence")
    watched.page.reload()

    assert len(watched.dialogs) == 1


def test_filters_apply_at_once(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    page.select_option("select[name=severity]", "high")
    page.wait_for_url("**severity=high**")

    assert page.locator(".row").count() == 1


def test_everything_works_without_script(browser: Browser, folder: Path, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_brief(page, address)
    page.locator(ROW).locator("details.edit > summary").click()
    page.locator(ROW).locator("textarea").fill("12 users of Acme")
    page.locator(ROW).locator("button.main").click()
    page.get_by_role("button", name="Mark ready").click()
    page.wait_for_url("**/brief/two.json**")
    context.close()

    document = on_disk(folder / "one.json")
    assert document.brief.impact.customers_affected[1].text == "12 users of Acme"
    assert standing(document, review_of(document)) == "ready"


@pytest.mark.parametrize(
    "setting", SETTINGS, ids=lambda one: f"{one['viewport']['width']}-{one['color_scheme']}"
)
def test_nothing_that_is_shown_comes_alive(browser: Browser, tmp_path: Path, setting: dict[str, Any]) -> None:
    """Whatever thread, names, statements, waivers and trail hold: no script, no request, no hidden sign."""
    name = hostile_brief(tmp_path)
    put(tmp_path, "one")
    context = browser.new_context(**setting)
    watched = Watched(context)
    with command(tmp_path) as (_, address):
        watched.page.goto(address)
        watched.page.locator("a.subject").filter(has_text="script").first.click()
        watched.page.wait_for_url("**/brief/**")
        watched.page.evaluate(
            "document.querySelectorAll('details:not(.menu, .edit, .waive)').forEach(one => one.open = true)"
        )
        text = watched.page.locator("body").inner_text()
        for key in "jjjt":
            watched.page.keyboard.press(key)
        watched.page.reload()
        watched.page.locator("#c-summary details.waive > summary").first.click()
        watched.page.locator("#c-summary details.edit > summary").first.click()
        watched.page.locator("textarea").first.fill("<img src=x onerror=alert(1)>")
        watched.page.locator("details.edit[open] button.main").first.click()
        watched.page.wait_for_load_state()
        base = address.partition("?")[0]
    context.close()

    assert name.startswith('"')
    assert "<script>alert(1)</script>" in text
    assert not set("\u200b\u202e\x1b\U000e0041") & set(text)
    assert watched.dialogs == []
    assert watched.errors == []
    assert [url for url in watched.requests if not url.startswith(base)] == []


@pytest.mark.parametrize(
    "setting", SETTINGS, ids=lambda one: f"{one['viewport']['width']}-{one['color_scheme']}"
)
def test_every_page_is_accessible(browser: Browser, folder: Path, axe: str, setting: dict[str, Any]) -> None:
    """axe-core finds nothing serious or critical, whatever is open; nothing is wider than the window."""
    (folder / "odd.json").write_text('{"schema": "draft-escalation/brief/1"}')
    put(folder, "set", drafted(SETUP, "other"))
    context = browser.new_context(**setting)
    page = context.new_page()

    def accessible(what: str) -> None:
        assert violations(page, axe) == [], what
        assert page.evaluate("document.documentElement.scrollWidth") <= setting["viewport"]["width"], what

    with command(folder) as (_, address):
        base = address.partition("/?")[0]
        page.goto(address)
        accessible("queue")
        page.keyboard.press("?")
        accessible("help")
        page.goto(f"{base}/?words=nobody")
        accessible("empty queue")
        page.goto(f"{base}/brief/one.json")
        accessible("brief")
        page.keyboard.press("j")
        page.keyboard.press("e")
        accessible("editor")
        page.goto(f"{base}/brief/one.json")
        page.evaluate(
            "document.querySelectorAll('details:not(.menu, .edit, .waive)').forEach(one => one.open = true)"
        )
        accessible("all unfolded")
        page.keyboard.press("j")
        page.keyboard.press("w")
        accessible("waiver")
        page.keyboard.press("Escape")
        page.keyboard.press("c")
        accessible("menu")
        page.keyboard.press("Escape")
        if setting["viewport"]["width"] < 600:
            page.locator("[data-tab=thread]").click()
            accessible("thread")
            expect(page.locator(".briefing")).not_to_be_visible()
        page.goto(f"{base}/brief/none.json")
        accessible("not there")
        page.goto(f"{base}/brief/one.json")
        path = folder / "one.json"
        path.write_text(path.read_text().replace("CSV export fails", "PDF export fails"))
        page.locator("button[value=ready]").click()
        expect(page.locator("h1")).to_contain_text("has changed since")
        accessible("overtaken mark")
        page.get_by_text("all the same").click()
        page.goto(f"{base}/brief/one.json")
        accessible("ready")
    context.close()
