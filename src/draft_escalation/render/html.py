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
    style = asset("colours.css") + asset("brief.css")
    page = environment().get_template("brief.html")
    return page.render(**_parts(document, cite=cite), style=style, style_hash=digest(style))


def render_body(document: Document) -> str:
    """What stands in the body of a brief's page: for a page that shows several briefs."""
    return environment().get_template("brief_body.html").render(**_parts(document, cite=True))


def _parts(document: Document, *, cite: bool) -> dict[str, object]:
    sections = [(one.heading, list(numbered(one, cite=cite))) for one in layout(document)]
    return {"document": document, "sections": sections, "cite": cite}


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


@cache
def asset(name: str) -> str:
    """A style or script of the templates' folder, as it stands in a page."""
    return (get_data(__package__, f"templates/{name}") or b"").decode("utf-8")


def digest(text: str) -> str:
    """What a content security policy calls a style or script that stands in the page."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
