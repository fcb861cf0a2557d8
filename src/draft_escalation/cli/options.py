"""Options that several commands take, each worded once, and the settings that they overrule."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """What a brief can be printed as."""

    text = "text"
    markdown = "markdown"
    json = "json"
    html = "html"
    jira = "jira"
    jira_adf = "jira-adf"
    slack = "slack"
    slack_blocks = "slack-blocks"


class EngineName(StrEnum):
    """What can read a thread."""

    auto = "auto"
    llm = "llm"
    offline = "offline"


class Redact(StrEnum):
    """What is hidden from a model."""

    secrets = "secrets"
    personal = "personal"
    off = "off"


class Tier(StrEnum):
    """Who escalates."""

    l1 = "l1"
    l2 = "l2"
    manager = "manager"


EngineOption = Annotated[EngineName | None, typer.Option(help="What reads it (auto: a model if set up).")]
ModelOption = Annotated[str | None, typer.Option(help="The language model's name.")]
BaseUrlOption = Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How the brief is printed.")]
OutFileOption = Annotated[Path | None, typer.Option("-o", "--out", help="Write to this file.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(metavar="DATETIME|now", help="What counts as now (default: a thread's last message)."),
]
FromTierOption = Annotated[Tier | None, typer.Option(help="Who escalates (default l2).")]
StaffOption = Annotated[
    list[str] | None, typer.Option(metavar="NAMES", help="Names or domains of support, with commas.")
]
CustomerOption = Annotated[
    list[str] | None, typer.Option(metavar="NAMES", help="Names or domains of the customer.")
]
RedactOption = Annotated[Redact | None, typer.Option(help="What a model does not see (default secrets).")]
NoCiteOption = Annotated[bool, typer.Option("--no-cite", help="Leave the pointers to messages out.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Exit 1 on any error or warning.")]
VerboseOption = Annotated[bool, typer.Option("-v", "--verbose", help="Every finding, with why.")]


def overruled(
    engine: EngineName | None,
    model: str | None,
    base_url: str | None,
    from_tier: Tier | None,
    staff: list[str] | None,
    customer: list[str] | None,
    redact: Redact | None,
) -> dict[str, object]:
    """Gives the settings that these options overrule, by their names; None and nothing leave one as it is."""
    return {
        "engine": engine and engine.value,
        "model": model,
        "base_url": base_url,
        "tier": from_tier and from_tier.value,
        "staff": _names(staff),
        "customer": _names(customer),
        "redact": redact and redact.value,
    }


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Names given one an option or several with commas."""
    return tuple(name.strip() for words in given or () for name in words.split(",") if name.strip())
