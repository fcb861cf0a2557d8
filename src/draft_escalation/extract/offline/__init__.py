"""The offline engine: cues kept as data, no network, milliseconds a thread."""
