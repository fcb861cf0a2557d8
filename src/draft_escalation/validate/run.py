"""All rules over one brief: pure, the same findings in the same order for the same case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from draft_escalation.brief.document import Finding, Level, Unchecked, Waived
from draft_escalation.brief.slots import Slot, slots
from draft_escalation.errors import RuleCrashed, UserError
from draft_escalation.guard.secrets import mask_secrets
from draft_escalation.tables import Record
from draft_escalation.validate.rule import CannotCheck, Case, Hit, Rule
from draft_escalation.validate.rules import RULES
from draft_escalation.validate.waivers import must_name_rules, part, stale

_LEVELS: tuple[Level, ...] = ("error", "warning", "note")
_BLOCKING = (
    "GRD", "SAF", "TGT", "SEV", "ASK", "RUN", "THR", "DEC",
    "REP", "IMP", "TRY", "COM", "DSC", "CTX", "PAT", "FUP", "WAI",
)  # fmt: skip
"""Families by how much their findings keep the receiving team from acting: wrong first, missing next."""
_IN_SUPPORT = ("DEC", "GRD", "SAF", "THR", "RUN", "WAI")
"""The families that still matter where the matter stays in support."""
_STALE = "WAI001"
_AS_THEY_ARE: Mapping[str, Level] = MappingProxyType({})


class Validation(Record):
    """What the rules found, what of it is waived, and which rules could not be checked."""

    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()


def validate(
    case: Case,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules: Iterable[Rule] = RULES,
    levels: Mapping[str, Level] = _AS_THEY_ARE,
) -> Validation:
    """Checks a case by every rule that is selected and not ignored.

    `select` and `ignore` take codes, beginnings of codes (`GRD`) and slugs; an empty `select` takes all.
    `levels` raises rules to a profile's level, by code. Findings are sorted by level, then by what blocks the
    receiving team most, field and code; those that the case's waivers cover are kept apart. Raises UserError
    where a name or a waiver is no rule's, and RuleCrashed, naming the rule, where one raises.
    """
    rules = tuple(rules)
    must_name_rules(case.waivers, rules)
    applying = [rule for rule in chosen(rules, select, ignore) if _applies(rule, case)]
    found, unchecked = _run(applying, case, levels)
    if case.waivers:
        missing = {one.rule for one in unchecked}
        left = stale(case.waivers, found, (rule for rule in applying if rule.code not in missing))
        found += _run([r for r in applying if r.code == _STALE], replace(case, stale_waivers=left), levels)[0]
    stand, waived = part(sorted(found, key=_order), case.waivers)
    return Validation(findings=stand, waived=waived, unchecked=tuple(unchecked))


def chosen(rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> Sequence[Rule]:
    """Gives the rules that are selected and not ignored. Raises UserError where a name is no rule's."""
    for name in (*select, *ignore):
        if not any(_named(rule, [name]) for rule in rules):
            raise UserError(f"{name}: no rule has this code or name; `draft-escalation rules` lists them all")
    if not select and not ignore:
        return rules
    return [rule for rule in rules if (not select or _named(rule, select)) and not _named(rule, ignore)]


def _run(
    rules: Iterable[Rule], case: Case, levels: Mapping[str, Level]
) -> tuple[list[Finding], list[Unchecked]]:
    found: list[Finding] = []
    unchecked: list[Unchecked] = []
    for rule in rules:
        try:
            if hits := list(rule.check(case)):
                least = levels.get(rule.code)
                found += [_finding(rule, hit, least, masking=case.holds_secrets) for hit in hits]
        except CannotCheck as missing:
            unchecked.append(Unchecked(rule=rule.code, why=str(missing)))
        except Exception as error:
            what = f"{type(error).__name__}: {error}".splitlines()[0]
            raise RuleCrashed(
                f"rule {rule.code} ({rule.slug}) crashed, {what}; go on with --ignore {rule.code}"
            ) from error
    return found, unchecked


def _applies(rule: Rule, case: Case) -> bool:
    if rule.wording and case.drafted:
        return False
    return case.decision.verdict == "escalate" or rule.family in _IN_SUPPORT


def _named(rule: Rule, names: Sequence[str]) -> bool:
    return any(rule.code.startswith(name.upper()) or rule.slug == name.lower() for name in names if name)


def _finding(rule: Rule, hit: Hit, least: Level | None, *, masking: bool) -> Finding:
    slot = None if rule.wording else _slot(hit.field)
    level = hit.level or rule.level
    return Finding(
        rule=rule.code,
        slug=rule.slug,
        level=min(level, least, key=_LEVELS.index) if least else level,
        field=hit.field,
        message=mask_secrets(hit.message) if masking else hit.message,
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
