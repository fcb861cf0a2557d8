"""A changed brief held against the rules anew, with the thread that it holds."""

from dataclasses import replace

from draft_escalation.brief.document import Document, Finding, Waiver
from draft_escalation.check import Terms, case_of
from draft_escalation.review.record import Review, review_of, with_review
from draft_escalation.update.places import split_place
from draft_escalation.validate.rules import RULES
from draft_escalation.validate.run import Validation, validate
from draft_escalation.validate.waivers import part

_BEYOND = ("RUN001", "SAF004")
"""Rules on what the document does not hold: how it was drafted, the raw characters."""
_WORDING = frozenset(rule.code for rule in RULES if rule.wording)


def validated(document: Document, terms: Terms) -> Document:
    """The brief with the findings that it has now.

    Rules on a writer's wording speak of what a person wrote, not of an engine's statements. Findings whose
    cause the document does not hold stay. Raises UserError where a waiver names no rule.
    """
    review = review_of(document)
    as_of = terms.as_of or (document.thread.last_at if document.thread else None)
    theirs = tuple(one for one in document.waivers if _is_beyond(one))
    ours = tuple(one for one in document.waivers if not _is_beyond(one))
    case = replace(case_of(document, terms), as_of=as_of, waivers=ours)
    drafted = case.drafted
    if review.edits:
        case = replace(case, drafted=False)
    found = validate(case, select=terms.select, ignore=terms.ignore, levels=terms.levels)
    if drafted:
        found = _of_persons(found, review)
    kept = [one for one in (*document.findings, *review.waived) if one.rule in _BEYOND]
    stand, waived = part((Finding(**_plain(one)) for one in kept), theirs)
    changed = document.model_copy(
        update={"findings": (*found.findings, *stand), "unchecked": found.unchecked}
    )
    return with_review(changed, review.model_copy(update={"waived": (*found.waived, *waived)}))


def _is_beyond(waiver: Waiver) -> bool:
    names = {name for rule in RULES if rule.code in _BEYOND for name in (rule.code.lower(), rule.slug)}
    return waiver.rule.lower() in names


def _of_persons(found: Validation, review: Review) -> Validation:
    """The findings without those on the wording of statements that no person wrote."""
    theirs = {split_place(edit.field)[0] for edit in review.edits}

    def counts(one: Finding) -> bool:
        return one.rule not in _WORDING or split_place(one.field)[0] in theirs

    return found.model_copy(
        update={
            "findings": tuple(filter(counts, found.findings)),
            "waived": tuple(filter(counts, found.waived)),
        }
    )


def _plain(finding: Finding) -> dict[str, object]:
    return {name: getattr(finding, name) for name in Finding.model_fields}
