"""The lines read so far, looked up by the values that they give."""

from collections import defaultdict, deque

from draft_escalation.ground.forms import needed
from draft_escalation.ground.index import LineValues
from draft_escalation.ground.value import Value

_MOST_LINES = 50


class Earlier:
    """An index of lines that grows with each; a value is found without going through them again.

    Lines are read when something is first looked for behind them.
    """

    def __init__(self) -> None:
        self._unread: list[LineValues] = []
        self._by_form: dict[str, deque[LineValues]] = defaultdict(lambda: deque(maxlen=_MOST_LINES))

    def add(self, line: LineValues) -> None:
        """Takes a line in."""
        self._unread.append(line)

    def _read_on(self) -> None:
        for line in self._unread:
            for form in line.forms:
                self._by_form[form].append(line)
        self._unread.clear()

    def lines(self, value: Value) -> list[LineValues]:
        """The last lines that give a value, in order."""
        self._read_on()
        found = (line for form in sorted(needed(value)) for line in self._by_form.get(form, ()))
        return list({line.line.id: line for line in found}.values())

    def ids(self, value: Value) -> tuple[str, ...]:
        """The ids of the last lines that give a value, in order."""
        return tuple(line.line.id for line in self.lines(value))
