"""The brief's shapes: what an engine reports, what the rules make of it, what is printed."""
