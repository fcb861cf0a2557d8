"""Books ends into the journal, several in one commit: whoever books waits until it is on the disk."""

import asyncio

from draft_escalation.batch.ended import Ended
from draft_escalation.batch.journal import Journal
from draft_escalation.errors import UserError


class Ledger:
    """The one writer of a journal; what comes while a commit runs goes together into the next."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: list[tuple[Ended, bytes | None, asyncio.Future[None]]] = []
        self._turn = asyncio.Lock()

    async def book(self, end: Ended, brief: bytes | None) -> None:
        """Returns when the end is in the journal. Raises UserError where the disk does not take it."""
        booked = asyncio.get_running_loop().create_future()
        self._waiting.append((end, brief, booked))
        async with self._turn:
            if not booked.done():
                await self._commit()
        await booked

    async def _commit(self) -> None:
        batch, self._waiting = self._waiting, []
        briefs = {end.id: brief for end, brief, _ in batch if brief is not None}
        try:
            await asyncio.to_thread(self._journal.write, [end for end, _, _ in batch], briefs)
        except UserError as error:
            for _, _, booked in batch:
                booked.set_exception(error)
        else:
            for _, _, booked in batch:
                booked.set_result(None)
