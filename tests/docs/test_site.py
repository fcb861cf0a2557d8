"""The site builds without a warning and asks nobody else for anything."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from docs.generated import DOCS

_FETCHED = re.compile(
    r"""<(?:script|img|iframe|source)\b[^>]*\bsrc=["']?(?:https?:)?//|"""
    r"""<link\b[^>]*\brel=["']?(?:stylesheet|preconnect|preload|icon)[^>]*\bhref=["']?(?:https?:)?//|"""
    r"""\burl\(["']?(?:https?:)?//""",
)


def test_the_site_builds_and_fetches_nothing(tmp_path: Path) -> None:
    """In a copy, since the builder writes beside its settings."""
    shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("site", ".cache", "__pycache__"))
    settings = tmp_path / "docs" / "zensical.toml"
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "-f", str(settings)],
        capture_output=True,
        check=False,
        text=True,
    )
    site = tmp_path / "docs" / "site"

    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.with_suffix(".html").name for path in DOCS.glob("*.md")} <= {
        path.name for path in site.iterdir()
    }
    assert not list(site.rglob("*.toml"))
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        assert not _FETCHED.search(path.read_text(encoding="utf-8")), path
