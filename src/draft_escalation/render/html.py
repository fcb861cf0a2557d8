"""The HTML format: one self-contained page with brief, findings and thread; no script, no request.

Pointers lead to the message in the page. The page's own policy forbids whatever it does not need.
"""

import base64
import hashlib
from functools import cache, partial
from pkgutil import get_data
from typing import TYPE_CHECKING

from draft_escalation.brief.document import Document
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.render.inert import pieces, plain
from draft_escalation.render.layout import joint, layout, numbered
from draft_escalation.render.links import Style, split_link

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def render_html(document: Document, *, cite: bool = True, link_hosts: tuple[str, ...] = ()) -> str:
    """The brief as a page, ending in a newline; whatever the thread holds is text in it.

    Only addresses of `link_hosts` are links.
    """
    style = asset("colours.css") + asset("brief.css")
    page = environment().get_template("brief.html")
    return page.render(**_parts(document, Style(cite, link_hosts)), style=style, style_hash=digest(style))


def render_body(document: Document, link_hosts: tuple[str, ...] = ()) -> str:
    """What stands in the body of a brief's page: for a page that shows several briefs."""
    return (
        environment().get_template("brief_body.html").render(**_parts(document, Style(link_hosts=link_hosts)))
    )


def _parts(document: Document, style: Style) -> dict[str, object]:
    sections = [(one.heading, list(numbered(one, cite=style.cite))) for one in layout(document)]
    return {
        "document": document,
        "sections": sections,
        "cite": style.cite,
        "linked": partial(_linked, link_hosts=style.link_hosts),
    }


def _linked(text: str, link_hosts: tuple[str, ...]) -> "Markup":
    """The text on one line, escaped; addresses of these hosts are links in it."""
    from markupsafe import Markup, escape

    shown = [_link(words, link_hosts) if live else escape(words) for words, live in pieces(text)]
    return shown[0] if len(shown) == 1 else Markup().join(shown)


def _link(words: str, link_hosts: tuple[str, ...]) -> "Markup":
    from markupsafe import Markup, escape

    url, rest = split_link(words, link_hosts)
    if not url:
        return escape(words)
    return Markup('<a href="{0}" rel="noopener noreferrer" target="_blank">{0}</a>{1}').format(url, rest)


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
