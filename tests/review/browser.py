"""A real Chromium for the page's tests, and axe-core, which is fetched for them alone."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

AXE = "AXE_CORE"
_FLAGS = ["--no-sandbox", "--disable-gpu"]
_SIZES = ({"width": 1280, "height": 800}, {"width": 390, "height": 844})
SETTINGS: list[dict[str, Any]] = [
    {"viewport": size, "color_scheme": scheme} for size in _SIZES for scheme in ("light", "dark")
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium of this machine, else Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def axe_source(folder: Path) -> str:
    """The text of axe.min.js: the file that AXE_CORE names, else installed with npm into `folder`."""
    if AXE in os.environ:
        return Path(os.environ[AXE]).read_text("utf-8")
    npm = shutil.which("npm")
    if npm is None:
        pytest.fail(f"needs axe-core: install npm, or set {AXE} to the place of an axe.min.js")
    words = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "axe-core@4"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, f"npm could not install axe-core; set {AXE}: {done.stderr}"
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core calls serious or critical on the page, a line each."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{one['impact']} {one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]


class Watched:
    """A page whose dialogs, errors and requests are written down."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.dialogs: list[str] = []
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("dialog", self._answer)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _answer(self, dialog: Dialog) -> None:
        """Leaves the page where it asks, and lets nothing else pass."""
        self.dialogs.append(dialog.message or dialog.type)
        if dialog.type == "beforeunload":
            dialog.accept()
        else:
            dialog.dismiss()
