"""The ticket systems whose exports are read: each file of this folder that knows one, listed once."""

from functools import cache
from importlib import import_module

from draft_escalation.thread.readers.reader import System

_NAMES: tuple[str, ...] = (
    "zendesk", "jira", "freshdesk", "intercom", "servicenow", "salesforce", "helpscout", "hubspot",
    "osticket", "github", "gitlab", "discourse", "chatwoot", "zammad", "slack", "teams", "mail",
)  # fmt: skip


@cache
def systems() -> tuple[System, ...]:
    """All systems, the one whose records are told most surely first."""
    return tuple(import_module(f"draft_escalation.thread.readers.{name}").SYSTEM for name in _NAMES)
