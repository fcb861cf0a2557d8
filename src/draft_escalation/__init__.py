"""Turns a raw support ticket thread into a checked escalation brief."""
