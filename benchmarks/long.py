"""What becomes of a long thread: in how many requests it goes, how large they are, and whether all is told.

    python benchmarks/long.py [--messages 1000]

Drafts one paste of so many messages, with quotes, rules and one endless log line, with the language-model
engine against an endpoint on loopback whose answer to each part is that part's last sentence. Bars: no
request carries more of the thread than window_tokens, and there are at most 1.15 times as many as the thread
would fill; every line of the thread is sent whole, or stands in a range of lines that is said to repeat
earlier ones; the brief's summary is the last part's. Exits 1 where one is missed.
"""

import argparse
import asyncio
import math
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from threads import long_thread

from draft_escalation.draft import Frame, draft
from draft_escalation.extract.llm.engine import LlmEngine
from draft_escalation.extract.llm.purse import CHARS_A_TOKEN, estimate
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.extract.llm.shown import sendable, words_of
from draft_escalation.guard.thread import masked
from draft_escalation.skill.policy import policy
from draft_escalation.thread.model import Thread
from draft_escalation.thread.read import read_thread

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from endpoint import Asked, FakeEndpoint, Reply, says

MOST = 1.15
_LINE = re.compile(r"(m\d+\.\d+) (.*)")
_FOLDED = re.compile(r"(m\d+)\.(\d+) \(to m\d+\.(\d+): repeats earlier lines\)")
_RULE = " \t-=_*~#|+.·–—"


def paste(messages: int) -> str:
    """A thread of so many messages: every tenth quotes the one before, the middle one holds a log line."""
    head, *said = re.split(r"(?m)^(?=(?:Ines Falk|Yusra Haddad)$)", long_thread(words=messages * 60))
    said = said[:messages]
    for at in range(9, len(said), 10):
        quoted = "".join(f"> {line}\n" for line in said[at - 1].splitlines()[3:] if line)
        said[at] += f"{quoted}\n-----\n\n"
    said[len(said) // 2] += "log " + ",".join(f"job{number}=ok" for number in range(12_000)) + "\n\n"
    return head + "".join(said)


def part_of(asked: Asked) -> list[str]:
    """The lines of the thread that a request carries."""
    return str(asked.body["messages"][-1]["content"]).split("\n")[2:-1]


def answer(asked: Asked) -> Reply:
    """The last sentence of the part as the summary."""
    id_, text = last_of(part_of(asked))
    facts = [{"slot": "summary", "text": text, "lines": id_}]
    empty: dict[str, object] = {key: [] for key in ("tried", "asks", "refs", "signals")}
    reply = says({"kind": "bug", "facts": facts, "sla": None, **empty})
    return reply if isinstance(reply, Reply) else reply(asked)


def last_of(part: list[str]) -> tuple[str, str]:
    """The id and the words of the last line that is sent, not only said to repeat."""
    id_, _, text = next(line for line in reversed(part) if not _FOLDED.fullmatch(line)).partition(" ")
    return id_, text


def untold(thread: Thread, parts: list[list[str]]) -> Iterator[str]:
    """The ids of the lines that no part carries whole and none says it folds."""
    sent, folded = dict[str, dict[str, None]](), set[str]()
    for line in (line for part in parts for line in part):
        if found := _FOLDED.fullmatch(line):
            message, first, last = found.groups()
            folded |= {f"{message}.{number}" for number in range(int(first), int(last) + 1)}
        elif found := _LINE.fullmatch(line):
            sent.setdefault(found[1], {})[found[2]] = None
    for id_, words in words_of(sendable(thread)).items():
        whole = "".join(sent.get(id_, ()))
        if words.strip(_RULE) and id_ not in folded and not whole.endswith(words):
            yield id_


def main() -> int:
    """Prints the figures and what is missed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--messages", type=int, default=1000)
    thread, _ = masked(read_thread(paste(options.parse_args().messages), source="benchmark"))
    with FakeEndpoint(*[answer] * 200) as endpoint:
        settings = Endpoint(base_url=endpoint.base_url)
        before = time.perf_counter()
        document = asyncio.run(draft(thread, LlmEngine(settings), Frame(policy=policy())))
        seconds = time.perf_counter() - before
    parts = [part_of(asked) for asked in endpoint.requests]
    sizes = [int(sum(len(line) + 1 for line in part) / CHARS_A_TOKEN) for part in parts]
    most = math.ceil(sum(sizes) / settings.window_tokens * MOST)
    spent = sum(estimate(asked.body["messages"]) for asked in endpoint.requests)
    lost = list(untold(thread, parts))
    last = last_of(parts[-1])[1]
    print(f"messages {len(thread.messages)}, lines {len(thread.lines)}, words {len(thread.text.split())}")
    print(f"requests {len(parts)} (bar {most}), seconds {seconds:.2f}")
    print(f"tokens of the thread a request: {', '.join(map(str, sizes))} (bar {settings.window_tokens})")
    print(f"tokens sent, estimated: {spent} (budget {settings.budget_tokens})")
    print(f"lines neither sent nor said to repeat: {len(lost)} {lost[:5]} (bar 0)")
    print(f"summary of the brief: {document.brief.summary.text!r}; last part: {last!r}")
    kept = len(parts) <= most and max(sizes) <= settings.window_tokens and not lost
    return 0 if kept and document.brief.summary.text == last else 1


if __name__ == "__main__":
    raise SystemExit(main())
