"""What is made of a whole batch when its threads have ended: one pass over the open journal."""

from draft_escalation.batch.files import write_whole
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.sheets import failures_sheet, findings_sheet


def finish(journal: Journal) -> None:
    """Writes the batch's tables beside its briefs. Raises UserError where the disk does not take them."""
    folder = journal.path.parent
    write_whole(folder / "findings.csv", findings_sheet(journal))
    write_whole(folder / "failures.csv", failures_sheet(journal))
