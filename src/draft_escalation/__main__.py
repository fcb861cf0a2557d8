"""`python -m draft_escalation`: the command line."""

from draft_escalation.cli import main

main()
