"""A brief to follow up on, whether JSON of ours or text as a colleague types it."""

from draft_escalation.brief.document import Document
from draft_escalation.brief.read import as_document, document_of, is_json, lacks, typed_brief
from draft_escalation.errors import UserError
from draft_escalation.guard.secrets import mask_secrets
from draft_escalation.thread.decode import decode


def read_brief(data: bytes) -> Document:
    """Gives the brief; one typed as text has neither signals nor thread.

    Raises UserError for what is no brief, and for a typed one without a severity: no cadence follows from it.
    """
    text = decode(data, None).text
    if is_json(text):
        return document_of(text)
    typed = typed_brief(mask_secrets(text))
    if lacks(typed, "Severity"):
        raise UserError(
            "the brief has no severity, and the cadence follows from it; "
            "write Severity: Critical, High or Medium"
        )
    return as_document(typed)
