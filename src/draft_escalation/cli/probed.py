"""What `doctor` says of an endpoint: what was asked, what came, what drafts will do, what to change."""

from collections.abc import Iterator

from draft_escalation.extract.llm.probe import Probed, Tried, window_within
from draft_escalation.extract.llm.purse import CHARS_A_TOKEN
from draft_escalation.settings import Settings

_ASKED = {"tools": "a forced call of a function", "json_schema": "text in a strict JSON schema"}
_SMALLEST = 500
_ROUND = 100

Row = tuple[str, str]


def rows(probed: Probed, settings: Settings) -> Iterator[Row]:
    """A state and a line each for answer, modes, count of tokens, and context."""
    yield _answer(probed)
    errors = {one.error for one in probed.tried}
    if len(errors) == 1 and None not in errors:
        yield "broken", f"no mode works: {errors.pop()}"
        return
    yield from (_mode(one, probed, settings) for one in probed.tried)
    yield _usage(probed)
    yield _context(probed.context, settings)


def _answer(probed: Probed) -> Row:
    count = len(probed.models)
    listed = f"it lists {count or 'no'} model{'' if count == 1 else 's'}"
    if probed.models and probed.model not in probed.models:
        return "note", f"{listed}, and {probed.model} is not among them; drafts will ask for it all the same"
    return "ok", f"the endpoint answers, {listed}; drafts will ask {probed.model}"


def _mode(tried: Tried, probed: Probed, settings: Settings) -> Row:
    used = tried.mode == settings.mode
    text = f"mode {tried.mode}{', which drafts use' if used else ''}: asked for {_ASKED[tried.mode]}; "
    if tried.error is None:
        return "ok", f"{text}the form came"
    text += f"what came: {tried.error.rstrip('.')}"
    if not used:
        return "note", text
    others = [one.mode for one in probed.tried if one.error is None]
    mend = f'set mode = "{others[0]}", which works' if others else "use another model, or --engine offline"
    return "broken", f"{text}; {mend}"


def _usage(probed: Probed) -> Row:
    counts = [one.tokens for one in probed.tried if one.tokens]
    if not counts:
        return (
            "note",
            f"tokens are not counted by the endpoint; they are estimated, {CHARS_A_TOKEN} characters each",
        )
    sent, got = map(sum, zip(*counts, strict=True))
    return "ok", f"tokens are counted by the endpoint: this probe took {sent:,} in and {got:,} out"


def _context(context: int | None, settings: Settings) -> Row:
    window = settings.window_tokens
    part = f"a request carries at most {window:,} tokens of a thread (window_tokens)"
    if context is None:
        needed = window - window_within(0)
        return (
            "note",
            f"context not told; {part}, so it must hold {needed:,}; where it is smaller, set window_tokens",
        )
    fits = window_within(context) // _ROUND * _ROUND
    if window <= window_within(context):
        return "ok", f"context {context:,} tokens; {part}, longer threads go in parts"
    if fits < _SMALLEST:
        return (
            "broken",
            f"context {context:,} tokens, too few for a draft; serve the model with more, or use another",
        )
    return "broken", f"context {context:,} tokens, but {part}; set window_tokens = {fits}"
