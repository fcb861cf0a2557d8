"""Generated threads of any length for the benchmarks: the same on every run."""

import random

_PEOPLE = (("Ines Falk", "customer"), ("Yusra Haddad", "agent"))
_SENTENCES = (
    "The export of the weekly report stops at {n} percent with error E-{n}.",
    "I restarted the service on node {n} and nothing changed.",
    "About {n} users in the warehouse cannot print labels since Monday.",
    "We upgraded from version 4.{n} to 5.{n} last night.",
    "Could you send the log of job {n}, please?",
    "It should show the same total as before.",
    "The queue is growing, {n} orders wait now.",
    "Clearing the cache did not help either.",
    "Our team meets on 24 April and needs an answer by then.",
    "As a workaround we type the numbers by hand.",
)


def long_thread(*, words: int, seed: int = 7) -> str:
    """A Zendesk-like thread of about so many words."""
    dice, out, count, minute = random.Random(seed), ["Subject: Export stops", ""], 0, 0
    while count < words:
        name = _PEOPLE[minute % 2][0]
        clock = f"{8 + minute // 60 % 12:02d}:{minute % 60:02d}"
        out += [name, f"Apr {13 + minute // 1200 % 17}, 2026, {clock}", ""]
        for _ in range(dice.randint(3, 7)):
            sentence = dice.choice(_SENTENCES).format(n=dice.randint(2, 900))
            out.append(sentence)
            count += len(sentence.split())
        out.append("")
        minute += 7
    return "\n".join(out) + "\n"
