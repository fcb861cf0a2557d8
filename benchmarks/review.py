"""How fast the review page shows: a queue of 1,000 briefs, and a brief, as Chromium itself counts it.

    python benchmarks/review.py [--briefs 1000]

Drafts the briefs offline into a folder, serves it, opens the queue and 20 briefs, and saves an edit. Each
time is the later of the page's load event and its first contentful paint, after the request.
Bars: queue 1 s, every time; brief 200 ms, the median of 20, each the best of three visits, so that what else
the machine does counts little. Exits 1 where one is missed.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from threads import long_thread

from draft_escalation.batch.work import markdown_of
from draft_escalation.draft import Frame, compose
from draft_escalation.extract.engine import Report
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.guard.thread import masked
from draft_escalation.render.json import render_json
from draft_escalation.skill.policy import policy
from draft_escalation.thread.read import read_thread

QUEUE, BRIEF = 1000, 200
_WORDS = (120, 300, 700)
_SHOWN = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  done(Math.max(performance.getEntriesByType('navigation')[0].loadEventEnd, paint ? paint.startTime : 0));
})))"""


def fill(folder: Path, count: int) -> None:
    """Drafts so many briefs of threads of 120 to 700 words."""
    for number in range(count):
        text = long_thread(words=_WORDS[number % len(_WORDS)], seed=number)
        thread, _ = masked(read_thread(text, source=f"{number}"))
        report = Report(extraction=extract_offline(thread, policy()), engine="offline")
        data = render_json(compose(thread, report, Frame(policy=policy()))).encode()
        (folder / f"{number:05}.json").write_bytes(data)
        (folder / f"{number:05}.md").write_bytes(markdown_of(data))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The page's address."""
    words = [sys.executable, "-m", "draft_escalation", "review", str(folder), "--no-open"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield (process.stdout.readline() if process.stdout else "").split()[-1]
        finally:
            process.kill()


def shown(page: Page, address: str) -> float:
    """Milliseconds until the page at the address is shown."""
    page.goto(address)
    taken: float = page.evaluate(_SHOWN)
    return taken


def saved(page: Page) -> float:
    """Milliseconds from sending an edit until its answer is shown: the redirect included."""
    page.locator("details.edit > summary").first.click()
    page.locator("details.edit[open] textarea").first.fill("every time")
    with page.expect_navigation():
        page.locator("details.edit[open] button.main").first.click()
    taken: float = page.evaluate(_SHOWN)
    return taken


def main() -> int:
    """Prints a row a page, and whether the bars hold."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--briefs", type=int, default=1000)
    count: int = options.parse_args().briefs
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        fill(Path(place), count)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with served(Path(place)) as address:
            page = browser.new_page()
            first = shown(page, address)
            base = address.partition("/?")[0]
            queue = [shown(page, base) for _ in range(5)]
            names = [f"{number * count // 20:05}.json" for number in range(20)]
            briefs = [min(shown(page, f"{base}/brief/{name}") for _ in range(3)) for name in names]
            edit = saved(page)
            after = shown(page, base)
        browser.close()
    print(f"{count} briefs: queue {first:.0f} ms at first, then {statistics.median(queue):.0f} ms")
    print(f"a brief {statistics.median(briefs):.0f} ms, at worst {max(briefs):.0f} ms")
    print(f"an edit saved and checked {edit:.0f} ms, the queue after it {after:.0f} ms")
    held = max(first, after, *queue) <= QUEUE and statistics.median(briefs) <= BRIEF
    print(f"bars {QUEUE} ms and {BRIEF} ms: {'held' if held else 'missed'}")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
