"""The JSON format keeps its published shape."""

import json
from importlib.resources import files

import jsonschema

from draft_escalation.brief.document import Document
from draft_escalation.render.json import render_json, schema_text
from render.documents import document


def test_the_published_schema_is_the_one_of_the_code() -> None:
    """brief.schema.json in the package is not stale."""
    published = files("draft_escalation.render").joinpath("brief.schema.json").read_text(encoding="utf-8")

    assert published == schema_text()


def test_a_document_is_valid_against_the_schema_and_comes_back_whole() -> None:
    """What is printed validates, and reads back to an equal document."""
    shown = render_json(document())

    jsonschema.Draft202012Validator(json.loads(schema_text())).validate(json.loads(shown))
    assert Document.model_validate_json(shown) == document()


def test_the_names_of_the_contract_are_there() -> None:
    """The fixed names of the outer object and of a line."""
    shown = json.loads(render_json(document()))

    assert shown["schema"] == "draft-escalation/brief/1"
    assert {
        "decision",
        "signals",
        "brief",
        "findings",
        "unchecked",
        "waivers",
        "review",
        "thread",
        "run",
    } <= set(shown)
    assert {"id", "text", "flags"} <= set(shown["thread"]["messages"][0]["lines"][0])
