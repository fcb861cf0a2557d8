"""How good an engine is: its briefs of labelled threads, scored by code."""
