"""The validator: rules over a brief, its signals and its thread."""
