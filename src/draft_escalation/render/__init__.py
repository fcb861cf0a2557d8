"""The brief in its formats, one module each."""
