"""Addresses of allowed hosts are links in every format that has any, and nothing else is."""

import json
import re
from typing import Any

import pytest

from draft_escalation.render.formats import FORMATS, render
from draft_escalation.render.links import split_link
from render.documents import document
from render.hostile import HOSTILE

HOSTS = ("allowed.example",)
URL = "https://support.allowed.example/t/4711?a=1&b=2"
LINKED = {
    "markdown": f"<{URL}>",
    "html": '<a href="https://support.allowed.example/t/4711?a=1&amp;b=2" rel="noopener noreferrer"',
    "jira": f"[{URL}]",
    "jira-adf": f'"href": "{URL}"',
    "slack": "<https://support.allowed.example/t/4711?a=1&amp;b=2>",
    "slack-blocks": "<https://support.allowed.example/t/4711?a=1&amp;b=2>",
}
SLY = (
    "https://allowed.example/]!http://evil.example/p.png!",
    "https://allowed.example/](http://evil.example)",
    "https://allowed.example/|http://evil.example",
    "https://allowed.example/>http://evil.example",
    'https://allowed.example/"onmouseover="alert(1)',
    "https://allowed.example@evil.example/",
    "https://allowed.example/]{html}<b>x</b>{html}",
    "https://evil.example/?https://allowed.example/",
)


def about(words: str) -> Any:
    given = document()
    fact = given.brief.issue_description[0].model_copy(update={"text": words})
    return given.model_copy(update={"brief": given.brief.model_copy(update={"issue_description": (fact,)})})


def said(shown: str) -> str:
    """The words of a document in Jira's format."""
    return "".join(re.findall(r'"text": "((?:[^"\\]|\\.)*)"', shown))


@pytest.mark.parametrize("format_", LINKED)
def test_an_address_of_an_allowed_host_is_a_link(format_: str) -> None:
    """Only where the settings name the host; the full stop behind it is no part of it."""
    given = about(f"The log is at {URL}.")

    assert LINKED[format_] in render(given, format_, link_hosts=HOSTS)
    assert LINKED[format_] not in render(given, format_)
    assert LINKED[format_] not in render(given, format_, link_hosts=("other.example",))


@pytest.mark.parametrize("format_", sorted(set(FORMATS) - set(LINKED)))
def test_text_and_json_have_no_links(format_: str) -> None:
    """They stay as they are."""
    given = about(f"The log is at {URL}.")

    assert render(given, format_, link_hosts=HOSTS) == render(given, format_)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("words", HOSTILE)
def test_allowing_a_host_makes_nothing_else_alive(words: str, format_: str) -> None:
    """What leads elsewhere is shown as without any allowed host."""
    given = about(f"It fails: {words}")

    assert render(given, format_, link_hosts=HOSTS) == render(given, format_)


@pytest.mark.parametrize("words", SLY)
def test_a_link_is_not_left_early(words: str) -> None:
    """Whatever stands in an address of an allowed host: nothing after it leads elsewhere, in any format."""
    given = about(f"see {words} now")
    html = render(given, "html", link_hosts=HOSTS)
    jira = render(given, "jira", link_hosts=HOSTS)
    slack = render(given, "slack", link_hosts=HOSTS)
    markdown = re.sub(r"`[^`]*`", "", render(given, "markdown", link_hosts=HOSTS))
    adf = json.dumps(json.loads(render(given, "jira-adf", link_hosts=HOSTS)))
    targets = [
        *re.findall(r'href="([^"#]+)"', html),
        *re.findall(r"(?<!\\)\[([^\]]*)\]", jira),
        *re.findall(r"<([^>]*)>", slack),
        *re.findall(r"(?<!\\)<([^>]*)>", markdown),
        *re.findall(r'"href": "([^"]*)"', adf),
    ]

    assert all(re.match(r"https://allowed\.example/", target) for target in targets)
    assert not re.search(r"(?<!\\)[!{}]", jira)
    assert '"onmouseover' not in html


def test_a_link_takes_no_word_from_the_document_format() -> None:
    """Before, between, behind, and in a note."""
    given = about(f"First {URL}, then ({URL}) and www.evil.example.")

    assert said(render(given, "jira-adf", link_hosts=HOSTS)) == said(render(given, "jira-adf"))


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("https://allowed.example/t/1).", ("https://allowed.example/t/1", ").")),
        ("https://allowed.example/t/1", ("https://allowed.example/t/1", "")),
        ("https://evil.example/.", ("", "https://evil.example/.")),
        ("@channel", ("", "@channel")),
    ],
)
def test_an_address_ends_before_its_stops(words: str, parts: tuple[str, str]) -> None:
    assert split_link(words, HOSTS) == parts
