"""A brief as a colleague types or pastes it, read as far as possible; what was not understood is said.

Labels may be misspelt, in Markdown, in another order or missing; sections too. The format is the one that
`render/text.py` prints.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import get_args

from draft_escalation.brief.document import Decision
from draft_escalation.brief.headings import CITED, HEADINGS, NOT_A_BUG, OTHER_ISSUE, SLA_WORDS, TARGET_NAMES
from draft_escalation.brief.model import (
    Ask,
    AskKind,
    Because,
    Brief,
    Communication,
    Fact,
    Impact,
    Needed,
    Reference,
    Reproduction,
    Severity,
    SlaFact,
    Target,
    Tried,
)
from draft_escalation.brief.slots import slots
from draft_escalation.brief.statement import read_prose, read_statement, read_statements

_MARKS = re.compile(r"\\([\\`*_{}\[\]<>#|!~])|`|\*\*|__")
_MARKDOWN = re.compile(r"^\s{0,3}#{1,3}\s|^\s{0,3}(?:[-*]\s{1,3})?\*\*[^*\n:]{1,60}:?\*\*", re.MULTILINE)
_LABEL = re.compile(
    r"\s{0,8}(?:[-*•–+]\s{1,4})?([A-Za-z][\w' /()&-]{1,48}?)\s{0,2}:(?:\s{1,4}|$)(.*)$", re.DOTALL
)
_BULLET = re.compile(r"\s{0,8}[-*•–+]\s{1,4}(.*)$", re.DOTALL)
_NUMBER = re.compile(r"\s{0,8}\(?\d{1,3}[.)]\s{1,4}(.*)$", re.DOTALL)
_ARROW = re.compile(r"\s*(?:→|-{1,2}>|=>)\s*")
_KIND = re.compile(r"\((planned|suggested)\) ")
_CLOSE = 0.8
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed brief says. `not_understood` holds one line for each thing that could not be read."""

    brief: Brief
    decision: Decision
    not_understood: tuple[str, ...]


def parse_brief(text: str) -> Typed:
    """Gives the brief that a text holds; what has no severity is read as Medium, no target as L2 Support."""
    text = text[:_LONGEST]
    return _Reader().read(_without_marks(text) if _MARKDOWN.search(text) else text)


@dataclass
class _Reader:
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    tried: list[Tried] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    context: list[Reference] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    section: str = ""
    is_bug: bool = True

    def read(self, text: str) -> Typed:
        for line in _whole_lines(text):
            if heading := _heading(line):
                self.section = heading
            else:
                self._line(line)
        severity, target = self._severity(), self._target()
        return Typed(self._brief(severity, target), self._decision(), tuple(self.lost))

    def _line(self, line: str) -> None:
        label = _LABEL.match(line)
        name = _label(label[1], self.section) if label else None
        if label and name:
            self._labelled(name, label[2].strip())
        elif self.section == "ISSUE DESCRIPTION":
            self.facts.setdefault("issue_description", []).extend(read_prose(line.strip()))
        elif match := _NUMBER.match(line) or _BULLET.match(line):
            self._listed(match[1].strip())
        elif line.strip().rstrip(".").lower() == NOT_A_BUG.rstrip(".").lower():
            self.is_bug = False
        else:
            self.lost.append(f"{self.section or 'head'}: {' '.join(line.split())[:120]}")

    def _labelled(self, name: str, words: str) -> None:
        if name in {"ESCALATION", "Severity", "Target", "HANDLE IN SUPPORT"}:
            self.head[name] = words
        elif name in get_args(AskKind):
            self.asks.append(Ask(kind=_ask_kind(name), fact=read_statement(words)))
        elif name == OTHER_ISSUE:
            self.facts.setdefault("other_issues", []).append(read_statement(words))
        elif name == "impact.sla_status":
            self.facts[name] = [_sla(fact) for fact in read_statements(words)]
        elif name == "needed.deadline":
            self.facts[name] = [read_statement(words)]
        elif name != CITED:
            self.facts.setdefault(name, []).extend(read_statements(words))

    def _listed(self, words: str) -> None:
        if self.section == "REPRODUCTION STEPS":
            self.facts.setdefault("reproduction.steps", []).append(read_statement(words))
        elif self.section == "WHAT'S BEEN TRIED":
            self.tried.append(_tried(words))
        elif self.section == "WHAT'S NEEDED":
            if (fact := read_statement(words)).state != "silent":
                self.asks.append(Ask(kind=_ask_kind(words.split(" ", maxsplit=1)[0].lower()), fact=fact))
        elif self.section == "SUPPORTING CONTEXT":
            fact = read_statement(words)
            url = re.search(r"https?://[^\s<>\"')\]]{1,2000}", fact.text)
            self.context.append(Reference(kind="link" if url else "internal", fact=fact, url=url and url[0]))
        else:
            self.lost.append(f"{self.section or 'head'}: {words[:120]}")

    def _severity(self) -> Severity:
        words = self.head.get("Severity", "").lower().split()
        for level in get_args(Severity):
            if words and words[0].strip(".,;") == level:
                return _checked_severity(level)
        self.lost.append(f"Severity: {' '.join(words) or 'missing'}; read as Medium")
        return "medium"

    def _target(self) -> Target:
        words = self.head.get("Target", "")
        names = {name.lower(): target for target, name in TARGET_NAMES.items()}
        close = get_close_matches(words.lower().strip(" ."), names, 1, _CLOSE)
        if not close:
            self.lost.append(f"Target: {words or 'missing'}; read as L2 Support")
        return names[close[0]] if close else "l2_support"

    def _decision(self) -> Decision:
        reason = self.head.get("HANDLE IN SUPPORT")
        if reason is None:
            return Decision(verdict="escalate")
        because = (Because(signal=f.text.replace(" ", "_"), lines=f.lines) for f in read_statements(reason))
        return Decision(verdict="handle_in_support", support=tuple(because))

    def _brief(self, severity: Severity, target: Target) -> Brief:
        return Brief(
            summary=read_statement(self.head.get("ESCALATION", "")),
            severity=severity,
            target=target,
            impact=Impact(**self._room("impact")),
            issue_description=self._slot("issue_description"),
            other_issues=self._slot("other_issues"),
            reproduction=Reproduction(applies=self.is_bug, **self._room("reproduction")),
            tried=tuple(self.tried),
            communication=Communication(**self._room("communication")),
            needed=Needed(asks=tuple(self.asks), deadline=(self._slot("needed.deadline") or (_SILENT,))[0]),
            context=tuple(self.context),
            for_target={path: self._slot(path) for path in self.facts if path.startswith("for_target.")},
        )

    def _slot(self, path: str) -> tuple[Fact, ...]:
        return tuple(self.facts.get(path, ()))

    def _room(self, room: str) -> dict[str, tuple[Fact, ...]]:
        paths = (path for path in slots() if path.startswith(f"{room}."))
        return {path.removeprefix(f"{room}."): self._slot(path) for path in paths}


_SILENT = Fact(state="silent")


def _without_marks(text: str) -> str:
    plain = _MARKS.sub(lambda match: match[1] or "", text)
    return re.sub(r"^ {0,3}#{1,6} {1,8}", "", plain, flags=re.MULTILINE)


def _whole_lines(text: str) -> Iterator[str]:
    """The lines; one without label, bullet or number goes on with the one before."""
    held = ""
    for raw in text.splitlines():
        line = raw.rstrip()
        begins = (
            not line.strip()
            or _heading(line)
            or _LABEL.match(line)
            or _BULLET.match(line)
            or _NUMBER.match(line)
        )
        if begins or not held or _heading(held):
            if held.strip():
                yield held
            held = line
        else:
            held += f" {line.strip()}"
    if held.strip():
        yield held


def _heading(line: str) -> str | None:
    words = line.strip(" #*_:-").replace("’", "'").upper()
    if not 4 <= len(words) <= 40 or ":" in words:
        return None
    words = re.sub(r"\s*\(.*\)$", "", words)
    close = get_close_matches(words, HEADINGS, 1, _CLOSE)
    return close[0] if close else None


def _label(words: str, section: str) -> str | None:
    """The path, ask kind or head name that a label means."""
    named = {
        slot.label.lower(): path
        for path, slot in reversed(slots().items())
        if slot.label and path != "summary"
    }
    named |= {
        name.lower(): name
        for name in ("ESCALATION", "Severity", "Target", "HANDLE IN SUPPORT", CITED, OTHER_ISSUE)
    }
    if section in {"", "WHAT'S NEEDED"}:
        named |= {kind: kind for kind in get_args(AskKind)}
    close = get_close_matches(words.strip().lower(), named, 1, _CLOSE)
    return named[close[0]] if close else None


def _tried(words: str) -> Tried:
    action, *result = _ARROW.split(words, maxsplit=1)
    kind = _KIND.match(action)
    fact = read_statement(action[kind.end() :] if kind else action)
    outcome = read_statement(result[0]) if result else _SILENT
    return Tried(
        action=fact,
        result=outcome,
        kind="planned" if kind and kind[1] == "planned" else "suggested" if kind else "done",
    )


def _sla(fact: Fact) -> SlaFact:
    for status, words in SLA_WORDS.items():
        if fact.text.lower().startswith(words.lower()):
            rest = fact.text[len(words) :].strip()
            text = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
            return SlaFact(**{**dict(fact), "text": text, "status": status})
    return SlaFact(**dict(fact))


def _ask_kind(word: str) -> AskKind:
    kinds: dict[str, AskKind] = {kind: kind for kind in get_args(AskKind)}
    return kinds.get(word.strip(":,."), "investigate")


def _checked_severity(level: str) -> Severity:
    known: dict[str, Severity] = {"critical": "critical", "high": "high", "medium": "medium"}
    return known[level]
