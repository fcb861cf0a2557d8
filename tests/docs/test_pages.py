"""The pages that follow from the tables are the ones committed."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.generated import DOCS, generate
from draft_escalation.guard.hidden import hidden_spans
from draft_escalation.guard.secrets import find_secrets
from draft_escalation.validate.rules import RULES

RENEW = f"stale: run `{generate.COMMAND}`"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


def test_generated_pages_are_fresh() -> None:
    """One command renews them."""
    written = {
        path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8")
        for path in [*(DOCS / "rules").glob("*.md"), DOCS / "signals.md", DOCS / "skill.md"]
    }
    made = generate.pages()

    assert sorted(written) == sorted(made), RENEW
    for name, text in made.items():
        assert written[name] == text, f"docs/{name} is {RENEW}"


def test_every_rule_has_its_page() -> None:
    """Under its family, with an anchor of its own."""
    made = generate.pages()

    for rule in RULES:
        assert f"\n## {rule.code} {rule.slug}\n" in made[f"rules/{rule.family.lower()}.md"]


def test_every_family_is_named() -> None:
    """docs/families.toml says what each looks after."""
    assert {rule.family for rule in RULES} <= set(generate.families())


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    """Between pages, with their anchors; none leads off the site."""
    for target, anchor in _links(DOCS / page):
        place = (DOCS / page).parent / target if target else DOCS / page
        assert place.is_file(), f"{page}: {target}"
        assert not anchor or anchor in _anchors(place), f"{page}: {target}#{anchor}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_nothing_hidden_or_secret(page: str) -> None:
    """Examples of rules are masked."""
    text = (DOCS / page).read_text(encoding="utf-8")

    assert hidden_spans(text) == []
    assert find_secrets(text) == []


def test_the_navigation_holds_every_page() -> None:
    """Rule pages are reached from their index."""
    project = tomllib.loads((DOCS / "zensical.toml").read_text(encoding="utf-8"))["project"]
    listed = {path for entry in project["nav"] for path in entry.values()}

    assert listed <= set(PAGES)
    assert {page for page in PAGES if not page.startswith("rules/")} <= listed


def _links(page: Path) -> Iterator[tuple[str, str]]:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        yield path, anchor


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#{1,3} (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}
