"""A batch by the endpoint's files: sent once, collected later, whatever becomes of file, line or process."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from batch.threads import FRAME, jobs
from draft_escalation.batch.filed import FiledDrafter
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.run import Limits, Run, run
from draft_escalation.errors import UserError
from draft_escalation.extract.llm.filing import Bounds
from draft_escalation.extract.llm.settings import Endpoint
from endpoint import Reply, completion, failure, says
from extract.llm.cases import GOOD
from file_endpoint import Fate, FileEndpoint, answered, done

PLAIN = says({**GOOD, "facts": [], "tried": [], "signals": []}, usage=(1000, 200))
QUICK = Bounds(quiet_s=0.05, first_look_s=0.02, longest_look_s=0.02)


def batch(
    folder: Path,
    endpoint: FileEndpoint,
    *numbers: int,
    bounds: Bounds = QUICK,
    tokens: int | None = None,
    at_once: int = 1000,
    limit: int | None = None,
    retry_failed: bool = False,
    tell: Callable[..., None] = lambda *_: None,
) -> tuple[Run, list[str]]:
    """A batch of small threads; gives what it did, and what was said."""
    limits = Limits(at_once, threads=limit, tokens=tokens, retry_failed=retry_failed, turns=1)
    said: list[str] = []

    async def all_of_it(journal: Journal) -> Run:
        place = Endpoint(base_url=endpoint.base_url, model="test-model")
        async with FiledDrafter(place, FRAME, 1, journal.sent, said.append, bounds) as drafter:
            return await run(jobs(*numbers, terms="llm"), drafter, journal, limits, tell)

    folder.mkdir(exist_ok=True)
    with Journal.open(folder) as journal:
        return asyncio.run(all_of_it(journal)), said


def test_all_go_in_one_file_and_nothing_is_sent_twice(tmp_path: Path) -> None:
    """Run again, nothing is asked for; no answer is kept that nobody needs."""
    with FileEndpoint(PLAIN) as endpoint:
        ran, said = batch(tmp_path / "out", endpoint, *range(6))
        again, _ = batch(tmp_path / "out", endpoint, *range(6))
    assert (ran.done, ran.failed, ran.complete) == (6, 0, True)
    assert (ran.tokens_in, ran.tokens_out) == (6000, 1200)
    assert said[0].startswith("batch batch-0: 6 requests sent")
    assert said[1] == "batch batch-0: completed, 6 of 6 requests answered"
    assert (again.done, again.skipped) == (0, 6)
    assert list(endpoint.asked.values()) == [1] * 6
    with Journal.open(tmp_path / "out") as journal:
        assert (journal.sent.waiting(), journal.sent.open()) == (0, [])
        assert not any(journal.sent.is_sent(id_) for id_ in endpoint.asked)


def test_the_briefs_are_those_of_one_by_one(tmp_path: Path) -> None:
    """The same request, the same reading of the answer."""
    from draft_escalation.batch.drafters import ModelDrafter
    from draft_escalation.extract.llm.engine import LlmEngine
    from endpoint import FakeEndpoint

    with FileEndpoint(says(GOOD)) as endpoint:
        batch(tmp_path / "files", endpoint, 1, 2)

    async def one_by_one(journal: Journal, base_url: str) -> None:
        engine = LlmEngine(Endpoint(base_url=base_url, model="test-model"))
        async with ModelDrafter(engine, FRAME, 1) as drafter:
            await run(jobs(1, 2, terms="llm"), drafter, journal, Limits(concurrency=1), lambda *_: None)

    (tmp_path / "single").mkdir()
    with FakeEndpoint(*[says(GOOD)] * 8) as single, Journal.open(tmp_path / "single") as journal:
        asyncio.run(one_by_one(journal, single.base_url))
    files = {path.name: path.read_bytes() for path in (tmp_path / "files").glob("*.json")}
    assert len(files) == 2
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "single").glob("*.json")}


def test_what_was_sent_is_collected_by_a_later_run(tmp_path: Path) -> None:
    """The process is gone while the batch is under way: the next one waits for the same batch."""
    with FileEndpoint(PLAIN, answering=False) as endpoint:

        async def begin() -> None:
            with Journal.open(tmp_path) as journal:
                place = Endpoint(base_url=endpoint.base_url, model="test-model")
                async with FiledDrafter(place, FRAME, 1, journal.sent, lambda _: None, QUICK) as drafter:
                    drafts = asyncio.gather(*map(drafter.draft, jobs(1, 2, terms="llm")))
                    while not any(name for _, name in journal.sent.open()):  # noqa: ASYNC110
                        await asyncio.sleep(0.02)
                    drafts.cancel()

        asyncio.run(begin())
        endpoint.answering = True
        ran, _ = batch(tmp_path, endpoint, 1, 2)
    assert ran.done == 2
    assert list(endpoint.asked.values()) == [1, 1]


@pytest.mark.parametrize("arrived", [True, False])
def test_a_file_whose_sending_was_cut_off_is_found_or_sent_again(tmp_path: Path, arrived: bool) -> None:
    """The batch is there and its id was never heard, or it never came to be: by the token one can tell."""
    with FileEndpoint(PLAIN, answering=False) as endpoint:
        endpoint.before = lambda method, path: (
            failure(400) if method == "POST" and path == "/batches" and not arrived else None
        )
        batch_once_and_forget(tmp_path, endpoint)
        endpoint.before, endpoint.answering = (lambda *_: None), True
        ran, _ = batch(tmp_path, endpoint, 1)
    assert ran.done == 1
    assert list(endpoint.asked.values()) == [1]


def batch_once_and_forget(folder: Path, endpoint: FileEndpoint) -> None:
    """Sends one request; what the endpoint said about it is lost."""

    async def begin() -> None:
        with Journal.open(folder) as journal:
            place = Endpoint(base_url=endpoint.base_url, model="test-model")
            async with FiledDrafter(place, FRAME, 1, journal.sent, lambda _: None, QUICK) as drafter:
                draft = asyncio.ensure_future(drafter.draft(next(iter(jobs(1, terms="llm")))))
                while not endpoint.files:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
                await asyncio.sleep(0.2)
                draft.cancel()
                await asyncio.gather(draft, return_exceptions=True)
            journal._database.execute("UPDATE sent SET batch = NULL")

    asyncio.run(begin())


def test_lines_that_fail_go_into_the_next_file(tmp_path: Path) -> None:
    """A busy endpoint, an expired request and one that no line answers; the others are done meanwhile."""

    def halves(endpoint: FileEndpoint, id_: str) -> None:
        first, second, _, *rest = endpoint.lines(endpoint.batches[id_]["input_file_id"])
        late = {"code": "batch_expired", "message": "late"}
        expired = {"custom_id": second["custom_id"], "response": None, "error": late}
        endpoint.end(
            id_,
            "expired",
            output="\n".join(["{torn", *map(endpoint.answer, rest)]),
            error="\n".join([answered(first["custom_id"], failure(429)), json.dumps(expired)]),
        )

    with FileEndpoint(PLAIN, fates=[halves]) as endpoint:
        ran, said = batch(tmp_path, endpoint, *range(5))
    assert (ran.done, ran.failed) == (5, 0)
    assert sorted(endpoint.asked.values()) == [1, 1, 2, 2, 2]
    assert said[1] == "batch batch-0: expired, 2 of 5 requests answered"


def test_a_request_that_is_refused_fails_at_once_with_its_words(tmp_path: Path) -> None:
    """400 in the error file is that thread's failure; nothing else is."""

    def one_refused(endpoint: FileEndpoint, id_: str) -> None:
        first, *rest = endpoint.lines(endpoint.batches[id_]["input_file_id"])
        endpoint.end(
            id_,
            "completed",
            output="\n".join(map(endpoint.answer, rest)),
            error=answered(first["custom_id"], failure(400, "no such tool")),
        )

    with FileEndpoint(PLAIN, fates=[one_refused]) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1, 2)
    assert (ran.done, ran.failed) == (1, 1)
    assert list(endpoint.asked.values()) == [1, 1]
    with Journal.open(tmp_path) as journal:
        (failed,) = [end for end in journal.all() if end.state == "failed"]
    assert failed.why == f"{endpoint.base_url} says 400: no such tool; see --model and the endpoint's mode"


def refused(code: str, why: str) -> Fate:
    """The file is not taken."""
    errors = {"object": "list", "data": [{"code": code, "message": why}]}
    return lambda endpoint, id_: endpoint.end(id_, "failed", errors=errors)


def test_a_file_refused_since_the_queue_is_full_waits_until_another_has_ended(tmp_path: Path) -> None:
    """By OpenAI's code for it; however often the endpoint is looked at meanwhile, no try is lost to it."""
    full = refused("token_limit_exceeded", "queue full")
    looks = 0

    def one_at_a_time(endpoint: FileEndpoint, id_: str) -> None:
        nonlocal looks
        endpoint.fates.insert(0, one_at_a_time)
        if id_ != "batch-0":
            looks += endpoint.batches["batch-0"]["status"] == "in_progress" and not looks
            (done if endpoint.batches["batch-0"]["status"] == "completed" else full)(endpoint, id_)
        elif looks:
            looks += 1
            if looks > 20:
                done(endpoint, id_)

    with FileEndpoint(PLAIN, fates=[one_at_a_time]) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1, 2, 3, bounds=Bounds(1, 10**9, 0.05, 0.05, 0.05))
    assert (ran.done, ran.failed) == (3, 0)
    assert max(endpoint.asked.values()) == 2


@pytest.mark.parametrize(
    ("fate", "why"),
    [
        (refused("invalid", "no such model here"), "the batch is failed (no such model here), 5 tries"),
        (lambda endpoint, id_: endpoint.end(id_, "cancelled"), "the batch is cancelled, 5 tries"),
        (
            lambda endpoint, id_: endpoint.end(id_, "completed", output="[]"),
            "the batch is completed, 5 tries",
        ),
    ],
)
def test_after_five_files_a_request_has_failed(tmp_path: Path, fate: Fate, why: str) -> None:
    """With the reason, and the next run tries it again."""
    with FileEndpoint(PLAIN, fates=[fate] * 5) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1)
        with Journal.open(tmp_path) as journal:
            (end,) = journal.all()
        again, _ = batch(tmp_path, endpoint, 1)
    assert (ran.failed, end.retryable, again.done) == (1, True, 1)
    assert why in end.why
    assert list(endpoint.asked.values()) == [6]


@pytest.mark.parametrize("body", [None, "text", {"choices": None}, {"error": {"message": "no"}}])
def test_what_is_no_completion_is_not_taken_for_an_answer(tmp_path: Path, body: Any) -> None:
    """Status 200 or not: it is not kept, and the request goes into the next file."""

    def wrong(endpoint: FileEndpoint, id_: str) -> None:
        (line,) = endpoint.lines(endpoint.batches[id_]["input_file_id"])
        endpoint.end(id_, "completed", output=answered(line["custom_id"], Reply(body=body)))

    with FileEndpoint(PLAIN, fates=[wrong]) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1)
    assert ran.done == 1
    assert list(endpoint.asked.values()) == [2]


def test_the_same_question_of_two_threads_is_asked_once(tmp_path: Path) -> None:
    """No id stands twice in a file: endpoints refuse such a file whole."""
    with FileEndpoint(PLAIN) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1, 1, 2)
    assert ran.done == 3
    assert list(endpoint.asked.values()) == [1, 1]


def test_one_answer_serves_threads_of_the_same_words_one_after_another(tmp_path: Path) -> None:
    """The second is begun when the first has ended."""
    with FileEndpoint(PLAIN) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1, 1, 2, at_once=1)
    assert ran.done == 3
    assert list(endpoint.asked.values()) == [1, 1]


def test_one_answer_serves_threads_of_the_same_words_when_the_batch_is_killed_between_them(
    tmp_path: Path,
) -> None:
    """It is kept until the last of them may have ended; then nothing is kept."""

    def killed(*_: object) -> None:
        raise ConnectionResetError

    with FileEndpoint(PLAIN) as endpoint:
        with pytest.raises(ExceptionGroup):
            batch(tmp_path, endpoint, 1, 1, at_once=1, tell=killed)
        with Journal.open(tmp_path) as journal:
            assert journal.counts() == {"done": 1}
        ran, _ = batch(tmp_path, endpoint, 1, 1)
        with Journal.open(tmp_path) as journal:
            assert not any(journal.sent.is_sent(id_) for id_ in endpoint.asked)
    assert (ran.done, ran.skipped) == (1, 1)
    assert list(endpoint.asked.values()) == [1]


def test_what_failed_by_its_answer_is_asked_anew(tmp_path: Path) -> None:
    """With --retry-failed, also where the batch did not come to its end."""
    prose = completion({"role": "assistant", "content": "I cannot say."})
    with FileEndpoint(prose, fates=[done, done]) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1, 2, at_once=1, limit=1)
        again, _ = batch(tmp_path, endpoint, 1, at_once=1, retry_failed=True)
    assert (ran.failed, again.failed) == (1, 1)
    assert list(endpoint.asked.values()) == [2, 2]


def test_the_rates_of_single_requests_do_not_bind_a_file(tmp_path: Path) -> None:
    """One request a day is allowed, and all go at once."""
    rates = {"limit": "1", "remaining": "0", "reset": "1440m"}
    headers = {f"x-ratelimit-{name}-requests": value for name, value in rates.items()}
    with FileEndpoint(PLAIN, headers=headers) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1, 2, 3)
    assert (ran.done, len(endpoint.batches)) == (3, 1)


def test_how_far_a_file_is_gets_said(tmp_path: Path) -> None:
    """When it is taken up, and at each tenth; the same is not said twice."""
    counts = iter([(0, 3), (0, 3), (2, 3)])

    def slow(endpoint: FileEndpoint, id_: str) -> None:
        if (count := next(counts, None)) is None:
            done(endpoint, id_)
        else:
            endpoint.batches[id_]["request_counts"] = {"completed": count[0], "failed": 0, "total": count[1]}
            endpoint.fates.insert(0, slow)

    with FileEndpoint(PLAIN, fates=[slow]) as endpoint:
        _, said = batch(tmp_path, endpoint, 1, 2, 3)
    assert said[1:3] == [
        "batch batch-0: in_progress, 0 of 3 requests done",
        "batch batch-0: in_progress, 2 of 3 requests done",
    ]


def test_the_repair_round_goes_into_the_next_file(tmp_path: Path) -> None:
    """A statement that the thread does not bear is asked about again, in a batch of its own."""
    fact = {"slot": "summary", "text": "Fails with E-999", "lines": "m1.1"}
    wrong: dict[str, Any] = {**GOOD, "facts": [fact], "tried": [], "signals": []}
    mended = {"statements": [{"n": 1, "text": None, "lines": ""}]}

    def script(asked: Any) -> Reply:
        reply = says(mended if "not found:" in asked.text else wrong)
        assert not isinstance(reply, Reply)
        return reply(asked)

    with FileEndpoint(script) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1)
    assert ran.done == 1
    assert len(endpoint.batches) == 2
    assert len(endpoint.asked) == 2


@pytest.mark.parametrize("bounds", [Bounds(2, 10**9, 0.05, 0.02, 0.02), Bounds(99, 20_000, 0.05, 0.02, 0.02)])
def test_what_is_more_than_a_file_holds_goes_in_several(tmp_path: Path, bounds: Bounds) -> None:
    """By requests, and by bytes."""
    with FileEndpoint(PLAIN) as endpoint:
        ran, _ = batch(tmp_path, endpoint, *range(5), bounds=bounds)
        sizes = [len(endpoint.files[one["input_file_id"]].splitlines()) for one in endpoint.batches.values()]
    assert ran.done == 5
    assert sum(sizes) == 5
    assert len(sizes) >= 3


def test_a_budget_counts_what_is_under_way(tmp_path: Path) -> None:
    """No answer has come, and yet no more is sent than the budget allows."""
    with FileEndpoint(PLAIN) as endpoint:
        ran, _ = batch(tmp_path, endpoint, *range(40), tokens=20_000)
    assert ran.stopped
    assert "under way" in ran.stopped
    assert 0 < ran.done < 20


def test_an_endpoint_without_batches_is_said_before_anything_is_sent(tmp_path: Path) -> None:
    with (
        FileEndpoint(PLAIN, before=lambda *_: failure(404)) as endpoint,
        pytest.raises(UserError, match="has no batches; leave --on"),
    ):
        batch(tmp_path, endpoint, 1)
    assert not endpoint.files


def test_an_endpoint_that_takes_no_files_stops_the_batch_and_no_thread_has_ended(tmp_path: Path) -> None:
    """The next run drafts them."""
    with FileEndpoint(PLAIN) as endpoint:
        endpoint.before = lambda method, _: failure(403, "no files for you") if method == "POST" else None
        ran, _ = batch(tmp_path, endpoint, 1, 2)
        assert ran.stopped
        assert "403" in ran.stopped
        assert (ran.done, ran.failed) == (0, 0)
        endpoint.before = lambda *_: None
        again, _ = batch(tmp_path, endpoint, 1, 2)
    assert again.done == 2


def test_a_batch_that_is_gone_is_not_paid_twice(tmp_path: Path) -> None:
    """Another key, another endpoint: it stops and says so, rather than sending all of it again."""
    with FileEndpoint(PLAIN, answering=False) as endpoint:
        batch_once_and_forget(tmp_path, endpoint)
        with Journal.open(tmp_path) as journal:
            journal._database.execute("UPDATE sent SET batch = 'batch-of-old'")
        ran, _ = batch(tmp_path, endpoint, 1)
    assert ran.stopped
    assert "knows no batch batch-of-old" in ran.stopped
    assert list(endpoint.asked.values()) == [1]


def test_an_answer_in_no_form_is_asked_for_again_in_the_next_file(tmp_path: Path) -> None:
    """As it is one by one: once more with what was wrong, then the thread has failed."""
    prose = completion({"role": "assistant", "content": "I cannot say."})
    with FileEndpoint(prose, fates=[done, done]) as endpoint:
        ran, _ = batch(tmp_path, endpoint, 1)
    assert (ran.done, ran.failed) == (0, 1)
    assert len(endpoint.asked) == 2
