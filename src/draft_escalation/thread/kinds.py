"""What a physical line is by its looks: prose, list item, log, code, table row, or on its own."""

import re
from typing import Literal

Kind = Literal["blank", "prose", "list", "log", "code", "table", "alone"]

_LOOK_AT = 400
_MANY = 3
_LIST = re.compile(
    r"[ \t]{0,40}(?:\*{2,4}(?=\s)|[-*•·‣▪◦○●–+]|\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|\[[ xX]?\])[ \t]{1,10}\S"
)
_ALONE = re.compile(
    r"\s{0,20}(?:\#{1,6}\s|h[1-6]\.\s|\*{1,2}\w[^*\n]{0,60}\*{1,2}\s{0,9}$"
    r"|[-=_*~]{3,}\s{0,9}$|https?://\S{1,380}\s{0,9}$"
    r"|(?:\*{1,2}|_)?[A-ZÀ-Þ¿][\w '’/()&.-]{1,34}?(?:\*{1,2}|_)?:(?:\*{1,2}|_)?(?:[ \t]|$))"
)
_LEVEL = (
    r"(?:ERROR|ERR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL|CRIT|SEVERE|NOTICE|EMERG|ALERT|VERBOSE|PANIC)"
)
_LOG = re.compile(
    rf"""\s{{0,40}}(?:
      [\[(]?\d{{4}}[-/]\d\d[-/]\d\d[T\ _]\d\d:\d\d:\d\d
    | [\[(]?\d{{1,2}}[-/.](?:\d{{1,2}}|[A-Z][a-z]{{2}})[-/.]\d{{2,4}}[\ :,]\s?\d\d:\d\d:\d\d
    | [\[(]?\d\d:\d\d:\d\d(?:[.,]\d{{1,9}}|[\])]|\s{{1,4}}[\[(]?{_LEVEL}\b)
    | [A-Z][a-z]{{2}}\s{{1,2}}\d{{1,2}}\s\d\d:\d\d:\d\d\s
    | [\[<(]?{_LEVEL}(?:[\]>)]|:?\s{{1,6}}[\[(]|\s{{2,6}}\S|:\s|\s[a-z]{{1,20}}[._]|/|\s\d)
    | \[[\w:.-]{{2,30}}\]\s{{0,2}}[\[(]?{_LEVEL}\b
    | Traceback\ \(most\ recent
    | File\ "[^"]{{1,200}}",\ line\ \d
    | at\ [\w$.<>/\[\]`@]{{2,200}}(?:\s?\(|:\d)
    | at\ (?:async\ )?[\w$.<>\ ]{{1,80}}\ \([^()]{{1,250}}:\d
    | (?:Caused\ by|Suppressed|Unhandled\ exception|Uncaught\ \w{{1,40}}):?\s
    | Exception\ in\ thread\s
    | (?:[a-z_$][\w$]{{0,40}}\.){{1,12}}[A-Z][\w$]{{0,60}}(?:Exception|Error|Throwable|Failure)(?:[:\s]|$)
    | (?:[A-Z][a-z0-9]{{1,30}}){{1,6}}(?:Exception|Error)(?::|\s{{0,4}}$)
    | \.{{3}}\ \d{{1,5}}\ (?:more|common\ frames)
    | goroutine\ \d|panic:\s|thread\ '[^']{{1,60}}'\ panicked
    | \#\d{{1,3}}\s{{1,3}}(?:0x|[/\w$.]{{2,200}}\()
    | (?:PHP\ )?(?:Fatal|Parse)\ error:\s|npm\ (?:ERR!|WARN)|error(?:\[E\d|:\s)|fatal:\s|curl:\ \(|ORA-\d{{4}}
    | [\w.-]{{1,40}}@[\w.-]{{1,60}}:[^$\#\n]{{0,120}}[$\#]\s
    | \$\s\S|PS\ [A-Z]:\\|[A-Z]:\\[^>\n]{{0,120}}>|>{{3}}\ \S
    | HTTP/[\d.]{{1,3}}\ \d{{3}}|[<>*]\ (?:HTTP/|GET\ |POST\ |PUT\ |[A-Za-z-]{{2,40}}:\ )
    | (?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\ (?:https?:/)?/\S
    | \d{{1,3}}(?:\.\d{{1,3}}){{3}}\s-\s
    | (?:\x1b?\[[\d;]{{1,8}}m|[\w.-]{{1,60}}_\d{{1,3}}\s{{0,24}}\|)
    | [^\n]{{0,50}}\d{{4}}-\d\d-\d\d[T\ ]\d\d:\d\d:\d\d[.,]\d{{3}}
    )""",
    re.VERBOSE,
)
_PAIRS = re.compile(r"(?<!\S)[A-Za-z_][\w.-]{0,40}=\S")
_CODE = re.compile(
    r"""\s{0,80}(?:
      (?:async\ )?def\ \w{1,60}\(|class\ \w{1,60}\s{0,2}[:({]|import\ [\w.{}*,\ ]{1,80}(?:\ from\ ['"]|;|$)
    | from\ [\w.]{1,80}\ import\s|(?:const|let|var|final|static|val)\ \w{1,60}\s{0,3}[=:]
    | (?:export\ )?(?:async\ )?function\s?\w{0,60}\(
    | (?:public|private|protected|internal)\ \w{1,40}[\s<(]|\#include\s?[<"]
    | using\ [\w.]{1,60};|package\ [\w.]{1,60};
    | (?:if|while|for|switch|catch)\s?\(.{1,300}\)\s{0,3}\{?\s{0,4}$|\}\s?(?:else|catch|finally)\b
    | (?:elif\ .{1,200}|(?:if|while)\ .{0,80}(?:[=!<>]=|\()[^\n]{1,120}
      |for\ \w{1,40}\ in\ .{1,120}|except\ [A-Z]\w{1,60}.{0,40}):\s{0,4}$
    | (?:else|try|finally):\s{0,4}$
    | </?[A-Za-z!?][^<>]{0,380}>\s{0,4}$
    | </?[A-Za-z][\w:.-]{0,60}(?:\s[^<>]{0,300})?/?>.{0,380}</[\w:.-]{1,60}>\s{0,4}$
    | [{}\[\]()]{1,6}[,;]?\s{0,4}$
    | ["'][\w.\ $@/-]{1,80}["']\s?:\s{0,3}[\["'{\dtfn-]
    | [A-Za-z_$][\w$.\[\]'"-]{0,80}\s?[:+-]?=>?\s?[^\s=]
    | SELECT\s.{1,300}\sFROM\b|SELECT\s{1,3}\*|INSERT\ INTO\s|UPDATE\ \S{1,80}\ SET\s|DELETE\ FROM\s
    | (?:CREATE|ALTER|DROP|TRUNCATE)\ (?:TABLE|INDEX|VIEW|DATABASE|USER|FUNCTION)\s
    | (?:WHERE|ORDER\ BY|GROUP\ BY|LEFT\ JOIN|INNER\ JOIN|FROM|AND|SET|VALUES)\ [\w."(`]{1,80}
      \s?(?:[=<>,;)]|IN\b|ON\b|$)
    | (?:sudo\ )?(?:curl|wget|ssh|scp|grep|find|cat|tail|ls|cp|mv|rm|chmod|chown|mkdir
      |psql|mysql|openssl|ping|dig)
      (?=\s.{0,380}?(?:\s--?[A-Za-z]|://|\s[/~.]))\s
    | (?:sudo\ )?(?:git|kubectl|docker|docker-compose|helm|npm|yarn|pnpm|pip3?|apt|apt-get
      |brew|systemctl|terraform|make)\s
      (?:-|get|apply|logs|describe|exec|run|ps|pull|push|install|clone|commit|status|restart|start|stop|reload|compose
      |checkout|up\b|down\b|rollout|ci\b|update|init|plan|build|delete|config|fetch|rebase|merge|diff|log\b|show)
    | [\w$.>:-]{2,80}\(\)\s?;?\s{0,4}$|[\w$]{1,60}[._:>-]{1,2}[\w$.]{1,80}\(.{0,300}\);?\s{0,4}$
    )""",
    re.VERBOSE,
)
_STATEMENT = re.compile(r"(?:\w\(|=|->)")
_FENCE = re.compile(r"[ \t>]{0,20}(?:`{3,10}|~{3,10})")
_MARKUP = re.compile(r"\{(?:code|noformat)(?::[^{}\n]{0,80})?\}")
_NUMBERED = re.compile(r"[ \t]{0,40}#{1,4}[*#]{0,3}[ \t]{1,10}\S")


def is_fence(line: str) -> bool:
    """Whether the line opens or closes a block of code: three backticks or tildes, {code}, {noformat}."""
    head = line[:_LOOK_AT]
    if "```" not in head and "~~~" not in head and "{" not in head:
        return False
    markup = list(_MARKUP.finditer(head)) if "{" in head else []
    if len(markup) == 1:
        return not head[: markup[0].start()].strip() or not line[markup[0].end() :].strip()
    return bool(_FENCE.match(head)) and "```" not in line.lstrip(" \t>").lstrip("`")


def is_numbered(line: str) -> bool:
    """Whether the line may be an item of a numbered wiki list (`# Open …`); alone it is a heading."""
    return bool(_NUMBERED.match(line[:_LOOK_AT]))


def kind_of(line: str) -> Kind:
    """Gives what a physical line looks like by itself, without quote marks."""
    head = line[:_LOOK_AT]
    if not line.strip():
        return "blank"
    if _LOG.match(head):
        return "log"
    if _is_table(line, head):
        return "table"
    if _LIST.match(head):
        return "list"
    if head.count("=") >= _MANY and len(_PAIRS.findall(head)) >= _MANY:
        return "log"
    if _is_code(head, line):
        return "code"
    return "alone" if _ALONE.match(head) else "prose"


def _is_table(line: str, head: str) -> bool:
    bare = line.strip()
    if bare.startswith("|") and len(bare) > 1:
        return True
    return "\t" in bare[:_LOOK_AT] or head.count(" | ") > 1


def _is_code(head: str, line: str) -> bool:
    if _CODE.match(head):
        return True
    tail = line[-_LOOK_AT:].rstrip()
    return tail.endswith((";", "{", "}")) and bool(_STATEMENT.search(head))
