"""HTML to text that keeps every word: pasted pages and mail bodies."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_PAGE = re.compile(
    r"\s{0,200}(?:<\?xml[^<>]{0,200}\?>\s{0,20})?<(?:!doctype\s{1,5}html|html|head|body)\b", re.IGNORECASE
)
_BLOCK_TAG = re.compile(
    r"</(?:p|div|td|tr|table|li|ul|ol|blockquote|h[1-6]|span|a|b|strong|em|i|font|section|article)\s{0,5}>"
    r"|<(?:br|hr)\s{0,5}/?>",
    re.IGNORECASE,
)
_START_TAG = re.compile(
    r"\s{0,200}<(?:p|div|table|ul|ol|blockquote|span|h[1-6]|section|article|center|font)\b", re.IGNORECASE
)
_HIDING = re.compile(
    r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|font-size\s{0,5}:\s{0,5}0(?![.\d]*[1-9])"
    r"|opacity\s{0,5}:\s{0,5}0(?![.\d]*[1-9])|mso-hide\s{0,5}:\s{0,5}all"
    r"|max-height\s{0,5}:\s{0,5}0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "blockquote",
        "caption",
        "title",
    ]
)
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre", "blockquote"])
_CUTS = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<!--", r"--!?>"),
        (r"<script\b", r"</script\s{0,9}>"),
        (r"<style\b", r"</style\s{0,9}>"),
    )
)
_DECLARATION = re.compile(r"<[!?][^<>]{0,2000}>")
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,100000}>)")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_ENOUGH_TAGS = 3


def looks_like_html(text: str) -> bool:
    """Whether the text is a page or a mail body in HTML, rather than words that mention a tag.

    A page says so at its beginning; a body begins with a block tag and closes several.
    """
    if _PAGE.match(text):
        return True
    head = text[:20_000]
    return bool(_START_TAG.match(head)) and len(_BLOCK_TAG.findall(head)) >= _ENOUGH_TAGS - 1


def html_to_text(html: str) -> str:
    """Gives the text of a page or mail body as a reader sees it, nothing lost.

    Blocks and list items (`- `) stand on lines of their own, table cells between tabs, quotes behind `> `,
    links as `text (url)`, images as `[image: alt]`; preformatted text stays as it is. Text that no reader
    sees stands in a line `[hidden: …]`; scripts and styles are dropped. Never raises.
    """
    reader = _Reader()
    reader.feed(_tags_only(html))
    reader.close()
    return reader.text()


@dataclass(slots=True)
class _Open:
    """An element that is open: what its end has to undo."""

    tag: str
    hides: bool = False
    href: str = ""
    said: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._hidden: list[str] = []
        self._open: list[_Open] = []
        self._count: dict[str, int] = {}
        self._hiding = 0
        self._lists: list[int] = []
        self._link: _Open | None = None

    def text(self) -> str:
        """What was read."""
        self._end_line()
        self._show_hidden()
        lines = "\n".join(line.rstrip() for line in self._lines)
        return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + ("\n" if lines.strip() else "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._block(tag)
        if tag == "br":
            self._end_line(keep=True)
        elif tag == "img":
            self._image(given)
        elif tag in {"td", "th"} and any(part.strip() for part in self._line):
            self._line.append("\t")
        if tag in _VOID:
            return
        opened = _Open(tag, hides=_hides(tag, given), href=given.get("href", "") if tag == "a" else "")
        self._open.append(opened)
        self._count[tag] = self._count.get(tag, 0) + 1
        self._hiding += opened.hides
        if tag in {"ol", "ul"}:
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self._bullet()
        elif tag == "a":
            self._link = opened

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._count.get(tag):
            return
        while self._open:
            closed = self._open.pop()
            self._close(closed)
            if closed.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if self._hiding:
            self._hidden.append(data)
            return
        self._show_hidden()
        if self._link is not None:
            self._link.said.append(data)
        if self._count.get("pre"):
            first, *others = data.split("\n")
            self._line.append(first)
            for other in others:
                self._end_line(keep=True)
                self._line.append(other)
        elif words := _BLANKS.sub(" ", data):
            self._line.append(words.lstrip(" ") if self._at_blank() else words)

    def _close(self, element: _Open) -> None:
        if element.tag in _BLOCKS and self._open_text():
            self._end_line()
        self._count[element.tag] -= 1
        self._hiding -= element.hides
        if element.tag in _BLOCKS:
            self._block(element.tag)
        if element.tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        if element.tag == "a":
            self._end_link(element)

    def _end_link(self, link: _Open) -> None:
        said, url = " ".join("".join(link.said).split()), link.href.strip()
        self._link = None
        plain = url.removeprefix("mailto:").removeprefix("tel:")
        if (
            said
            and url
            and not url.startswith(("#", "javascript:"))
            and plain.rstrip("/") != said.rstrip("/")
        ):
            self._line.append(f" ({plain})")

    def _image(self, given: dict[str, str]) -> None:
        alt = " ".join((given.get("alt") or given.get("title") or "").split())
        if alt or not _is_pixel(given):
            self.handle_data(f"[image: {alt}]" if alt else "[image]")

    def _bullet(self) -> None:
        depth = "  " * min(len(self._lists) - 1, 10)
        mark = "- "
        if self._lists and self._lists[-1]:
            mark = f"{self._lists[-1]}. "
            self._lists[-1] += 1
        self._line.append(depth + mark)

    def _at_blank(self) -> bool:
        return not self._line or self._line[-1][-1:] in {"", " ", "\t"}

    def _show_hidden(self) -> None:
        words, self._hidden = " ".join("".join(self._hidden).split()), []
        if words:
            self._end_line()
            self._line = [f"[hidden: {words}]"]
            self._end_line()

    def _block(self, tag: str) -> None:
        """Ends the line; around a paragraph, list or table an empty line too."""
        if self._line and not self._open_text():
            return
        self._end_line()
        if tag in _SPACED and self._lines and self._lines[-1].strip(" >") and not self._lists:
            self._lines.append(self._marks().rstrip())

    def _open_text(self) -> bool:
        """Whether the line holds more than a bullet."""
        return bool(re.sub(r"^\s*(?:-|\d+\.) $", "", "".join(self._line)))

    def _marks(self) -> str:
        return "> " * min(self._count.get("blockquote", 0), 20)

    def _end_line(self, *, keep: bool = False) -> None:
        if self._hidden and not self._hiding:
            self._show_hidden()
        line, self._line = "".join(self._line), []
        if line.strip() or keep:
            self._lines.append(self._marks() + line.replace("\xa0", " "))


def _tags_only(html: str) -> str:
    """The page without comments, scripts, styles and declarations, every stray `<` escaped.

    What is left the standard parser reads in time proportional to its length and without an error.
    """
    html = html.replace("\0", "").replace("<![CDATA[", "").replace("]]>", "")
    for opening, closing in _CUTS:
        html = _without(html, opening, closing)
    return _STRAY.sub("&lt;", _DECLARATION.sub("", html))


def _without(html: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    kept, at = [], 0
    while (begin := opening.search(html, at)) and (end := closing.search(html, begin.end())):
        kept.append(html[at : begin.start()])
        at = end.end()
    return "".join([*kept, html[at:]])


def _hides(tag: str, given: dict[str, str]) -> bool:
    return bool("hidden" in given or _HIDING.search(given.get("style", "")[:2000])) and tag not in {
        "html",
        "body",
    }


def _is_pixel(given: dict[str, str]) -> bool:
    return given.get("width") in {"0", "1"} or given.get("height") in {"0", "1"}
