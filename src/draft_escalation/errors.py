"""The errors that end a command, split by who must act.

    DraftEscalationError
    ├── UserError      the person at the keyboard: input, options, settings
    ├── ModelError     the model answered, but not with what was asked
    ├── EndpointError  the endpoint could not be reached, or said no
    │   └── EndpointDown   for everybody and for longer than a wait: nothing more need be sent now
    └── RuleCrashed    one of our rules raised: a defect of ours

Every text is one line: what was met, what was expected, what to do next.
"""

from typing import NamedTuple


class Spent(NamedTuple):
    """Tokens sent and received, and requests."""

    tokens_in: int = 0
    tokens_out: int = 0
    requests: int = 0


class DraftEscalationError(Exception):
    """Anything that ends a command with one line and exit code 2; `spent` is what a model cost before it."""

    spent: Spent = Spent()


class UserError(DraftEscalationError):
    """Input, an option or a setting that the user must change."""


class ModelError(DraftEscalationError):
    """The model answered with something else than was asked: a refusal, a cut or malformed answer."""


class EndpointError(DraftEscalationError):
    """The endpoint could not be reached, timed out, or refused the request for good."""


class EndpointDown(EndpointError):  # noqa: N818  (it names what happened)
    """The endpoint answers nobody, or asks everybody to wait for long: what is left is for a later run."""


class RuleCrashed(DraftEscalationError):  # noqa: N818  (it names what happened)
    """A validator rule raised an exception; the run cannot be trusted."""
