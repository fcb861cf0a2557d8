"""The JSON format and its published schema."""

import json
from typing import Any

from draft_escalation.brief.document import Document


def render_json(document: Document) -> str:
    """The document as one JSON object, ending in a newline; null and empty values stay: stable shapes."""
    return document.model_dump_json(by_alias=True, indent=2) + "\n"


def json_schema() -> dict[str, Any]:
    """The JSON Schema of what `render_json` prints: the same text as brief.schema.json of this package."""
    schema = Document.model_json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "draft-escalation/brief/1",
    } | schema


def schema_text() -> str:
    """The schema as it is published, ending in a newline."""
    return json.dumps(json_schema(), indent=2, sort_keys=True) + "\n"
