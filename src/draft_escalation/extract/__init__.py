"""Engines: what reads a thread and reports facts and signals."""
