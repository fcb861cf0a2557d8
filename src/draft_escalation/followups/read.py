"""A brief to follow up on, whether JSON of ours or text as a colleague types it."""

from pydantic import ValidationError

from draft_escalation.brief.document import Document, Run
from draft_escalation.brief.parse import parse_brief
from draft_escalation.errors import UserError
from draft_escalation.guard.secrets import mask_secrets
from draft_escalation.thread.decode import decode


def read_brief(data: bytes) -> Document:
    """Gives the brief; one typed as text has neither signals nor thread.

    Raises UserError for what is no brief, and for a typed one without a severity: no cadence follows from it.
    """
    text = decode(data, None).text
    return _of_json(text) if text.lstrip().startswith("{") else _of_text(mask_secrets(text))


def _of_json(text: str) -> Document:
    try:
        return Document.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(
            f"not a brief of schema draft-escalation/brief/1: {where}: {first['msg']}; mend it"
        ) from None


def _of_text(text: str) -> Document:
    typed = parse_brief(text)
    if not typed.brief.summary.text and not any(facts for _, facts in typed.brief.impact):
        raise UserError(
            "no brief: neither an ESCALATION line nor an IMPACT section was found; give the whole brief"
        )
    if any(words.startswith("Severity:") for words in typed.not_understood):
        raise UserError(
            "the brief has no severity, and the cadence follows from it; "
            "write Severity: Critical, High or Medium"
        )
    return Document(decision=typed.decision, brief=typed.brief, run=Run(engine="typed"))
