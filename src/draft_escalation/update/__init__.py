"""An earlier brief and the thread that has grown since: the redraft, and what changed."""
