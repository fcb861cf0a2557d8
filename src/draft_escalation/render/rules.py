"""The validator's rules as text: all of them, a line each, or one explained."""

import json
import textwrap
from collections.abc import Iterator

from draft_escalation.errors import UserError
from draft_escalation.validate.rule import Example, Rule
from draft_escalation.validate.rules import RULES


def listed() -> Iterator[str]:
    """Every rule as one line: code, level, name, what it says."""
    for rule in RULES:
        yield f"{rule.code}  {rule.level:<8}{rule.slug:<36}{rule.summary}"


def find_rule(name: str) -> Rule:
    """The rule with this code or slug. Raises UserError where there is none."""
    for rule in RULES:
        if name.upper() == rule.code or name.lower() == rule.slug:
            return rule
    raise UserError(f"{name}: no such rule; `draft-escalation rules` lists them all")


def explained(rule: Rule) -> str:
    """What a rule says and why, the question it asks, a brief that it fires on and one that passes."""
    parts = [f"{rule.code} {rule.slug} ({rule.level})", rule.summary, f"Why: {rule.why}"]
    if rule.question:
        parts.append(f"Question: {rule.question}" + (f" (to the {rule.ask_whom})" if rule.ask_whom else ""))
    parts += [f"Fires:\n{_example(rule.fires)}", f"Passes:\n{_example(rule.passes)}"]
    return "\n\n".join(textwrap.fill(part, 100) if "\n" not in part else part for part in parts)


def _example(example: Example) -> str:
    return textwrap.indent(json.dumps(example, indent=2, ensure_ascii=False, default=str), "  ")
