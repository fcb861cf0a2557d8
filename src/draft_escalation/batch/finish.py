"""What is made of a whole batch when its threads have ended: passes over the journal, without a request."""

from draft_escalation.batch.clusters import Cluster
from draft_escalation.batch.files import write_stream
from draft_escalation.batch.journal import Journal
from draft_escalation.batch.patterns import spread_patterns
from draft_escalation.batch.report import write_report
from draft_escalation.batch.sheets import failures_sheet, findings_sheet
from draft_escalation.draft import Frame


def finish(journal: Journal, frame: Frame) -> tuple[Cluster, ...]:
    """Spreads patterns over the briefs, then writes page and tables; gives the issues that customers share.

    Raises UserError where the disk does not take them; the same command makes them again.
    """
    folder = journal.path.parent
    clusters = spread_patterns(journal, frame)
    write_report(journal, clusters, frame.link_hosts)
    write_stream(folder / "findings.csv", findings_sheet(journal))
    write_stream(folder / "failures.csv", failures_sheet(journal))
    return clusters
