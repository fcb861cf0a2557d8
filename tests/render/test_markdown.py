"""The Markdown format carries the same brief, inert."""

import pytest

from draft_escalation.render.markdown import escape, render_markdown
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
