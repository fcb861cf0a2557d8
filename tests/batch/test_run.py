"""A batch on this machine: every thread ends once, is paid for once, and a reviewer's brief is left alone."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch.threads import InProcess, jobs, linking
from draft_escalation.batch.ended import Ended
from draft_escalation.batch.job import Job
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.run import Limits, Run, run
from draft_escalation.batch.work import Drafted
from draft_escalation.errors import DraftEscalationError, EndpointDown, EndpointError, ModelError

ONE = "tickets.json#1"
Fails = dict[str, DraftEscalationError]


def batch(
    folder: Path, *items: Any, drafter: InProcess | None = None, **limits: Any
) -> tuple[Run, InProcess]:
    used = drafter or InProcess()
    with Journal.open(folder) as journal:
        ran = asyncio.run(run(items, used, journal, Limits(**{"concurrency": 4} | limits), lambda *_: None))
    return ran, used


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith("journal")}


def test_every_thread_gets_its_files(tmp_path: Path) -> None:
    """JSON and Markdown each, nothing half written left behind."""
    ran, _ = batch(tmp_path, *jobs(1, 2, 3))
    assert (ran.done, ran.failed, ran.complete) == (3, 0, True)
    names = sorted(files(tmp_path))
    assert len(names) == 6
    document = json.loads((tmp_path / names[0]).read_text(encoding="utf-8"))
    assert document["schema"] == "draft-escalation/brief/1"


def test_a_finished_batch_run_again_asks_nothing(tmp_path: Path) -> None:
    """And leaves the same bytes."""
    batch(tmp_path, *jobs(1, 2, 3))
    before = files(tmp_path)
    ran, drafter = batch(tmp_path, *jobs(1, 2, 3))
    assert (drafter.asked, ran.skipped, files(tmp_path)) == ([], 3, before)


def test_lost_files_are_made_again_and_are_not_taken_for_edited(tmp_path: Path) -> None:
    """Also where links of other hosts are clickable by now."""
    item = linking("https://acme.example/t/4711")
    with Journal.open(tmp_path) as journal:
        limits = Limits(concurrency=1)
        for hosts in ((), ("acme.example",), ("acme.example",)):
            drafter = InProcess()
            ran = asyncio.run(run([item], drafter, journal, limits, lambda *_: None, None, hosts))
            (place,) = tmp_path.glob("*.md")
            shown = place.read_text(encoding="utf-8")
            if not hosts:
                place.unlink()

    assert (ran.skipped, ran.kept, drafter.asked) == (1, 0, [])
    assert "<https://acme.example/t/4711>" in shown


def test_order_and_concurrency_do_not_change_a_byte(tmp_path: Path) -> None:
    """One at a time or many, forwards or backwards."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    batch(tmp_path / "a", *jobs(1, 2, 3, 4), concurrency=1)
    drafter = InProcess(company=True)
    batch(tmp_path / "b", *jobs(4, 3, 2, 1), drafter=drafter, concurrency=3)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert 1 < drafter.most_at_once <= 3


def test_other_terms_draft_anew(tmp_path: Path) -> None:
    """Another model, prompt or policy is another brief."""
    batch(tmp_path, *jobs(1))
    _, drafter = batch(tmp_path, *jobs(1, terms="llm"))
    assert drafter.asked == [ONE]


def test_a_file_that_is_gone_comes_back_from_the_journal(tmp_path: Path) -> None:
    """Without asking: it was paid for."""
    batch(tmp_path, *jobs(1))
    before = files(tmp_path)
    for path in tmp_path.glob("*.[jm]*[nd]"):
        path.unlink()
    _, drafter = batch(tmp_path, *jobs(1))
    assert (drafter.asked, files(tmp_path)) == ([], before)


@pytest.mark.parametrize("kind", ["*.json", "*.md"])
def test_an_edited_brief_is_kept(tmp_path: Path, kind: str) -> None:
    """Whatever else has changed, and the batch says so; undone, it is ours again."""
    batch(tmp_path, *jobs(1))
    (edited,) = tmp_path.glob(kind)
    was = edited.read_bytes()
    edited.write_bytes(was + b"\n")
    ran, drafter = batch(tmp_path, *jobs(1, terms="llm"))
    assert (ran.kept, drafter.asked, edited.read_bytes()) == (1, [], was + b"\n")
    with Journal.open(tmp_path) as journal:
        assert "redraft it with update" in journal.get(ONE).why  # type: ignore[union-attr]
    edited.write_bytes(was)
    assert batch(tmp_path, *jobs(1, terms="llm"))[1].asked == [ONE]


def test_a_failure_is_one_threads_and_what_may_pass_is_tried_again(tmp_path: Path) -> None:
    """An endpoint's failure on the next run; a refusal only where that is asked for."""
    fails: Fails = {ONE: EndpointError("429, five times"), "tickets.json#2": ModelError("refused")}
    ran, _ = batch(tmp_path, *jobs(1, 2, 3), drafter=InProcess(fails))
    assert (ran.done, ran.failed, ran.complete) == (1, 2, False)
    assert batch(tmp_path, *jobs(1, 2, 3))[1].asked == [ONE]
    assert batch(tmp_path, *jobs(1, 2, 3), retry_failed=True)[1].asked == ["tickets.json#2"]


def test_a_redraft_that_fails_leaves_the_brief_before_it(tmp_path: Path) -> None:
    """And the next redraft may replace it: it is still the batch's own."""
    batch(tmp_path, *jobs(1))
    before = files(tmp_path)
    batch(tmp_path, *jobs(1, terms="llm"), drafter=InProcess({ONE: EndpointError("down")}))
    assert files(tmp_path) == before
    assert batch(tmp_path, *jobs(1, terms="llm"))[0].done == 1


def test_a_broken_record_is_a_failure_among_the_others(tmp_path: Path) -> None:
    """The rest is drafted."""
    broken = Ended(
        id="t.json#9", name="t-9", key="", source="t.json", state="failed", why="record 9: not an object"
    )
    ran, _ = batch(tmp_path, *jobs(1), broken, *jobs(2))
    assert (ran.done, ran.failed) == (2, 1)


def test_limits_stop_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """Two of three, then the last."""
    ran, _ = batch(tmp_path, *jobs(1, 2, 3), threads=2)
    assert (ran.done, ran.stopped) == (2, "the limit of 2 threads is reached")
    ran, drafter = batch(tmp_path, *jobs(1, 2, 3), threads=2)
    assert (ran.done, ran.skipped, len(drafter.asked)) == (1, 2, 1)


def test_stop_lets_what_is_in_flight_finish(tmp_path: Path) -> None:
    """Nothing new is begun, nothing begun is lost."""
    state = Run()

    def endless() -> Iterator[Any]:
        for number in range(1000):
            if number == 5:
                state.stop("interrupted")
            yield from jobs(number)

    with Journal.open(tmp_path) as journal:
        drafter = InProcess()
        asyncio.run(run(endless(), drafter, journal, Limits(2), lambda *_: None, state))
        assert journal.counts() == {"done": len(drafter.asked)}
    assert state.stopped == "interrupted"
    assert len(drafter.asked) < 10


def test_a_brief_edited_while_it_is_redrafted_is_kept(tmp_path: Path) -> None:
    """The reviewer's words stay, whoever was first."""
    batch(tmp_path, *jobs(1))
    (brief,) = tmp_path.glob("*.json")

    class Slow(InProcess):
        async def draft(self, job: Job) -> Drafted:
            drafted = await super().draft(job)
            brief.write_text(brief.read_text(encoding="utf-8") + " ", encoding="utf-8")
            return drafted

    ran, _ = batch(tmp_path, *jobs(1, terms="other"), drafter=Slow())

    assert (ran.done, ran.kept) == (0, 1)
    assert brief.read_text(encoding="utf-8").endswith(" ")


def test_an_endpoint_that_is_down_ends_the_batch(tmp_path: Path) -> None:
    """After ten failures in a row, not after a thousand."""
    fails: Fails = {f"tickets.json#{n}": EndpointError("connection refused") for n in range(50)}
    ran, drafter = batch(tmp_path, *jobs(*range(50)), drafter=InProcess(fails), concurrency=1)
    assert ran.stopped is not None
    assert "connection refused" in ran.stopped
    assert len(drafter.asked) < 15


def test_a_disk_without_room_ends_the_batch_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was paid for is in the journal and comes back when there is room."""

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as no_room:
        no_room.setattr(Path, "replace", full)
        ran, _ = batch(tmp_path, *jobs(1))
    assert "No space left on device" in (ran.stopped or "")
    ran, drafter = batch(tmp_path, *jobs(1))
    assert (drafter.asked, len(files(tmp_path))) == ([], 2)


def test_what_the_endpoint_failed_gets_a_second_turn(tmp_path: Path) -> None:
    """When all others are through; a thread fails only then, and ends once."""
    drafter = InProcess({ONE: EndpointError("status 500, 5 tries")})

    class Recovers(InProcess):
        async def draft(self, job: Job) -> Drafted:
            try:
                return await super().draft(job)
            finally:
                self.fails.pop(job.id, None)

    ran, recovered = batch(tmp_path, *jobs(1, 2, 3), drafter=Recovers(dict(drafter.fails)))
    assert (ran.done, ran.failed, ran.complete) == (3, 0, True)
    assert recovered.asked[-1] == ONE
    assert len(recovered.asked) == 4


def test_an_endpoint_that_is_down_leaves_the_rest_to_the_next_run(tmp_path: Path) -> None:
    """No thread has failed for that, and none is begun any more."""
    down: Fails = {f"tickets.json#{n}": EndpointDown("has not answered for 60 s") for n in range(3, 50)}
    ran, drafter = batch(tmp_path, *jobs(*range(1, 50)), drafter=InProcess(down), concurrency=2)
    assert (ran.done, ran.failed, ran.complete) == (2, 0, False)
    assert ran.stopped == "has not answered for 60 s"
    assert len(drafter.asked) < 6
    ran, _ = batch(tmp_path, *jobs(*range(1, 50)))
    assert (ran.done, ran.skipped, ran.complete) == (47, 2, True)
