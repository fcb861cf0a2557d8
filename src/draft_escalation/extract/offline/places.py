"""Where a statement goes that several slots heard: the two that it serves best."""

from collections import defaultdict

from draft_escalation.brief.model import Fact

_AT_MOST, _LONG = 2, 4
_BEST_FIRST = (
    "impact.workflow_impact",
    "impact.customers_affected",
    "reproduction.actual",
    "reproduction.evidence",
    "impact.started",
    "reproduction.frequency",
    "impact.revenue_at_risk",
    "impact.sla_status",
    "impact.contractual",
    "communication.escalation_risk",
    "communication.customer_expectation",
    "impact.workaround",
    "reproduction.expected",
    "reproduction.environment",
    "reproduction.ruled_out",
)
"""What a sentence tells most exactly comes first; slots that are not listed come last."""
_OPTIONAL = frozenset({"impact.depth"})
_WHOLE = ("reproduction.steps", "for_target.")
"""A list whose order counts, and what a tier is told once more for itself, lose nothing."""
_Slots = dict[str, tuple[Fact, ...]]


def settled(facts: _Slots) -> _Slots:
    """Gives the slots with each sentence in at most two of them.

    It stays in a further one where that has nothing else, unless the brief can do without that slot.
    """
    stands: dict[tuple[tuple[str, ...], str], list[str]] = defaultdict(list)
    for path in sorted(facts, key=_rank):
        for fact in facts[path]:
            if not path.startswith(_WHOLE) and _is_sentence(fact) and path not in stands[_key(fact)]:
                stands[_key(fact)].append(path)
    crowded = {key: paths[_AT_MOST:] for key, paths in stands.items() if len(paths) > _AT_MOST}
    return {path: _without(path, found, crowded) for path, found in facts.items()}


def _rank(path: str) -> int:
    return _BEST_FIRST.index(path) if path in _BEST_FIRST else len(_BEST_FIRST)


def _key(fact: Fact) -> tuple[tuple[str, ...], str]:
    return fact.lines, fact.text.lower().strip(" .")


def _is_sentence(fact: Fact) -> bool:
    return fact.state == "stated" and len(fact.text.split()) > _LONG


def _without(
    path: str, found: tuple[Fact, ...], crowded: dict[tuple[tuple[str, ...], str], list[str]]
) -> tuple[Fact, ...]:
    kept = tuple(fact for fact in found if path not in crowded.get(_key(fact), ()))
    said = any(fact.state == "stated" for fact in kept)
    return kept if said or path in _OPTIONAL else found
