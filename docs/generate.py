# ruff: noqa: INP001
"""Writes the pages that follow from the tables: signals.md, skill.md and rules/*.md.

Run it from anywhere, with draft-escalation installed: `python docs/generate.py`.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from draft_escalation.brief.headings import TARGET_NAMES
from draft_escalation.guard.hidden import hidden_spans
from draft_escalation.guard.secrets import mask_secrets
from draft_escalation.skill.signals import Example as Said
from draft_escalation.skill.signals import SignalRow, signals
from draft_escalation.tables import Record
from draft_escalation.validate.rule import Example, Rule
from draft_escalation.validate.rules import RULES

DOCS = Path(__file__).parent
COMMAND = "python docs/generate.py"
_LEVELS = (
    "An **error** keeps the receiving team from acting, a **warning** slows it down, a **note** is worth "
    "a look."
)


class Point(Record):
    """One point of the skill, in our words, and what answers it."""

    says: str
    signals: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


class Section(Record):
    """A section of the skill and its points, in its order."""

    name: str
    points: tuple[Point, ...]


class Family(Record):
    """What a rule family is called and looks after."""

    title: str
    about: str


def skill() -> tuple[Section, ...]:
    """The sections of skill.toml."""
    return tuple(Section.model_validate(one) for one in _table("skill.toml")["section"])


def families() -> dict[str, Family]:
    """The rows of families.toml by their letters."""
    return {code: Family.model_validate(one) for code, one in _table("families.toml")["family"].items()}


def pages() -> dict[str, str]:
    """Every generated page: its path under docs/, and its text."""
    made = {"signals.md": _signals(), "skill.md": _skill(), "rules/index.md": _rules()}
    return made | {f"rules/{code.lower()}.md": _family(code, rules) for code, rules in by_family().items()}


def by_family() -> dict[str, tuple[Rule, ...]]:
    """The rules by family, in the order of families.toml; a family that it does not name comes last."""
    found = {code: tuple(rules) for code, rules in groupby(RULES, key=lambda rule: rule.family)}
    order = [code for code in families() if code in found]
    return {code: found[code] for code in [*order, *sorted(found.keys() - set(order))]}


def main() -> None:
    """Writes the pages, and takes away those of families that are no more."""
    made = pages()
    for path in (DOCS / "rules").glob("*.md"):
        if f"rules/{path.name}" not in made:
            path.unlink()
    for name, text in made.items():
        place = DOCS / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")


def _page(title: str, *blocks: str) -> str:
    head = f"<!-- Written by {COMMAND}: change the table or the rule, then run it. -->"
    return "\n\n".join((head, f"# {title}", *blocks)) + "\n"


def _signals() -> str:
    intro = (
        "A signal is what the skill looks for in a thread. An engine only reports signals with their lines; "
        "verdict, triggers, target and severity follow from this table. A signal that only a customer "
        "claims, or that a later message takes back, does not count."
    )
    return _page("The signals", intro, *(block for row in signals().values() for block in _signal(row)))


def _signal(row: SignalRow) -> Iterator[str]:
    yield f"## {_named(row.id)}"
    yield f"{row.question} *{', '.join(row.sections)}* (`{row.id}`)"
    counts = f"- Counts: {row.counts}.\n- Does not count: {row.does_not_count}.\n"
    yield (counts + "".join(_effects(row))).rstrip()
    yield f"Holds in:\n\n{_said(row.holds)}\n\nDoes not hold in:\n\n{_said(row.lookalikes)}"


def _effects(row: SignalRow) -> Iterator[str]:
    """What a row leads to, one list item each."""
    listed = {
        "Triggers an escalation": (row.trigger,) if row.trigger else (),
        "Leads to": tuple(TARGET_NAMES[target] for target in row.targets),
        "Demands the severity": (row.severity.capitalize(),) if row.severity else (),
        "Implies": tuple(map(_link, row.implies)),
        "Settles": tuple(map(_settled, row.defeats)),
        "Settles, where only the customer says so": tuple(map(_link, row.defeats_claims)),
        "Takes the severity down to Medium where only these hold it up": tuple(map(_link, row.lowers)),
    }
    yield from (f"- {label}: {', '.join(names)}.\n" for label, names in listed.items() if names)
    if row.support:
        yield "- A reason to handle it in support.\n"
    if row.beyond_support:
        yield "- While it holds, support cannot settle the matter.\n"
    if row.deescalates:
        yield "- A reason to take an escalation back.\n"


def _settled(name: str) -> str:
    return _link(name) if name in signals() else f"everything under {name}"


def _said(examples: Iterable[Said]) -> str:
    return "\n".join(f"> {one.text} ({one.by})\n>" for one in examples).removesuffix("\n>")


def _rules() -> str:
    known = families()
    rows = (
        (
            f"[{code}]({code.lower()}.md)",
            known[code].title if code in known else code,
            known[code].about if code in known else "",
            ", ".join(rule.code for rule in rules),
        )
        for code, rules in by_family().items()
    )
    table = _as_table(("family", "", "looks after", "rules"), rows)
    return _page("The rules", _LEVELS, table)


def _family(code: str, rules: tuple[Rule, ...]) -> str:
    known = families().get(code)
    title = f"{code}: {known.title}" if known else code
    return _page(title, known.about if known else "", *(block for rule in rules for block in _rule(rule)))


def _rule(rule: Rule) -> Iterator[str]:
    yield f"## {rule.code} {rule.slug}"
    yield f"**{rule.level.capitalize()}.** {rule.summary}"
    yield f"Why: {rule.why}"
    if rule.question:
        yield f"Asks the {rule.ask_whom}: {rule.question}"
    yield f"Fires on a complete brief with this changed:\n\n{_example(rule.fires)}"
    yield f"Passes with:\n\n{_example(rule.passes)}"


def _example(example: Example) -> str:
    """An example as JSON; what looks like a secret is masked, hidden characters are written as escapes."""
    text = mask_secrets(json.dumps(example, indent=2, ensure_ascii=False, default=str))
    for start, end, _ in reversed(hidden_spans(text)):
        text = text[:start] + json.dumps(text[start:end])[1:-1] + text[end:]
    return f"```json\n{text}\n```"


def _skill() -> str:
    intro = (
        "What the escalation skill asks for, point by point and in our words, and what answers it here. "
        "Names in the second column are signals, rules, keys of the policy, and commands."
    )
    return _page("The skill, point by point", intro, *(block for one in skill() for block in _section(one)))


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.name}"
    yield _as_table(("the skill", "answered by"), ((point.says, _answers(point)) for point in section.points))


def _answers(point: Point) -> str:
    answers = [
        *map(_link, point.signals),
        *map(_rule_link, point.rules),
        *(f"`{key}` of the [policy](policy.md)" for key in point.policy),
        *(f"`draft-escalation {name}`" for name in point.commands),
    ]
    return ", ".join(answers)


def _link(signal: str) -> str:
    return f"[{_named(signal).lower()}](signals.md#{_named(signal).lower().replace(' ', '-')})"


def _rule_link(code: str) -> str:
    slugs = {rule.code: rule.slug for rule in RULES}
    family = code.rstrip("0123456789").lower()
    return f"[{code}](rules/{family}.md#{code.lower()}-{slugs[code]})"


def _named(signal: str) -> str:
    return signal.replace("_", " ").capitalize()


def _as_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(heads)
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((DOCS / name).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
