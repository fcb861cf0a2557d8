"""Names the kind of paste, for people: Zendesk, Slack, e-mail, a forum page."""

from collections import Counter

from draft_escalation.thread.paste.posts import Paste
from draft_escalation.thread.paste.words import words

_BY_SHAPE = {
    "mail": "e-mail chain",
    "wrote": "e-mail chain",
    "row @": "forum page",
    "row #": "forum page",
    "turn": "transcript",
    "note": "notes",
    "lead": "chat",
    "trail": "chat",
    "row": "pasted page",
    "stack": "pasted page",
}
_LOOK_AT = 20_000


def style_of(paste: Paste, text: str) -> str:
    """Gives the name of the kind of paste, `plain text` where no message has a header."""
    shapes = Counter(post.head.shape for post in paste.posts if post.head and not post.head.event)
    if not shapes:
        return "plain text"
    usual = shapes.most_common(1)[0][0]
    if usual.startswith(("row", "stack")) and any(
        post.head.stamp
        and post.head.stamp.text[:1].isdigit()
        and post.head.stamp.has_time
        and not post.head.stamp.has_date
        for post in paste.posts
        if post.head
    ):
        return "Slack paste"
    if usual.startswith(("row", "stack")):
        lowered = text[:_LOOK_AT].lower()
        for style in words().style:
            if any(mark in lowered for mark in style.marks):
                return f"{style.name} paste"
    return next(name for shape, name in _BY_SHAPE.items() if usual.startswith(shape))
