"""Requests that go out in a file and whose answers come back in one, hours later: OpenAI's Batch API.

A request's id is the digest of its body. So whoever asks the same again, in this process or in a later one,
meets the request that is under way or its answer, and nothing is sent twice. Each file goes out under a token
that is stored first: a process that ends before it has heard the batch's id finds the batch by it.

Format: https://platform.openai.com/docs/guides/batch
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import openai

from draft_escalation.errors import EndpointDown, EndpointError, UserError
from draft_escalation.extract.llm.answer_lines import Answered, answers_in, is_queue_full, unanswered
from draft_escalation.extract.llm.failures import TRANSPORT, gave_up, meaning
from draft_escalation.extract.llm.purse import CHARS_A_TOKEN
from draft_escalation.extract.llm.retry import TRIES, Busy, retrying
from draft_escalation.extract.llm.settings import Endpoint, where
from draft_escalation.extract.llm.store import Store

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types import Batch

ON_BEHALF: ContextVar[str] = ContextVar("ON_BEHALF", default="")
"""For whom is asked: an answer is kept until that one has ended."""

Result = TypeVar("Result")
_ADDRESS: Final = "/v1/chat/completions"
_TOKEN = "draft_escalation"  # noqa: S105  (the name of a batch's mark)
_ENDED = {"completed", "expired", "cancelled", "failed"}
_FILE_S = 3_600
_ANSWER_TOKENS = 500


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one file holds, how long to wait for more requests, and how often to look for answers."""

    requests: int = 50_000
    file_bytes: int = 200_000_000
    quiet_s: float = 2.0
    first_look_s: float = 5.0
    longest_look_s: float = 60.0


class _Boxed(NamedTuple):
    line: bytes
    whom: str


class Filing:
    """Asks by file; `open`, `ask` as often as wanted and at the same time, `close`."""

    def __init__(
        self,
        client: "AsyncOpenAI",
        endpoint: Endpoint,
        store: Store,
        tell: Callable[[str], None],
        bounds: Bounds | None = None,
    ) -> None:
        self._client, self._endpoint = client, endpoint
        self._store, self._tell, self._bounds = store, tell, bounds or Bounds()
        self._box: dict[str, _Boxed] = {}
        self._waiting: dict[str, asyncio.Future[Answered]] = {}
        self._more = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._broken: BaseException | None = None
        self._unheard = set[str]()
        self._one_by_one = False
        self._told: dict[str, str] = {}
        self.promised = 0

    async def open(self) -> None:
        """Finds what an earlier process sent, and begins.

        Raises UserError where the endpoint has no batches, EndpointError where it cannot be reached.
        """
        await self._tried(self._must_have_batches)
        for token, batch in self._store.open():
            if batch is None:
                await self._settle(token)
        self._tasks = [asyncio.create_task(self._kept(loop)) for loop in (self._posting, self._looking)]

    async def close(self) -> None:
        """Ends; what was sent is under way all the same, and an answer to it is met by whoever asks again."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def ask(self, content: bytes) -> Answered:
        """Gives the answer to a request's body, when it comes. Raises EndpointDown."""
        if self._broken:
            raise self._broken
        id_ = hashlib.sha256(content).hexdigest()[:32]
        if answer := self._store.answer(id_):
            return answer
        if id_ not in self._waiting:
            self._waiting[id_] = asyncio.get_running_loop().create_future()
            if not self._store.is_sent(id_):
                self._box[id_] = _Boxed(_line(id_, content), ON_BEHALF.get())
                self._more.set()
        tokens = int(len(content) / CHARS_A_TOKEN) + _ANSWER_TOKENS
        self.promised += tokens
        try:
            return await asyncio.shield(self._waiting[id_])
        finally:
            self.promised -= tokens

    async def _kept(self, loop: Callable[[], Awaitable[None]]) -> None:
        """Runs a loop; where it breaks, everybody who waits hears why."""
        try:
            await loop()
        except EndpointError as error:
            self._break(EndpointDown(str(error)))
        except Exception as error:  # noqa: BLE001  (they wait for this loop: nobody else would hear)
            self._break(error)

    def _break(self, error: BaseException) -> None:
        self._broken = error
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(error)
        self._waiting.clear()

    async def _posting(self) -> None:
        while True:
            await self._more.wait()
            self._more.clear()
            await self._settled()
            while self._box and not (self._one_by_one and self._under_way()):
                await self._post(self._filled())

    def _under_way(self) -> list[tuple[str, str]]:
        """The files that wait for their answers: token and batch."""
        return [(token, batch) for token, batch in self._store.open() if batch]

    async def _settled(self) -> None:
        """Waits until nobody has asked for a while, or a file is full."""
        before = -1
        while before != len(self._box) < self._bounds.requests and self._size < self._bounds.file_bytes:
            before = len(self._box)
            await asyncio.sleep(self._bounds.quiet_s)

    @property
    def _size(self) -> int:
        return sum(len(one.line) for one in self._box.values())

    def _filled(self) -> dict[str, _Boxed]:
        """Takes as much out of the box as one file may hold, and at least one request."""
        file: dict[str, _Boxed] = {}
        size = 0
        for id_, one in self._box.items():
            size += len(one.line)
            if file and (len(file) == self._bounds.requests or size > self._bounds.file_bytes):
                break
            file[id_] = one
        for id_ in file:
            del self._box[id_]
        return file

    async def _post(self, file: Mapping[str, _Boxed]) -> None:
        token = token_hex(16)
        await asyncio.to_thread(self._store.begin, token, [(id_, one.whom) for id_, one in file.items()])
        lines = [one.line for one in file.values()]
        batch = await self._tried(lambda: self._sent(token, lines))
        await asyncio.to_thread(self._store.sent, token, batch)
        self._tell(f"batch {batch}: {len(file):,} requests sent; the answers may take up to a day")

    async def _sent(self, token: str, lines: list[bytes]) -> str:
        """The batch of a file; one that an earlier try made unheard is not made again."""
        if token in self._unheard and (found := await self._found(token)):
            return found
        self._unheard.add(token)
        with TemporaryFile() as content:
            content.writelines(lines)
            content.seek(0)
            file = await self._client.files.create(
                file=("requests.jsonl", content), purpose="batch", timeout=_FILE_S
            )
        batch = await self._client.batches.create(
            input_file_id=file.id, endpoint=_ADDRESS, completion_window="24h", metadata={_TOKEN: token}
        )
        return batch.id

    async def _must_have_batches(self) -> None:
        try:
            await self._client.batches.list(limit=1)
        except openai.NotFoundError:
            raise UserError(
                f"{where(self._endpoint)} has no batches; leave --on openai-batch out to ask it one by one"
            ) from None

    async def _settle(self, token: str) -> None:
        """A file whose process ended while it went out: either it is a batch, or it is to be sent again."""
        batch = await self._tried(lambda: self._found(token))
        if batch:
            await asyncio.to_thread(self._store.sent, token, batch)
        else:
            await asyncio.to_thread(self._store.collect, token, {})

    async def _found(self, token: str) -> str | None:
        async for batch in self._client.batches.list(limit=100):
            if (batch.metadata or {}).get(_TOKEN) == token:
                return batch.id
        return None

    async def _looking(self) -> None:
        pause = self._bounds.first_look_s
        while True:
            await asyncio.sleep(pause)
            ended = [await self._ended(token, batch) for token, batch in self._under_way()]
            pause = self._bounds.first_look_s if any(ended) else min(pause * 1.5, self._bounds.longest_look_s)

    async def _ended(self, token: str, id_: str) -> bool:
        """Takes a batch's answers over where it has ended."""
        batch = await self._tried(lambda: self._batch(id_))
        if batch.status not in _ENDED:
            self._tell_how_far(batch)
            return False
        self._one_by_one = self._one_by_one or is_queue_full(batch)
        ids = self._store.ids(token)
        answers = {id_: unanswered(batch) for id_ in ids}
        for file in filter(None, (batch.error_file_id, batch.output_file_id)):
            content = await self._tried(partial(self._client.files.content, file, timeout=_FILE_S))
            answers.update((id_, one) for id_, one in answers_in(content.content) if id_ in answers)
        kept = {id_: one for id_, one in answers.items() if one.status == 200}
        await asyncio.to_thread(self._store.collect, token, kept)
        self._tell(f"batch {batch.id}: {batch.status}, {len(kept):,} of {len(ids):,} requests answered")
        for id_, answer in answers.items():
            if (future := self._waiting.pop(id_, None)) and not future.done():
                future.set_result(answer)
        self._more.set()
        return True

    def _tell_how_far(self, batch: "Batch") -> None:
        """Says so when the endpoint has taken a file up, and at every tenth of it."""
        counts = batch.request_counts
        done, total = (counts.completed + counts.failed, counts.total) if counts else (0, 0)
        stage = f"{batch.status} {10 * done // total if total else 0}"
        if self._told.get(batch.id) != stage:
            self._told[batch.id] = stage
            self._tell(f"batch {batch.id}: {batch.status}, {done:,} of {total:,} requests done")

    async def _batch(self, id_: str) -> "Batch":
        try:
            return await self._client.batches.retrieve(id_)
        except openai.NotFoundError:
            raise EndpointDown(
                f"{where(self._endpoint)} knows no batch {id_}, which was sent from this folder; use the key "
                "and endpoint of then, or another --out"
            ) from None

    async def _tried(self, action: Callable[[], Awaitable[Result]]) -> Result:
        """What an action gives; a failure that may pass is tried again. Raises EndpointError."""

        async def told() -> Result:
            try:
                return await action()
            except TRANSPORT as error:
                raise meaning(error, self._endpoint) from None

        try:
            return await retrying(told, asyncio.sleep)
        except Busy as busy:
            raise gave_up(busy, self._endpoint, TRIES) from None


def _line(id_: str, content: bytes) -> bytes:
    head = f'{{"custom_id": "{id_}", "method": "POST", "url": "{_ADDRESS}", "body": '
    return b"".join((head.encode(), content, b"}\n"))
