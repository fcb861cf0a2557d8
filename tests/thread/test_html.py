"""HTML becomes text as a reader sees it, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.thread.html import html_to_text, looks_like_html

TURNED = [
    ("<p>One.</p><p>Two.</p>", "One.\n\nTwo.\n"),
    ("<div>One<br>Two</div>", "One\nTwo\n"),
    ("<ul><li>one</li><li><p>two</p></li></ul>", "- one\n- two\n"),
    ("<ol><li>one<li>two</ol>", "1. one\n2. two\n"),
    ("<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>", "a\t1\nb\t2\n"),
    ("<pre>x = 1\n  y = 2</pre>", "x = 1\n  y = 2\n"),
    ('see <a href="https://acme.example/l">the log</a>', "see the log (https://acme.example/l)\n"),
    ('<a href="https://acme.example">https://acme.example</a>', "https://acme.example\n"),
    ('<a href="mailto:ana@acme.example">ana@acme.example</a>', "ana@acme.example\n"),
    ('<img alt="the error" src="e.png">', "[image: the error]\n"),
    ('a<img width="1" height="1" src="t.gif">b', "ab\n"),
    ("<style>p {}</style><script>run('<p>')</script>text", "text\n"),
    ("<blockquote>said<br>before</blockquote>new", "> said\n> before\n\nnew\n"),
    ("a &lt; b &amp; c&nbsp;d &eacute;", "a < b & c d é\n"),
    ("wide   \n  space", "wide space\n"),
    ("a<!-- note --> b", "a b\n"),
    ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3\n"),
    ('seen<div style="display: none">unseen</div>', "seen\n[hidden: unseen]\n"),
    ("seen<span hidden>unseen</span> too", "seen\n[hidden: unseen]\ntoo\n"),
    ('<p style="font-size:0">unseen</p>', "[hidden: unseen]\n"),
    ('<p style="font-size:0.9em">small</p>', "small\n"),
    ("<b>bold</b>ly <i>told</i>", "boldly told\n"),
    ("", ""),
]
HTML = [
    "<!DOCTYPE html><html><body>x</body></html>",
    "\n<html lang=en><p>x",
    "<div>Hello Ana,<br>it fails.</div>",
    '<p class="x">One.</p><p>Two.</p>',
]
NOT_HTML = [
    "The page shows <br> and </p> instead of breaks.",
    "<error><code>503</code><message>down</message></error>",
    '<?xml version="1.0"?><order><id>4</id></order>',
    "Ana <ana@acme.example> wrote: it fails",
    "a < b > c",
    "",
]


@pytest.mark.parametrize(("html", "text"), TURNED)
def test_html_reads_as_it_is_seen(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize("text", HTML)
def test_a_page_or_mail_body_is_html(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize("text", NOT_HTML)
def test_a_mention_of_a_tag_is_not(text: str) -> None:
    assert not looks_like_html(text)


def test_deep_nesting_is_no_problem() -> None:
    deep = "<div>" * 5_000 + "deep" + "</div>" * 5_000
    assert html_to_text(deep) == "deep\n"
    assert html_to_text("<blockquote>" * 5_000 + "deep").endswith("> deep\n")


SOUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<td>",
            "</li>",
            "<ul>",
            "<li>",
            "<!--",
            "-->",
            "<![",
            "]]>",
            "<!x",
            "<?",
            "<a href=x>",
            "</a>",
            "<div hidden>",
            "</div>",
            "<pre>",
            "<blockquote>",
            "</blockquote>",
            "<br/>",
            "&#xFFFFFF;",
            "&am",
            "<script>",
            "<",
            ">",
            "word",
            "\n",
            '"',
            "</",
        ]
    )
).map("".join)


@given(st.text() | SOUP)
def test_any_soup_is_read(html: str) -> None:
    looks_like_html(html)
    html_to_text(html)


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<li>", "<td>", "<div hidden>", "</div>", "<pre>", "<a href=x>", "<br>"]
        )
    )
)
def test_no_word_is_lost(tags: list[str]) -> None:
    html = "".join(f"{tag}w{number}x " for number, tag in enumerate(tags))
    text = html_to_text(html)
    assert all(f"w{number}x" in text for number in range(len(tags)))


@pytest.mark.parametrize("bait", 'a1>-.:/@< \t\n"([{')
def test_a_megabyte_of_one_sign_is_read(bait: str) -> None:
    text = bait * 1_000_000
    assert not looks_like_html(text)
    assert html_to_text(text).strip() == (text if bait.strip() else "")
