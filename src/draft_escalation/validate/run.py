"""All rules over one brief: pure, the same findings in the same order for the same case."""

from collections.abc import Iterable, Sequence

from draft_escalation.brief.document import Finding, Level, Unchecked
from draft_escalation.brief.slots import Slot, slots
from draft_escalation.errors import RuleCrashed, UserError
from draft_escalation.tables import Record
from draft_escalation.validate.rule import CannotCheck, Case, Hit, Rule
from draft_escalation.validate.rules import RULES

_LEVELS: tuple[Level, ...] = ("error", "warning", "note")
_BLOCKING = (
    "GRD", "SAF", "TGT", "SEV", "ASK", "RUN", "THR", "DEC",
    "REP", "IMP", "TRY", "COM", "DSC", "CTX", "PAT", "FUP",
)  # fmt: skip
"""Families by how much their findings keep the receiving team from acting: wrong first, missing next."""
_IN_SUPPORT = ("DEC", "GRD", "SAF", "THR", "RUN")
"""The families that still matter where the matter stays in support."""


class Validation(Record):
    """What the rules found, and which could not be checked."""

    findings: tuple[Finding, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()


def validate(
    case: Case, *, select: Sequence[str] = (), ignore: Sequence[str] = (), rules: Iterable[Rule] = RULES
) -> Validation:
    """Checks a case by every rule that is selected and not ignored.

    `select` and `ignore` take codes, beginnings of codes (`GRD`) and slugs; an empty `select` takes all.
    Findings are sorted by level, then by what blocks the receiving team most, field and code. Raises
    UserError where one of these names is no rule's, and RuleCrashed, naming the rule, where one raises.
    """
    rules = tuple(rules)
    _must_name_a_rule((*select, *ignore), rules)
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    for rule in rules:
        if not _applies(rule, case) or (select and not _named(rule, select)) or _named(rule, ignore):
            continue
        try:
            findings += [_finding(rule, hit) for hit in rule.check(case)]
        except CannotCheck as missing:
            unchecked.append(Unchecked(rule=rule.code, why=str(missing)))
        except Exception as error:
            what = f"{type(error).__name__}: {error}".splitlines()[0]
            raise RuleCrashed(
                f"rule {rule.code} ({rule.slug}) crashed, {what}; go on with --ignore {rule.code}"
            ) from error
    return Validation(findings=tuple(sorted(findings, key=_order)), unchecked=tuple(unchecked))


def _must_name_a_rule(names: Iterable[str], rules: Sequence[Rule]) -> None:
    for name in names:
        if not any(_named(rule, [name]) for rule in rules):
            raise UserError(f"{name}: no rule has this code or name; `draft-escalation rules` lists them all")


def _applies(rule: Rule, case: Case) -> bool:
    if rule.wording and case.drafted:
        return False
    return case.decision.verdict == "escalate" or rule.family in _IN_SUPPORT


def _named(rule: Rule, names: Sequence[str]) -> bool:
    return any(rule.code.startswith(name.upper()) or rule.slug == name.lower() for name in names if name)


def _finding(rule: Rule, hit: Hit) -> Finding:
    slot = None if rule.wording else _slot(hit.field)
    return Finding(
        rule=rule.code,
        slug=rule.slug,
        level=hit.level or rule.level,
        field=hit.field,
        message=hit.message,
        fix=hit.fix,
        question=hit.question or (slot and slot.question) or rule.question,
        ask_whom=hit.ask_whom or (slot and slot.ask_whom) or rule.ask_whom,
        lines=hit.lines,
    )


def _slot(field: str) -> Slot | None:
    """The slot of a field; `reproduction.steps.2` is a place in one."""
    head, _, last = field.rpartition(".")
    return slots().get(head if last.isdecimal() else field)


def _order(finding: Finding) -> tuple[int, int, str, str, str, tuple[str, ...]]:
    family = finding.rule.rstrip("0123456789")
    rank = _BLOCKING.index(family) if family in _BLOCKING else len(_BLOCKING)
    return (
        _LEVELS.index(finding.level), rank, finding.field, finding.rule, finding.message, finding.lines,
    )  # fmt: skip
