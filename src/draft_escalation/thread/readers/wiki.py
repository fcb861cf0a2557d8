"""Jira's wiki markup as text: what Jira Server, the REST API's version 2 and its CSV export write."""

import re
from collections.abc import Iterator

_FENCE = re.compile(r"\{(?:code|noformat)(?::[^{}\n]{0,200})?\}")
_QUOTE = re.compile(r"\{quote\}")
_SUBS = (
    (re.compile(r"\{(?:color|panel|anchor|toc|expand)(?::[^{}\n]{0,200})?\}"), ""),
    (re.compile(r"^h[1-6]\.[ \t]{1,5}", re.MULTILINE), ""),
    (re.compile(r"^bq\.[ \t]{1,5}", re.MULTILINE), "> "),
    (re.compile(r"\[~(?:accountid:)?([^\[\]\n]{1,200})\]"), r"@\1"),
    (re.compile(r"\[\^([^\[\]\n|]{1,300})\]"), r"[attachment: \1]"),
    (re.compile(r"\[([^\[\]\n|]{1,500})\|([^\[\]\n|]{1,2000})(?:\|[^\[\]\n|]{0,50})?\]"), r"\1 (\2)"),
    (re.compile(r"\[((?:https?://|mailto:)[^\[\]\n|]{1,2000})\]"), r"\1"),
    (re.compile(r"(?<![\w!])!([^!\s|][^!\n|]{0,300}\.\w{2,5})(?:\|[^!\n]{0,200})?!(?!\w)"), r"[image: \1]"),
    (re.compile(r"\{\{([^{}\n]{1,500})\}\}"), r"`\1`"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,500})(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"^([*#-])\1{0,9}[ \t]{1,5}", re.MULTILINE), "- "),
    (re.compile(r"^\|\|?|\|\|?[ \t]{0,5}$", re.MULTILINE), ""),
    (re.compile(r"\\\\(?=\s|$)"), "\n"),
)


def wiki_text(markup: str) -> str:
    """The text of the markup: list items behind `- `, quotes behind `> `, code in fences as it stands."""
    text = markup.replace("\r\n", "\n")
    return "".join(_pieces(text)).strip("\n")


def _pieces(text: str) -> Iterator[str]:
    """Prose between blocks of code; a block that is never closed is prose."""
    at, quoted = 0, False
    while opened := _FENCE.search(text, at):
        closed = _FENCE.search(text, opened.end())
        if closed is None:
            break
        prose, quoted = _prose(text[at : opened.start()], quoted=quoted)
        yield prose
        code = text[opened.end() : closed.start()].strip("\n")
        yield _marked(f"\n```\n{code}\n```\n", quoted=quoted)
        at = closed.end()
    prose, _ = _prose(text[at:], quoted=quoted)
    yield prose


def _prose(text: str, *, quoted: bool) -> tuple[str, bool]:
    """The words, and whether a quote is still open behind them."""
    parts = []
    for number, part in enumerate(_QUOTE.split(text)):
        quoted = quoted != (number > 0)
        for pattern, to in _SUBS:
            part = pattern.sub(to, part)  # noqa: PLW2901
        parts.append(_marked(part, quoted=quoted))
    return "\n".join(parts) if len(parts) > 1 else parts[0], quoted


def _marked(text: str, *, quoted: bool) -> str:
    if not quoted:
        return text
    lines = text.strip("\n").split("\n")
    return "".join(f"> {line}\n" for line in lines if line or len(lines) > 1)
