"""Pasted text to messages, one module for each way that people paste."""
