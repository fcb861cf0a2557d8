"""A command line of its own for the tests that run one: see the fixtures of tests/cli."""

from cli.conftest import command, folder

__all__ = ["command", "folder"]
