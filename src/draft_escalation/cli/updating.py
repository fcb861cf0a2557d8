"""The update job: an earlier brief and its grown thread in, the brief out, what changed on standard error."""

import asyncio
import sys

from draft_escalation.cli.drafting import Wanted, read_wanted
from draft_escalation.cli.engines import Choice, choose_engine
from draft_escalation.cli.intake import read_input
from draft_escalation.cli.now import moment
from draft_escalation.cli.output import check_place, write_result
from draft_escalation.cli.report import Terminal, report_draft
from draft_escalation.draft import Frame
from draft_escalation.errors import EndpointError, ModelError, UserError
from draft_escalation.extract.engine import Report
from draft_escalation.render.formats import render
from draft_escalation.settings import load_settings, user_file
from draft_escalation.skill.team_policy import policy_for
from draft_escalation.thread.model import Thread
from draft_escalation.thread.read import describe
from draft_escalation.update.read import read_earlier
from draft_escalation.update.update import matched_threads, update
from draft_escalation.update.words import update_lines


def update_one(brief: str, wanted: Wanted) -> bool:
    """Updates one brief and prints it; gives whether no error and no warning was found.

    Raises UserError for a brief or thread that cannot be read and for another ticket's thread, EndpointError
    or ModelError where a model was demanded and could not deliver.
    """
    if brief == "-" and wanted.thread == "-":
        raise UserError("both are -, and standard input holds one text; name a file for the brief")
    loaded = load_settings(wanted.flags, user_file=user_file())
    settings, policy = loaded.settings, policy_for(loaded)
    as_of = moment(wanted.as_of) if wanted.as_of else None
    check_place(wanted.out)
    earlier = read_earlier(read_input(brief)[0])
    thread, places, unread = read_wanted(wanted, loaded)
    matched_threads(earlier.document, thread)  # before a model is paid for it
    choice = choose_engine(settings, policy)
    frame = Frame(policy=policy, tier=settings.tier, as_of=as_of)
    report, fell_back = asyncio.run(_extracted(thread, choice))
    updated = update(earlier.document, thread, report, frame, fell_back)
    write_result(
        render(updated.document, wanted.format, cite=wanted.cite, link_hosts=settings.link_hosts), wanted.out
    )
    terminal = Terminal.of(sys.stderr)
    report_draft(
        terminal,
        updated.document,
        read=describe(thread),
        unread=unread,
        engine=choice.because + (" failed" if fell_back else ""),
        masked=places,
        unredacted=settings.redact == "off",
        verbose=wanted.verbose,
    )
    terminal.line()
    for words in earlier.not_understood:
        terminal.line(f"not understood in the earlier brief: {words}", hang=2)
    for words in update_lines(updated):
        terminal.line(words, hang=2)
    return all(finding.level == "note" for finding in updated.document.findings)


async def _extracted(thread: Thread, choice: Choice) -> tuple[Report, str | None]:
    """An engine's report; where its endpoint failed for good, the fallback's, and why."""
    try:
        return await choice.engine.extract(thread), None
    except (EndpointError, ModelError) as error:
        if choice.fallback is None:
            raise
        return await choice.fallback.extract(thread), str(error)
