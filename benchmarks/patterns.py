"""How well and how fast the same issue is found across many threads.

    python benchmarks/patterns.py --threads 100000

Bars: at most 30 s and 500 MB for 100,000 threads; of the pairs put together at least 0.9 truly belong
together (precision), of those that belong together at least 0.6 are found (recall). Exits 1 where one is
missed.

The threads are made. An issue is a part of a product that does something wrong, with five details (names of
pages, fields, products: made words, some frequent, most rare) and in six of ten an error code. Each customer
tells it in other words, leaves out four of ten details and a quarter of the codes, and adds details of their
own and small talk. Four of ten issues have one thread alone; about ten share each part, and every symptom
and detail is shared.
"""

import argparse
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product

from draft_escalation.batch.clusters import Told, clusters
from draft_escalation.batch.signs import signs_in

_SECONDS, _MEGABYTES, _PRECISION, _RECALL = 30.0, 500.0, 0.9, 0.6
_AREAS = (
    "invoice", "order", "booking", "payroll", "calendar", "ticket", "warehouse", "loyalty", "delivery",
    "roster", "tariff", "ledger", "contact", "campaign", "document", "patient", "pupil", "sensor", "meter",
    "vehicle", "parcel", "voucher", "claim", "policy", "menu", "shift", "tender", "timesheet", "catalogue",
    "forum",
)  # fmt: skip
_PARTS = (
    "export", "import", "sync", "report", "search", "filter", "preview", "upload", "download",
    "notification", "template", "dashboard", "widget", "approval", "archive", "merge", "reminder", "barcode",
    "receipt", "statement", "webhook", "login", "attachment", "signature", "translation", "backup",
    "history", "permissions", "rounding", "pagination",
)  # fmt: skip
_SYMPTOMS = (
    ("stops halfway", "breaks off in the middle", "aborts before the end"),
    ("shows an empty page", "comes up blank", "displays nothing at all"),
    ("takes minutes", "is terribly slow", "hangs forever"),
    ("doubles every line", "creates duplicates", "writes each entry twice"),
    ("loses the last rows", "leaves records out", "drops some entries"),
    ("shows wrong totals", "adds up incorrectly", "gives false sums"),
    ("sends nothing", "never arrives", "does not go out any more"),
    ("throws an exception", "crashes", "ends with a server error"),
    ("refuses valid input", "rejects correct values", "says the entry is invalid"),
    ("forgets the settings", "resets itself", "jumps back to the defaults"),
)
_TALK = (
    "hello", "there", "hope", "you", "are", "well", "we", "need", "this", "urgently", "please", "advise",
    "many", "thanks", "our", "team", "is", "waiting", "since", "monday", "could", "someone", "look", "at",
    "this", "asap", "the", "manager", "asks", "every", "hour", "it", "worked", "before", "the", "update",
    "kind", "regards",
)  # fmt: skip


def main() -> int:
    """Makes the threads, finds the clusters, compares them with the truth."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--threads", type=int, default=100_000)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    truth: dict[str, int] = {}
    threads: list[Told] = []
    for one, issue in made(asked.threads, random.Random(asked.seed)):
        threads.append(one)
        truth[one.id] = issue
    before = time.process_time()
    found = clusters(threads)
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    groups = [[truth[one.id] for one in cluster.members] for cluster in found]
    right = sum(_pairs(Counter(group).values()) for group in groups)
    together = sum(_pairs([len(group)]) for group in groups)
    belong = _pairs(Counter(truth.values()).values())
    precision, recall = right / max(together, 1), right / max(belong, 1)
    print(f"{asked.threads:,} threads, {len(set(truth.values())):,} issues: {len(found):,} clusters")
    print(f"{seconds:.1f} s of processor time, peak memory {peak:.0f} MB (the made threads among it)")
    print(f"pairs: precision {precision:.3f}, recall {recall:.3f}")
    small = asked.threads <= 100_000
    met = precision >= _PRECISION and recall >= _RECALL and not (small and seconds > _SECONDS)
    return 0 if met and not (small and peak > _MEGABYTES) else 1


def made(threads: int, chance: random.Random) -> Iterator[tuple[Told, int]]:
    """The threads in any order, each with the number of its issue."""
    for number, (texts, issue) in enumerate(told(threads, chance)):
        yield Told(f"t{number}", f"customer {number}", signs_in(texts)), issue


def told(threads: int, chance: random.Random) -> Iterator[tuple[list[str], int]]:
    """What is said in each thread, in about 30 words, and the number of its issue."""
    places = list(product(_AREAS, _PARTS))
    issues: list[int] = []
    while len(issues) < threads:
        size = 1 if chance.random() < 0.4 else chance.randint(2, 30)
        issues += [(issues[-1] + 1) if issues else 0] * size
    issues = issues[:threads]
    chance.shuffle(issues)
    for issue in issues:
        yield list(_told(random.Random(f"{issue}"), chance, places)), issue


def _told(fixed: random.Random, chance: random.Random, places: list[tuple[str, str]]) -> Iterator[str]:
    area, part = fixed.choice(places)
    symptom = fixed.choice(_SYMPTOMS)
    details = [_detail(fixed) for _ in range(5)]
    code = f"{fixed.choice('ABDEKLNPRTX')}{fixed.choice('CFGHMPRST')}-{fixed.randint(100, 9999)}"
    has_code = fixed.random() < 0.6
    yield f"The {area} {part} {chance.choice(symptom)}"
    yield " ".join(word for word in details if chance.random() < 0.6)
    yield " ".join(_detail(chance) for _ in range(3))
    if has_code and chance.random() < 0.75:
        yield f"error {code}"
    yield " ".join(chance.sample(_TALK, 12))


def _detail(chance: random.Random) -> str:
    """One of 4,000 made words, the first ones far more often than the last."""
    number = (
        min(int(chance.paretovariate(0.5)) - 1, 10**6) if chance.random() < 0.3 else chance.randrange(4000)
    )
    return "".join(f"{'bdfgklmnprstvz'[number // 5**k % 14]}{'aeiou'[number // 3**k % 5]}" for k in range(4))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


if __name__ == "__main__":
    sys.exit(main())
