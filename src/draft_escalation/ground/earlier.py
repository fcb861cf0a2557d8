"""The lines read so far, looked up by the values that they give."""

from collections import defaultdict, deque

from draft_escalation.ground.forms import needed
from draft_escalation.ground.index import LineValues
from draft_escalation.ground.value import Value

_MOST_LINES = 50
_Place = tuple[int, Value]


class Earlier:
    """An index of lines that grows with each; a value is found without going through them again.

    Lines are read when something is first looked for behind them.
    """

    def __init__(self) -> None:
        self._unread: list[LineValues] = []
        self._read = 0
        self._by_form: dict[str, deque[LineValues]] = defaultdict(lambda: deque(maxlen=_MOST_LINES))
        self._by_noun: dict[tuple[str | None, str, str], _Place] = {}
        self._alone: dict[tuple[str | None, str], _Place] = {}

    def add(self, line: LineValues) -> None:
        """Takes a line in."""
        self._unread.append(line)

    def _read_on(self) -> None:
        for line in self._unread:
            self._take_in(line)
        self._unread.clear()

    def _take_in(self, line: LineValues) -> None:
        self._read += 1
        author = line.message.author
        for form in line.forms:
            self._by_form[form].append(line)
        kinds = [value.kind for value, _ in line.nouns]
        for value, noun in line.nouns:
            for stem in noun:
                self._by_noun[author, value.kind, stem] = (self._read, value)
            if kinds.count(value.kind) == 1:
                self._alone[author, value.kind] = (self._read, value)

    def lines(self, value: Value) -> list[LineValues]:
        """The last lines that give a value, in order."""
        self._read_on()
        found = (line for form in sorted(needed(value)) for line in self._by_form.get(form, ()))
        return list({line.line.id: line for line in found}.values())

    def ids(self, value: Value) -> tuple[str, ...]:
        """The ids of the last lines that give a value, in order."""
        return tuple(line.line.id for line in self.lines(value))

    def rival(self, line: LineValues, value: Value, noun: frozenset[str], *, alone: bool) -> Value | None:
        """The last value of this kind that the author of a line gave to one of the nouns.

        With `alone`, also the last that stood in a line without another of its kind.
        """
        self._read_on()
        author = line.message.author
        places = [self._by_noun.get((author, value.kind, stem)) for stem in noun]
        places += [self._alone.get((author, value.kind))] if alone else []
        found = [place for place in places if place is not None]
        return max(found, key=lambda place: place[0])[1] if found else None
