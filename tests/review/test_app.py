"""The page's forms over HTTP: each change is saved, checked, told, and never at the cost of another's."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from draft_escalation.brief.document import Document
from draft_escalation.render.formats import render
from draft_escalation.review.record import review_of, standing
from draft_escalation.review.sheet import seen_of, sheet
from review.cases import SETUP, drafted, on_disk, opened, put, rules_of

FIELD = "impact.customers_affected.1"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, httpx2.Client]]:
    folder = tmp_path_factory.mktemp("briefs")
    put(folder, "zzz")
    with opened(folder) as client:
        yield folder, client


@pytest.fixture
def client(served: tuple[Path, httpx2.Client]) -> httpx2.Client:
    return served[1]


@pytest.fixture
def path(served: tuple[Path, httpx2.Client]) -> Path:
    """A brief nobody has touched."""
    for left in served[0].glob("*"):
        left.unlink()
    put(served[0], "two", drafted(SETUP))
    return put(served[0], "one")


def edit(client: httpx2.Client, document: Document, field: str = FIELD, **form: str) -> httpx2.Response:
    given = {"field": field, "seen": seen_of(document.brief, field), **form}
    return client.post("/brief/one.json/edit", data=given)


def seen_on(page: str, field: str) -> str:
    """What the page's own form sends back for a place."""
    match = re.search(
        rf'name="field" value="{re.escape(field)}">\s*<input type="hidden" name="seen" value="(\w+)"', page
    )
    assert match
    return match[1]


def version_on(page: str) -> str:
    match = re.search(r'name="version" value="(\w+)"', page)
    assert match
    return match[1]


def test_a_statement_is_edited_and_checked(client: httpx2.Client, path: Path) -> None:
    """The answer leads to the place; the file holds words, lines, finding, trail."""
    page = client.get("/brief/one.json").text
    form = {"field": FIELD, "seen": seen_on(page, FIELD), "text": "All 41 users", "lines": "m1.2, m1.2 m1.1"}
    answer = client.post("/brief/one.json/edit?severity=high", data=form)
    after = on_disk(path)
    shown = client.get(answer.headers["location"]).text

    assert answer.status_code == 303
    assert answer.headers["location"].endswith("#c-impact.customers_affected")
    assert parse_qs(urlsplit(answer.headers["location"]).query) == {"severity": ["high"], "did": ["edit"]}
    assert after.brief.impact.customers_affected[1].lines == ("m1.2", "m1.1")
    assert "GRD001" in rules_of(after)
    assert [one.did for one in review_of(after).trail] == ["cited", "edited"]
    assert review_of(after).trail[1].after == "All 41 users"
    assert "All 41 users" in path.with_suffix(".md").read_text()
    assert next(one.message for one in after.findings if one.rule == "GRD001") in unescape(shown)


def test_a_change_leads_to_what_is_next(client: httpx2.Client, path: Path) -> None:
    """The card that takes the place of a settled one; a line of the brief where there was no card."""
    cards = [card.path for card in sheet(on_disk(path)).cards]
    at = cards.index("reproduction.frequency")
    settled = edit(client, on_disk(path), "reproduction.frequency", text="every time", lines="m1.1")
    calm = edit(client, on_disk(path), "summary", text="The CSV export fails", lines="m0.2")

    assert settled.headers["location"].endswith(f"#c-{cards[at + 1]}")
    assert calm.headers["location"].endswith("#b-summary")


def test_two_edits_of_one_statement_show_both_and_let_choose(client: httpx2.Client, path: Path) -> None:
    """The second is not written; sent again from the page that shows both, it is."""
    before = on_disk(path)
    edit(client, before, text="12 users", lines="m1.2")
    answer = edit(client, before, text="13 users", lines="m1.1")

    assert answer.status_code == 409
    assert "12 users" in answer.text
    assert "13 users" in answer.text
    assert on_disk(path).brief.impact.customers_affected[1].text == "12 users"
    again = {"field": FIELD, "seen": seen_on(answer.text, FIELD), "text": "13 users", "lines": "m1.1"}
    assert client.post("/brief/one.json/edit", data=again).status_code == 303
    assert on_disk(path).brief.impact.customers_affected[1].text == "13 users"
    assert [one.after for one in review_of(on_disk(path)).trail if one.did == "edited"] == [
        "12 users",
        "13 users",
    ]


def test_edits_of_two_statements_do_not_meet(client: httpx2.Client, path: Path) -> None:
    before = on_disk(path)
    first = edit(client, before, text="12 users", lines="m1.2")
    second = edit(client, before, "summary", text="CSV export fails for all", lines="m0.2")

    assert (first.status_code, second.status_code) == (303, 303)
    after = on_disk(path).brief
    assert (after.impact.customers_affected[1].text, after.summary.text) == (
        "12 users",
        "CSV export fails for all",
    )


def test_an_edit_outside_the_page_is_seen(client: httpx2.Client, path: Path) -> None:
    """By hand in the file, or by `update`."""
    before = on_disk(path)
    path.write_text(
        path.read_text().replace("All 14 users see error E-503.", "All 15 users see error E-503.")
    )

    assert edit(client, before, text="13 users").status_code == 409
    assert "All 15 users" in client.get("/brief/one.json").text


def test_a_mark_needs_the_brief_that_was_shown(client: httpx2.Client, path: Path) -> None:
    version = version_on(client.get("/brief/one.json").text)
    edit(client, on_disk(path), text="12 users", lines="m1.2")
    answer = client.post("/brief/one.json/mark", data={"mark": "ready", "version": version})

    assert answer.status_code == 409
    assert "12 users" in answer.text
    assert standing(on_disk(path), review_of(on_disk(path))) == "open"
    again = client.post("/brief/one.json/mark", data={"mark": "ready", "version": version_on(answer.text)})
    assert again.status_code == 303
    assert standing(on_disk(path), review_of(on_disk(path))) == "ready"


def test_a_mark_goes_on_to_the_next_open_brief(client: httpx2.Client, path: Path) -> None:
    """Under the filters of the queue; where none is left it stays."""
    version = version_on(client.get("/brief/one.json").text)
    answer = client.post("/brief/one.json/mark", data={"mark": "ready", "version": version})
    assert urlsplit(answer.headers["location"]).path == "/brief/two.json"
    assert "one.json" in client.get(answer.headers["location"]).text

    version = version_on(client.get("/brief/two.json").text)
    answer = client.post(
        "/brief/two.json/mark", data={"mark": "set_aside", "version": version, "reason": "later"}
    )
    assert urlsplit(answer.headers["location"]).path == "/brief/two.json"
    state = review_of(on_disk(path.with_name("two.json"))).state
    assert state is not None
    assert (state.mark, state.reason) == ("set_aside", "later")

    version = version_on(client.get("/brief/two.json").text)
    client.post("/brief/two.json/mark", data={"mark": "", "version": version})
    assert review_of(on_disk(path.with_name("two.json"))).state is None


def test_a_waiver_by_name(client: httpx2.Client, path: Path) -> None:
    form = {
        "rule": "IMP003",
        "field": "impact.revenue_at_risk",
        "reason": "no money in it",
        "who": "Lina Berg",
    }
    client.post("/brief/one.json/waive", data=form)
    (waiver,) = on_disk(path).waivers

    assert (waiver.rule, waiver.reason, waiver.who) == ("IMP003", "no money in it", "Lina Berg")
    assert "IMP003" not in rules_of(on_disk(path))
    assert "no money in it" in client.get("/brief/one.json").text
    client.post("/brief/one.json/unwaive", data=form)
    assert "IMP003" in rules_of(on_disk(path))


def test_what_is_refused_comes_back_with_the_words(client: httpx2.Client, path: Path) -> None:
    before = path.read_bytes()
    answers = [
        client.post("/brief/one.json/edit", data={"field": "impact.nothing", "text": "my <b>words</b>"}),
        client.post("/brief/one.json/waive", data={"rule": "IMP003", "reason": " "}),
        client.post("/brief/one.json/decide", data={"index": "0"}),
    ]

    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert "my &lt;b&gt;words&lt;/b&gt;" in answers[0].text
    assert path.read_bytes() == before


def test_the_name_is_kept_and_written_into_the_trail(client: httpx2.Client, path: Path) -> None:
    answer = client.post("/who", data={"who": "  Lina   Bërg ", "back": "/brief/one.json?severity=high"})
    assert answer.headers["location"] == "/brief/one.json?severity=high"
    edit(client, on_disk(path), text="12 users", lines="m1.2")

    assert review_of(on_disk(path)).trail[0].who == "Lina Bërg"
    for back in ("//evil.example", "http://evil.example", "/\\evil.example", "/brief/..\\x"):
        assert client.post("/who", data={"who": "x", "back": back}).headers["location"] == "/"


@pytest.mark.parametrize("format_", ["text", "markdown", "jira", "slack"])
def test_it_is_copied_as(client: httpx2.Client, path: Path, format_: str) -> None:
    """As plain text, whatever is in it."""
    answer = client.get(f"/brief/one.json/as/{format_}")

    assert answer.text == render(on_disk(path), format_)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("format_", ["json", "html", "markdown"])
def test_it_is_downloaded(client: httpx2.Client, path: Path, format_: str) -> None:
    answer = client.get(f"/brief/one.json/as/{format_}?download=1")

    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.text == render(on_disk(path), format_)


def test_links_of_allowed_hosts_are_links_in_copies_and_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the settings say: in what is copied, downloaded, and written beside a brief that is edited."""
    url = "https://allowed.example/t/4711"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft-escalation.toml").write_text('link_hosts = ["allowed.example"]')
    (tmp_path / "briefs").mkdir()
    path = put(tmp_path / "briefs", "one")
    with opened(tmp_path / "briefs") as client:
        edit(client, on_disk(path), "summary", text=f"It fails: {url}", lines="")
        shown = {
            name: client.get(f"/brief/one.json/as/{name}").text for name in ("markdown", "jira", "slack")
        }
        page = client.get("/brief/one.json/as/html?download=1").text

    assert f"<{url}>" in shown["markdown"]
    assert path.with_suffix(".md").read_text(encoding="utf-8") == shown["markdown"]
    assert f"[{url}]" in shown["jira"]
    assert f"<{url}>" in shown["slack"]
    assert f'<a href="{url}"' in page


def test_a_page_of_thread_text_is_never_served_as_one(client: httpx2.Client, path: Path) -> None:
    assert path.exists()
    assert client.get("/brief/one.json/as/html").status_code == 404
    assert client.get("/brief/one.json/as/nothing").status_code == 404


def test_the_queue_is_filtered_and_walked(client: httpx2.Client, path: Path) -> None:
    assert path.exists()
    whole, few, none = (client.get(f"/{query}").text for query in ("", "?severity=high", "?words=nobody"))

    assert whole.index("/brief/one.json") < whole.index("/brief/two.json")
    assert "/brief/two.json" not in few
    assert "/brief/one.json?severity=high" in few
    assert "No brief fits" in none
    assert "1 of 2" in client.get("/brief/one.json").text
    assert "1 of 1" in client.get("/brief/one.json?severity=high").text


def test_questions_are_a_message_ready_to_send(client: httpx2.Client, path: Path) -> None:
    page = unescape(client.get("/brief/one.json").text)
    asked = [one.question for one in on_disk(path).findings if one.ask_whom == "customer" and one.question]

    assert "Hello Ana Torres," in page
    assert asked
    assert all(question in page for question in asked)


def test_an_update_s_conflict_is_decided(client: httpx2.Client, path: Path) -> None:
    document = on_disk(path)
    now = document.brief.impact.customers_affected[1].text
    conflict = {
        "edit": {"field": FIELD, "before": "x", "after": "All 14 users of Acme", "who": "Lina"},
        "now": now,
        "lines": ["m1.2"],
    }
    put(path.parent, "one", document.model_copy(update={"review": {"conflicts": [conflict]}}))
    page = client.get("/brief/one.json").text
    seen = re.search(r'name="index" value="0"><input type="hidden" name="seen" value="(\w+)"', page)
    assert seen
    form = {"index": "0", "seen": seen[1], "field": FIELD, "take": "mine"}
    first, second = (client.post("/brief/one.json/decide", data=form) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 400)
    assert on_disk(path).brief.impact.customers_affected[1].text == "All 14 users of Acme"
    assert not review_of(on_disk(path)).conflicts


def test_a_malformed_brief_has_its_reason(client: httpx2.Client, path: Path) -> None:
    (path.parent / "odd.json").write_text(path.read_text().replace('"review": {}', '"review": {"trail": 7}'))

    assert "review.trail" in client.get("/").text
    assert client.get("/brief/odd.json").status_code == 404


def test_a_brief_alone_has_no_queue(tmp_path: Path) -> None:
    with opened(put(tmp_path, "one")) as client:
        assert client.get("/").headers["location"] == "/brief/one.json"
        page = client.get("/brief/one.json").text

    assert "CSV export fails" in page
    assert "Next brief" not in page


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    path = put(tmp_path, "one")
    with opened(tmp_path) as client:
        edit(client, on_disk(path), text="12 users of Acme", lines="m1.2")
        client.post(
            "/brief/one.json/waive",
            data={"rule": "IMP003", "field": "impact.revenue_at_risk", "reason": "none"},
        )
        version = version_on(client.get("/brief/one.json").text)
        client.post("/brief/one.json/mark", data={"mark": "ready", "version": version})
    with opened(tmp_path) as client:
        queue, page = client.get("/").text, client.get("/brief/one.json").text

    assert "<b>1</b> of 1 settled" in queue
    assert "12 users of Acme" in page
    assert "1 waived" in page
    assert "History: 3 entries" in page
