"""Exports of ticket systems, one file a system: told by their content, streamed, nothing dropped silently."""
