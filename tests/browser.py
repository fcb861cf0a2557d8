"""A real Chromium for tests, and a page whose requests, alerts and errors are written down."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without windows; `CHROMIUM` names another than Debian's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A page and what it did."""

    tab: Page
    requests: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Browser, address: str) -> Self:
        """Opens the address and writes down from the first request on."""
        tab = browser.new_page()
        watched = cls(tab)
        tab.on("request", lambda request: watched.requests.append(request.url))
        tab.on("pageerror", lambda error: watched.errors.append(str(error)))
        tab.on("console", lambda line: watched.errors.append(line.text) if line.type == "error" else None)

        def alert(dialog: object) -> None:
            watched.alerts.append(dialog.message)  # type: ignore[attr-defined]
            dialog.dismiss()  # type: ignore[attr-defined]

        tab.on("dialog", alert)
        tab.goto(address)
        return watched
