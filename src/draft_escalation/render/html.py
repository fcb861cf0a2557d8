"""The HTML format: one self-contained page with brief, findings and thread; no script, no request.

Pointers lead to the message in the page. The page's own policy forbids whatever it does not need.
"""

import base64
import hashlib
from functools import cache
from pkgutil import get_data
from typing import TYPE_CHECKING

from draft_escalation.brief.document import Document
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.render.inert import plain
from draft_escalation.render.layout import joint, layout, numbered

if TYPE_CHECKING:
    from jinja2 import Environment


def render_html(document: Document, *, cite: bool = True) -> str:
    """The brief as a page, ending in a newline; whatever the thread holds is text in it."""
    style = stylesheet()
    return (
        environment()
        .get_template("brief.html")
        .render(
            document=document,
            sections=[(one.heading, list(numbered(one, cite=cite))) for one in layout(document)],
            cite=cite,
            style=style,
            style_hash=digest(style),
        )
    )


@cache
def environment() -> "Environment":
    """The templates of this folder: everything escaped, every hidden character taken out by `plain`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["plain"] = plain
    made.filters["visible"] = strip_hidden
    made.globals["joint"] = joint
    return made


def stylesheet() -> str:
    """The style of a brief, as it stands in each page."""
    return colours() + _style("brief.css")


def colours() -> str:
    """The colours of every page, light and dark, as variables."""
    return _style("colours.css")


@cache
def _style(name: str) -> str:
    return (get_data(__package__, f"templates/{name}") or b"").decode("utf-8")


def digest(text: str) -> str:
    """What a content security policy calls a style or script that stands in the page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
