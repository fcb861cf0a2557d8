"""The rules, one file each, in the order of their codes."""

from draft_escalation.validate.rule import Rule

RULES: tuple[Rule, ...] = ()
