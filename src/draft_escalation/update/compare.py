"""What is different between two briefs: statements, severity, target, verdict, with the lines behind."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from draft_escalation.brief.document import Document
from draft_escalation.brief.model import Because, LineIds
from draft_escalation.ground.superseded import Correction, stale_values, superseded_values
from draft_escalation.skill.signals import implied, signals
from draft_escalation.thread.model import Thread
from draft_escalation.update.match import Matched
from draft_escalation.update.places import Slots, Unit, fact_of, keys, lines, place, proposed, words
from draft_escalation.update.records import Change, Kind, Move

_Place = tuple[int, Unit]


def changed_statements(earlier: Slots, now: Slots, grown: Thread, matched: Matched) -> tuple[Change, ...]:
    """The statements that differ, slot by slot in the brief's order; what a proposal replaces fell silent."""
    news = tuple(one for one in superseded_values(grown) if matched.is_new(one.new_lines))
    compare = _Compare(news, matched)
    return tuple(
        change
        for path in dict.fromkeys((*now, *earlier))
        for change in compare.slot(path, earlier.get(path, ()), now.get(path, ()))
    )


def moves(earlier: Document, now: Document) -> Mapping[str, Move]:
    """Severity, target and verdict, those that moved, with the signals that moved them."""
    before, after = earlier.brief, now.brief
    eased = after.severity_because or _eased(earlier, now)
    reasons = {
        "severity": (before.severity, after.severity, before.severity_because, eased),
        "target": (before.target, after.target, before.target_because, after.target_because),
        "verdict": (
            earlier.decision.verdict,
            now.decision.verdict,
            (*earlier.decision.triggers, *earlier.decision.support),
            (*now.decision.support, *now.decision.triggers),
        ),
    }
    standing = implied(holding(now))
    return {
        name: Move(before=was, after=is_, because=_gained(had, has), no_longer=_lost(had, standing))
        for name, (was, is_, had, has) in reasons.items()
        if was != is_
    }


def holding(document: Document) -> frozenset[str]:
    """The signals that hold and are not taken back."""
    back = {one.id for one in document.signals if one.state == "retracted"}
    known = (one.id for one in document.signals if one.state == "holds" and one.id in signals())
    return frozenset(id_ for id_ in known if id_ not in back)


def _gained(had: Iterable[Because], has: Iterable[Because]) -> tuple[Because, ...]:
    """The reasons that are new, else all that hold."""
    standing = tuple(Because(signal=one.signal, lines=one.lines) for one in has)
    known = {one.signal for one in had}
    return tuple(one for one in standing if one.signal not in known) or standing


def _lost(had: Iterable[Because], holding: Collection[str]) -> tuple[Because, ...]:
    """Reasons that hold no longer; their lines were the earlier thread's."""
    gone = dict.fromkeys(one.signal for one in had if one.signal in signals())
    return tuple(Because(signal=id_, lines=()) for id_ in gone if id_ not in holding)


def _eased(earlier: Document, now: Document) -> tuple[Because, ...]:
    """The signals behind a lower severity that no row demands: what eases it and did not hold before."""
    known = {one.id for one in earlier.signals}
    return tuple(
        Because(signal=one.id, lines=one.lines)
        for one in now.signals
        if one.id in holding(now) and one.id not in known and _eases(one.id)
    )


def _eases(id_: str) -> bool:
    return signals()[id_].deescalates or bool(signals()[id_].lowers)


class _Compare:
    def __init__(self, news: tuple[Correction, ...], matched: Matched) -> None:
        self._news = news
        self._matched = matched

    def slot(self, path: str, before: tuple[Unit, ...], after: tuple[Unit, ...]) -> Iterator[Change]:
        gone, came = _apart(before, after), _apart(after, before)
        silent = not any(not proposed(unit) for unit in after)
        for old, new in self._pairs(gone, came, single=len(before) == len(after) == 1):
            at, count = (new[0], len(after)) if new else (old[0] if old else 0, len(before))
            yield self._change(place(path, at, count), old and old[1], new and new[1], silent=silent)
        stayed = (one for one in enumerate(after) if one not in came)
        for at, unit in stayed:
            if self._stale(unit, after=True):
                yield self._change(place(path, at, len(after)), unit, unit, silent=False)

    def _pairs(
        self, gone: list[_Place], came: list[_Place], *, single: bool
    ) -> Iterator[tuple[_Place | None, _Place | None]]:
        """Each statement that is gone with the one in its place.

        That is its correction, else one of the same lines, else the only one of the slot.
        """
        rest, left = list(came), list(gone)
        for belongs in (self._corrects, self._same_lines, lambda *_: single):
            for old in tuple(left):
                if new := next((one for one in rest if belongs(old[1], one[1])), None):
                    left.remove(old)
                    rest.remove(new)
                    yield old, new
        yield from ((old, None) for old in left)
        yield from ((None, new) for new in rest)

    def _same_lines(self, old: Unit, new: Unit) -> bool:
        return not set(self._matched.moved(lines(old))).isdisjoint(lines(new))

    def _corrects(self, old: Unit, new: Unit) -> bool:
        return any(set(one.new_lines) & set(lines(new)) for one in self._stale(old))

    def _stale(self, unit: Unit, *, after: bool = False) -> tuple[Correction, ...]:
        """The corrections by new lines that a statement does not know of."""
        fact = fact_of(unit)
        cited = fact.lines if after else self._matched.moved(fact.lines)
        return stale_values(fact.model_copy(update={"lines": cited}), self._news)

    def _change(self, field: str, old: Unit | None, new: Unit | None, *, silent: bool) -> Change:
        correction = next(iter(self._stale(old, after=old is new)), None) if old else None
        shown: LineIds = lines(new) if new else ()
        if correction:
            shown = tuple(dict.fromkeys((*correction.new_lines, *shown)))
        return Change(
            kind=self._kind(old, new, correction, silent=silent),
            field=field,
            before=words(old) if old else "",
            after=words(new) if new else "",
            old=correction.old if correction else "",
            new=correction.new if correction else "",
            lines=shown,
        )

    def _kind(
        self, old: Unit | None, new: Unit | None, correction: Correction | None, *, silent: bool
    ) -> Kind:
        if correction:
            return "corrected"
        if old is not None and silent and not proposed(old):
            return "silent"
        if new is None:
            return "gone"
        if proposed(new) or self._matched.is_new(lines(new)):
            return "new" if old is None else "changed"
        return "reworded"


def _apart(units: tuple[Unit, ...], others: tuple[Unit, ...]) -> list[_Place]:
    known = {key for other in others for key in keys(other)}
    return [(at, unit) for at, unit in enumerate(units) if keys(unit).isdisjoint(known)]
