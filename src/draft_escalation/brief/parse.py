"""A brief as a colleague types or pastes it, read as far as possible; what was not understood is said.

Labels may be misspelt, in Markdown, Jira markup or a table, in another order or missing; sections too. The
format is the one that `render/text.py` prints. Waivers stand in comment lines (`brief/waivers.py`).
"""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple, get_args

from draft_escalation.brief.document import Decision, Waiver
from draft_escalation.brief.headings import CITED, NOT_A_BUG, OTHER_ISSUE, TARGET_NAMES
from draft_escalation.brief.items import read_ask, read_reference, read_sla, read_tried, split_contract
from draft_escalation.brief.labels import HEAD, exact_label, heading, label
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
    Target,
    Tried,
)
from draft_escalation.brief.pasted import BAR, plain_lines
from draft_escalation.brief.slots import slots
from draft_escalation.brief.statement import read_prose, read_statement, read_statements
from draft_escalation.brief.waivers import read_waiver

_LEAD = r"\s{0,8}(?:[-*•–+◦▪‣·●○►✓✔☑]{1,3}\s{1,4}(?:\[[ xX]?\]\s{1,4})?)?"
_LABEL = re.compile(_LEAD + r"([A-Za-z][\w'’ /()&-]{1,48}?)\s{0,2}[:：](?:\s{1,4}|$)(.*)$", re.DOTALL)
_DASHED = re.compile(_LEAD + r"([A-Za-z][\w'’ /()&]{1,48}?)\s{1,4}[-–—=|]\s{1,4}(.*)$", re.DOTALL)
_BULLET = re.compile(r"\s{0,8}[-*•–+◦▪‣·●○►✓✔☑]{1,3}\s{1,4}(?:\[[ xX]?\]\s{1,4})?(.*)$", re.DOTALL)
_NUMBER = re.compile(r"\s{0,8}\(?(?:step\s)?\d{1,3}[.):]\s{1,4}(.*)$", re.DOTALL | re.IGNORECASE)
_NO_BUG = frozenset({NOT_A_BUG.rstrip(".").lower(), "not a bug", "n/a", "not applicable", "none"})
_LISTS = ("REPRODUCTION STEPS", "WHAT'S BEEN TRIED", "WHAT'S NEEDED", "SUPPORTING CONTEXT")
_NUMBERED = ("REPRODUCTION STEPS", "WHAT'S BEEN TRIED")
_CLOSE = 0.8
_LONGEST = 1_000_000
_SILENT = Fact(state="silent")


class Typed(NamedTuple):
    """What a typed brief says. `not_understood` holds one line for each thing that could not be read."""

    brief: Brief
    decision: Decision
    not_understood: tuple[str, ...]
    waivers: tuple[Waiver, ...] = ()


def parse_brief(text: str) -> Typed:
    """Gives the brief that a text holds; what has no severity is read as Medium, no target as L2 Support.

    Raises UserError for a waiver that lacks its rule, reason, name or date.
    """
    return _Reader().read(text[:_LONGEST])


@dataclass
class _Reader:
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    tried: list[Tried] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    context: list[Reference] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    section: str = ""
    is_bug: bool = True
    has_steps: bool = False

    def read(self, text: str) -> Typed:
        for line in plain_lines(text):
            if waiver := read_waiver(line):
                self.waivers.append(waiver)
            elif name := heading(line):
                self._finish()
                self.section = name
                self.has_steps |= name == "REPRODUCTION STEPS"
            else:
                if self._begins(line):
                    self._finish()
                self.held.append(line.rstrip() if not self.held else line.strip())
        self._finish()
        severity, target = self._severity(), self._target()
        return Typed(self._brief(severity, target), self._decision(), tuple(self.lost), tuple(self.waivers))

    def _begins(self, line: str) -> bool:
        """Whether a line stands for itself, and does not go on with the one before."""
        if not line.strip() or _BULLET.match(line) or _NUMBER.match(line) or self._labelled(line):
            return True
        return bool(_LABEL.match(line)) and not line[0].isspace() and self.section != "ISSUE DESCRIPTION"

    def _finish(self) -> None:
        line, self.held = " ".join(filter(None, self.held)), []
        if line.strip():
            self._line(line)

    def _labelled(self, line: str) -> tuple[str, str] | None:
        """The label's meaning, and the words behind it."""
        number = _NUMBER.match(line) if self.section not in _NUMBERED else None
        line = number[1] if number else line
        if (match := _LABEL.match(line)) and (name := label(match[1], self.section)):
            return name, match[2].strip()
        if (match := _DASHED.match(line)) and self.section != "ISSUE DESCRIPTION":
            name = exact_label(match[1], self.section)
            return (name, match[2].strip()) if name else None
        return None

    def _line(self, line: str) -> None:
        item = _NUMBER.match(line) or _BULLET.match(line)
        if labelled := self._labelled(line):
            self._put(*labelled)
        elif self.section == "ISSUE DESCRIPTION":
            self.facts.setdefault("issue_description", []).extend(read_prose(line.strip()))
        elif self.section == "REPRODUCTION STEPS" and line.strip().rstrip(".").lower() in _NO_BUG:
            self.is_bug = False
        elif self.section in _LISTS:
            self._listed((item[1] if item else line).strip())
        else:
            words = item[1] if item else line
            self.lost.append(f"{self.section or 'head'}: {' '.join(words.split())[:120]}")

    def _put(self, name: str, words: str) -> None:
        if name in HEAD:
            self.head.setdefault(name, words)
        elif name in get_args(AskKind):
            self.asks.append(read_ask(name, words))
        elif name == OTHER_ISSUE:
            self.facts.setdefault("other_issues", []).append(read_statement(words))
        elif name == "impact.sla_status":
            self.facts[name] = [read_sla(fact) for fact in read_statements(words)]
        elif name == "impact.reputation":
            reputation, contract = split_contract(read_statements(words))
            self.facts.setdefault(name, []).extend(reputation)
            self.facts.setdefault("impact.contractual", []).extend(contract)
        elif name == "needed.deadline":
            self.facts[name] = [read_statement(words)]
        elif name != CITED:
            self.facts.setdefault(name, []).extend(read_statements(words))

    def _listed(self, words: str) -> None:
        if self.section == "WHAT'S BEEN TRIED":
            self.tried.append(read_tried(words.replace(BAR, " → ", 1)))
        elif self.section == "REPRODUCTION STEPS":
            self.facts.setdefault("reproduction.steps", []).append(read_statement(words))
        elif self.section == "SUPPORTING CONTEXT":
            self.context.append(read_reference(words))
        elif (ask := read_ask(words.split(" ", maxsplit=1)[0], words)).fact.state != "silent":
            self.asks.append(ask)

    def _severity(self) -> Severity:
        words = self.head.get("Severity", "").lower()
        for word in re.findall(r"[a-z]{1,20}", words[:200]):
            known: dict[str, Severity] = {"critical": "critical", "high": "high", "medium": "medium"}
            if word in known:
                return known[word]
        self.lost.append(f"Severity: {words[:120] or 'missing'}; read as Medium")
        return "medium"

    def _target(self) -> Target:
        words = self.head.get("Target", "")[:200]
        names = {name.lower(): target for target, name in TARGET_NAMES.items()} | {"l2": "l2_support"}
        close = get_close_matches(words.lower().removesuffix(" team").strip(" ."), names, 1, _CLOSE)
        if close:
            return names[close[0]]
        named = [target for name, target in names.items() if re.search(rf"\b{name}\b", words.lower())]
        if len(set(named)) != 1:
            self.lost.append(f"Target: {words[:120] or 'missing'}; read as L2 Support")
        return named[0] if len(set(named)) == 1 else "l2_support"

    def _decision(self) -> Decision:
        reason = self.head.get("HANDLE IN SUPPORT")
        if reason is None:
            return Decision(verdict="escalate")
        because = (Because(signal=f.text.replace(" ", "_"), lines=f.lines) for f in read_statements(reason))
        return Decision(verdict="handle_in_support", support=tuple(because))

    def _brief(self, severity: Severity, target: Target) -> Brief:
        reproduction = self._room("reproduction")
        meant = self.has_steps or any(reproduction.values()) or target in {"engineering", "l2_support"}
        return Brief(
            summary=read_statement(self.head.get("ESCALATION", "")),
            severity=severity,
            target=target,
            impact=Impact(**self._room("impact")),
            issue_description=self._slot("issue_description"),
            other_issues=self._slot("other_issues"),
            reproduction=Reproduction(applies=self.is_bug and meant, **reproduction),
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
