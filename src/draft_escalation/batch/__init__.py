"""Many threads: drafted one by one, journaled, resumable; each ends once, as done or as failed."""
