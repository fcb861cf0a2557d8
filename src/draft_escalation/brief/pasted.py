"""A brief as it comes out of mail, Markdown or Jira, with the marks of these taken off.

What is left are lines: headings, `label: words`, bullets and numbered items as a plain text brief has them.
"""

import re
from collections.abc import Iterator

from draft_escalation.brief.waivers import is_waiver

BAR = " | "
"""What stands between the cells of a table's row."""

_MARKS = re.compile(r"\\([\\`*_{}\[\]<>#|!~])|`|\*\*|__")
_MARKDOWN = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]|^[ \t]{0,3}(?:[-*][ \t]{1,3})?(?:\*\*|__)[^*\n:]{1,60}:?(?:\*\*|__)",
    re.MULTILINE,
)
_JIRA = re.compile(r"^h[1-6]\.[ \t]|^\|\||^\{(?:panel|noformat|code)\b", re.MULTILINE)
_BOLD = re.compile(r"^([ \t]{0,8}(?:[-*#•]{1,3}[ \t]{1,4})?)\*([^*\n]{1,60})\*")
_JIRA_HEAD = re.compile(r"^h[1-6]\.[ \t]{1,4}")
_JIRA_FENCE = re.compile(
    r"\{(?:noformat|code|quote|panel)(?:[:|][^{}\n]{0,200})?\}|\{/?color(?::[^{}\n]{0,40})?\}"
)
_JIRA_LINK = re.compile(r"\[[^\[\]|\n]{1,200}\|(https?://[^\[\]|\s]{1,2000})\]")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]{1,8}")
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,10}")
_RULE = re.compile(r"[ \t]{0,8}(?:[-=_*~·—–]{3,400}|[`~]{3}\w{0,20}|<!--.{0,4000}-->)[ \t]{0,8}$")
_ROW = re.compile(r"[ \t]{0,8}\|.{1,20000}\|[ \t]{0,8}$")
_CELL = re.compile(r"\|{1,2}")
_DASHES = re.compile(r"[ :|+-]{3,400}$")
_TITLES = frozenset({"field", "item", "label", "section", "what", "name", "key", "#", ""})
_SMART = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_STRUCTURE = re.compile(r"not stated in the thread|\(from [“„«]", re.IGNORECASE)
_UNSEEN = "\ufeff\u200b\u200e\u200f\u2060"


def plain_lines(text: str) -> Iterator[str]:
    """Gives the lines of a brief without quoting, Markdown, Jira markup and table bars; empty lines stay.

    A table's row has its cells apart by BAR; a comment that waives a rule stays as it is.
    """
    lines = _unquoted(text.replace("\xa0", " ").splitlines())
    jira, tables = bool(_JIRA.search(text)), sum(map(bool, map(_ROW.match, lines))) > 1
    marked = jira or tables or bool(_MARKDOWN.search(text))
    for line in lines:
        if is_waiver(line):
            yield line
            continue
        plain = _without_jira(line) if jira else line
        plain = (_without_marks(plain) if marked else plain).lstrip(_UNSEEN)
        if _RULE.match(plain):
            yield ""
        elif tables and _ROW.match(plain):
            yield _of_row(plain)
        else:
            yield plain.translate(_SMART) if _STRUCTURE.search(plain) else plain


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without `>`, where most of them begin with it: a brief that was answered or forwarded."""
    said = [line for line in lines if line.strip()]
    if 2 * sum(bool(_QUOTED.match(line)) for line in said) < len(said) or not said:
        return lines
    return [_QUOTED.sub("", line) for line in lines]


def _without_marks(line: str) -> str:
    line = _BOLD.sub(r"\1\2", line)
    return _HEADING.sub("", _MARKS.sub(lambda match: match[1] or "", line))


def _without_jira(line: str) -> str:
    line = _JIRA_LINK.sub(r"\1", _JIRA_FENCE.sub("", line))
    if _HEADING.match(line) and not line.startswith("##"):
        return _HEADING.sub("1. ", line)
    return _JIRA_HEAD.sub("", line)


def _of_row(row: str) -> str:
    """`Severity | High` for `| Severity | High |`; nothing for a line of dashes and a table's own titles."""
    if _DASHES.match(row.strip()):
        return ""
    cells = [cell.strip() for cell in _CELL.split(row.strip().strip("|"))]
    said = [cell for cell in cells if cell and not cell.isdecimal()]
    return "" if cells[0].lower() in _TITLES and not cells[0].isdecimal() else BAR.join(said)
