"""The Markdown format carries the same brief, inert."""

import re

import pytest

from draft_escalation.render.markdown import code, escape, render_markdown
from render.documents import document


def test_the_brief_has_headings_and_bold_labels() -> None:
    """Title, sections, labels and numbers as Markdown."""
    shown = render_markdown(document())

    assert shown.startswith("# ESCALATION: PDF export fails with E-5012 \\[m1\\]\n")
    assert "## IMPACT\n\n- **Customers affected:** 4 shops" in shown
    assert "\n1. Open Reports" in shown
    assert "\n2. Press Export" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](http://a.example/p.png)", "\\!\\[x\\](`http://a.example/p.png)`"),
        ("<script>", "\\<script\\>"),
        ("**bold** _it_ `code`", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\`"),
        ("see www.acme.example now", "see `www.acme.example` now"),
        ("ask @mateo or a@acme.example", "ask `@mateo` or `a@acme.example`"),
        ("[ref]: http://a.example", "\\[ref\\]: `http://a.example`"),
    ],
)
def test_what_the_thread_holds_neither_formats_nor_links(text: str, shown: str) -> None:
    """Markup, links, images, references and mentions are words."""
    assert escape(text) == shown


HOSTS = ("acme.example",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://acme.example/t/1.", "see <https://acme.example/t/1>."),
        ("see http://support.acme.example/t?a=1&b=2", "see <http://support.acme.example/t?a=1&b=2>"),
        ("https://evil.example/acme.example", "`https://evil.example/acme.example`"),
        ("https://acme.example.evil.example/", "`https://acme.example.evil.example/`"),
        ("https://notacme.example/", "`https://notacme.example/`"),
        ("https://acme.example@evil.example/", "`https://acme.example@evil.example/`"),
        ("https://acme.example:8443/", "`https://acme.example:8443/`"),
        ("https://acme.example\\@evil.example", "`https://acme.example\\@evil.example`"),
        ("https://аcme.example/", "`https://аcme.example/`"),
        ("www.acme.example", "`www.acme.example`"),
        ("ftp://acme.example/x", "`ftp://acme.example/x`"),
        ("![x](https://acme.example/p.png)", "\\!\\[x\\](<https://acme.example/p.png>)"),
    ],
)
def test_only_links_of_allowed_hosts_are_links(text: str, shown: str) -> None:
    """A host or one below it, by its name alone; an image is a link at most."""
    assert escape(text, HOSTS) == shown


def test_links_of_allowed_hosts_are_links_in_the_brief() -> None:
    """Where the settings name the host."""
    linked = "<https://support.acme.example/t/4711>"
    given = document(summary="see https://support.acme.example/t/4711")

    assert linked in render_markdown(given, link_hosts=HOSTS)
    assert linked not in render_markdown(given)


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "<https://evil.example>",
        "[a][1] and [1]: https://evil.example/x",
        "&lt;a href=https://evil.example&gt;",
        "`` ` code ``` https://evil.example ```",
        "[x](javascript:alert(1))",
        "<!-- hidden --> <details>",
    ],
)
def test_nothing_opens_a_tag_an_image_or_a_link(text: str) -> None:
    """Every sign that could begin one is escaped or stands in code."""
    shown = escape(text)
    outside = re.sub(r"(?<!\\)`[^`]*`", "", re.sub(r"\\[\\`*_{}\[\]<>#|!~]", "", shown))
    assert not re.search(r"[<\[\]!`]|https?://", outside)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("E-5012", "`E-5012`"),
        ("a `b` c", "``a `b` c``"),
        ("```sh\nrm", "```` ```sh rm ````"),
        ("ends in `", "`` ends in ` ``"),
        ("", ""),
    ],
)
def test_evidence_stands_in_a_fence_that_nothing_in_it_closes(text: str, shown: str) -> None:
    """Longer than any run of backticks inside."""
    assert code(text) == shown


def test_the_brief_shows_evidence_to_the_letter() -> None:
    """As code."""
    assert '**Evidence:** `"E-5012"`' in render_markdown(document())
