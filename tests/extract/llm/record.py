"""Records the drafts of tests/data/threads anew, against any endpoint.

OPENAI_API_KEY=… python tests/extract/llm/record.py [--base-url URL] [--model NAME] [THREAD …]
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path

import vcr  # type: ignore[import-untyped]

sys.path.insert(0, str(Path(__file__).parents[2]))

from draft_escalation.errors import DraftEscalationError
from draft_escalation.extract.llm.client import Client
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.settings import Endpoint
from extract.llm.recording import CONFIG, Recorded, recorded

PATIENT_S = 1800


async def record(one: Recorded, endpoint: Endpoint, cassette: Path | None = None) -> int:
    """Drafts a thread, keeps what went to and fro, and gives the number of requests.

    The old cassette stays where the draft does not come.
    """
    final = cassette or one.cassette
    fresh = final.with_suffix(".new.yaml")
    fresh.unlink(missing_ok=True)
    async with Client(endpoint) as client:
        asked = one.asked_of(endpoint.model_copy(update={"model": await client.model()}))
    with vcr.VCR(**CONFIG).use_cassette(str(fresh), record_mode="once"):
        report = await LlmEngine(asked).extract(one.thread)
    fresh.replace(final)
    return report.requests


def main() -> int:
    """Records all threads, or those named."""
    threads = {one.name: one for one in recorded()}
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("thread", nargs="*", metavar="THREAD", help=f"of {', '.join(threads)}; default: all")
    options.add_argument("--base-url", default=os.environ.get("OPENAI_BASE_URL"))
    options.add_argument("--model", help="default: the endpoint's only one")
    chosen = options.parse_args()
    endpoint = Endpoint(
        base_url=chosen.base_url,
        api_key=os.environ.get("OPENAI_API_KEY"),
        model=chosen.model,
        timeout_s=PATIENT_S,
    )
    for name in chosen.thread or threads:
        try:
            requests = asyncio.run(record(threads[name], endpoint))
        except DraftEscalationError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        print(f"{name}: {requests} requests -> {threads[name].cassette}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
