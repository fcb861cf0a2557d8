"""Times as tools and people write them: header time stamps, and times inside prose."""

from draft_escalation.thread.prose_times import TimeMention, find_times
from draft_escalation.thread.stamps import find_stamps, read_stamp

__all__ = ["TimeMention", "find_stamps", "find_times", "read_stamp"]
