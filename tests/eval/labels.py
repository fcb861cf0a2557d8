"""One small thread and its label, for the tests to change."""

from typing import Any

THREAD = """Subject: Export stops

Ana Lind (customer)
Apr 13, 2026, 09:10
The export of the stock list stops at 40 percent with error E-17 since Monday. 12 clerks cannot count.

Yusra (agent)
Apr 13, 2026, 10:00
I reproduced it on version 4.2. I restarted the export service and nothing changed.
"""
LABEL: dict[str, Any] = {
    "id": "t1",
    "source": "synthetic",
    "style": "zendesk-paste",
    "decision": "escalate",
    "triggers": ["technical"],
    "target": "engineering",
    "acceptable_targets": ["engineering"],
    "severity": "high",
    "acceptable_severities": ["high", "medium"],
    "is_bug": True,
    "facts": [],
}
