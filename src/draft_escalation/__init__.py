"""Turns a raw support ticket thread into a checked escalation brief."""

from importlib.metadata import version

__version__ = version("draft-escalation")
