"""Ticket threads: from pasted or exported text to messages with numbered lines."""

from draft_escalation.thread.model import Flag, Line, Message, Reading, Role, Thread, Visibility

__all__ = ["Flag", "Line", "Message", "Reading", "Role", "Thread", "Visibility"]
