"""The command line: the only room that prints."""

from draft_escalation.cli.app import main

__all__ = ["main"]
