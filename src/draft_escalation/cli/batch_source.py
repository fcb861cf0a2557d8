"""The exports of a batch: threads as jobs, broken records as ends, and what was not understood."""

from collections.abc import Iterator, Sequence

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.job import Job, file_name, jobs_of
from draft_escalation.guard.thread import guarded
from draft_escalation.settings import Loaded
from draft_escalation.thread.model import Thread
from draft_escalation.thread.readers.export import Found, read_exports
from draft_escalation.thread.readers.mapping import mapped_systems
from draft_escalation.thread.readers.reader import Broken, People
from draft_escalation.thread.readers.systems import systems

_TOLD = 5


class Source:
    """The exports of a batch. What was not understood in them is counted while they are read."""

    def __init__(self, sources: Sequence[str], loaded: Loaded) -> None:
        self._sources, self._settings = sources, loaded.settings
        self._known = (*mapped_systems(loaded.mappings), *systems())
        self._unread: dict[str, tuple[str, ...]] = {}
        self._more = 0

    def items(self, terms: str) -> Iterator[Job | Ended]:
        """A job a thread, a failure a record that could not be read, in the order of the sources."""
        broken: list[Broken] = []
        for job in jobs_of(self._threads(broken), terms):
            yield from map(_failure, broken)
            broken.clear()
            yield job
        yield from map(_failure, broken)

    def unread(self) -> Iterator[str]:
        """What was not understood of the records read so far, by record and field."""
        for place, unread in self._unread.items():
            yield f"not read whole: {place}: {'; '.join(unread)}"
        if self._more:
            yield f"and {self._more} more that were not read whole"

    def _threads(self, broken: list[Broken]) -> Iterator[tuple[str, Thread]]:
        people = People(self._settings.staff, self._settings.customer)
        for found in read_exports(self._sources, people, self._known):
            if isinstance(found, Found):
                self._note(found)
                yield found.place, guarded(found.thread, self._settings.redact)[0]
            else:
                broken.append(found)

    def _note(self, found: Found) -> None:
        if found.unread and len(self._unread) < _TOLD:
            self._unread[found.place] = found.unread
        elif found.unread:
            self._more += 1


def _failure(broken: Broken) -> Ended:
    where = f"{broken.part}#record {broken.record}" if broken.record else broken.part
    line = f"line {broken.line}: " if broken.line else ""
    return Ended(
        id=where, name=file_name(where, None), key="", source=where, state="failed", why=line + broken.why
    )
