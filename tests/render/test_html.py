"""The HTML format: one page that asks for nothing and runs nothing."""

import re
from html.parser import HTMLParser

import pytest

from draft_escalation.render.html import digest, render_html
from render.documents import document
from render.hostile import HOSTILE

_TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "article",
    "section",
    "h1",
    "h2",
    "h3",
    "p",
    "b",
    "span",
    "a",
    "ul",
    "li",
    "br",
    "code",
    "div",
    "time",
}


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_page_holds_brief_findings_and_thread() -> None:
    """Headings, pointers that lead to a message of the page, the thread's own words."""
    page = _Page(render_html(document()))
    ids = {value for name, value in page.attributes if name == "id"}
    links = {value for name, value in page.attributes if name == "href"}
    words = "".join(page.words)

    assert "PDF export fails with E-5012" in words
    assert "WHAT'S BEEN TRIED" in words
    assert "I restarted the worker." in words
    assert links
    assert {link.removeprefix("#") for link in links} <= ids


def test_without_pointers_none_is_shown() -> None:
    """`--no-cite` leaves pointers and the list of cited messages out."""
    shown = render_html(document(), cite=False)

    assert 'href="#m1"' not in shown
    assert "Messages cited" not in shown


@pytest.mark.parametrize("words", HOSTILE)
def test_what_the_thread_holds_is_text(words: str) -> None:
    """No tag, no address to load or open, no template comes from it; visible words stay as they are."""
    page = _Page(render_html(document(summary=f"It fails: {words}")))
    addresses = [value for name, value in page.attributes if name in {"href", "src", "action"}]

    assert set(page.tags) <= _TAGS
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert all(re.fullmatch(r"#m\d+", address) for address in addresses)
    if words.isprintable():
        assert " ".join(words.split()) in "".join(page.words)


def test_hidden_characters_are_gone() -> None:
    """Zero-width, bidi and escapes do not reach the page."""
    shown = render_html(document(summary="a\u200bb\u202ec\x1b[31md"))

    assert "abcd" in shown
    assert not set(shown) & {"\u200b", "\u202e", "\x1b"}


def test_the_page_forbids_all_but_its_own_style() -> None:
    """The policy names the digest of the style that stands in the page, and nothing else."""
    shown = render_html(document())
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', shown)
    (style,) = re.findall(r"<style>(.*?)</style>", shown, re.DOTALL)

    assert "default-src 'none'" in policy
    assert f"style-src '{digest(style)}'" in policy
    assert "script" not in policy
