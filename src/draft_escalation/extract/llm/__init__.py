"""The language-model engine: the only room that talks to an endpoint."""
