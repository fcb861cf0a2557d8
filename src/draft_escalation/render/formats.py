"""The formats of a brief by name, each loaded when it is asked for."""

from importlib import import_module
from typing import Protocol, cast

from draft_escalation.brief.document import Document

_PLACES = {
    "text": "text.render_text",
    "markdown": "markdown.render_markdown",
    "json": "json.render_json",
    "html": "html.render_html",
    "jira": "jira.render_jira",
    "jira-adf": "jira.render_adf",
    "slack": "slack.render_slack",
    "slack-blocks": "slack.render_blocks",
}
FORMATS = tuple(_PLACES)


class _Render(Protocol):
    def __call__(self, document: Document, *, cite: bool = True, link_hosts: tuple[str, ...] = ()) -> str: ...


def render(document: Document, format_: str, *, cite: bool = True, link_hosts: tuple[str, ...] = ()) -> str:
    """The brief in one of `FORMATS`, ending in a newline; JSON always cites.

    Addresses of `link_hosts` are links where the format has any; text and JSON have none.
    """
    module, _, name = _PLACES[format_].partition(".")
    function = getattr(import_module(f"draft_escalation.render.{module}"), name)
    if format_ == "json":
        return cast("str", function(document))
    if format_ == "text":
        return cast("str", function(document, cite=cite))
    return cast("_Render", function)(document, cite=cite, link_hosts=link_hosts)
