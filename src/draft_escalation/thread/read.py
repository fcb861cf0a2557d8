"""Reads one pasted thread: from bytes to messages with numbered lines, authors, times and roles."""

import hashlib
import re
import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from draft_escalation.errors import UserError
from draft_escalation.thread.conduct import answers, notes
from draft_escalation.thread.decode import Decoded, decode
from draft_escalation.thread.html import html_to_text, looks_like_html
from draft_escalation.thread.model import Message, Reading, Role, Thread, Visibility
from draft_escalation.thread.paste.posts import Paste, Post, cut
from draft_escalation.thread.paste.style import style_of
from draft_escalation.thread.roles import Person, guessed, people_of
from draft_escalation.thread.tile import messages_of, top_message

_REPLY = re.compile(
    r"(?:\s{0,3}(?:re|aw|sv|antw|fwd?|wg|tr|rv)(?:\[\d{1,3}\])?\s?:){1,9}\s{0,3}", re.IGNORECASE
)
_PLAIN = re.compile(r"[\w.@+-]{1,200}")
_HARMLESS = re.compile(r"[\w.@+ &()'~|/-]{1,200}")


def read_thread(
    data: bytes | str,
    *,
    source: str,
    staff: Sequence[str] = (),
    customer: Sequence[str] = (),
    encoding: str | None = None,
) -> Thread:
    """Gives the thread that a pasted text holds; its lines tile the decoded text (HTML: after conversion).

    `staff` and `customer` are names or domains that decide who is who; `source` names the text in errors.
    Raises UserError for empty, blank or binary input, and where no person says anything.
    """
    decoded = _decoded(data, encoding)
    text = html_to_text(decoded.text) if looks_like_html(decoded.text) else decoded.text
    if not text.strip():
        raise UserError(f"{source}: no text in it; paste or pipe in the whole ticket thread")
    paste = cut(text)
    top, said = top_message(paste, text), messages_of(paste, text)
    people = people_of(said, paste.fields, staff, customer)
    inside = any(person.noted for person in people) and all(person.role != "customer" for person in people)
    messages = tuple(
        replace(
            message,
            role=_role(post, person.role),
            visibility=_visibility(post, message, person, inside=inside),
        )
        for person, (post, message) in zip(people, said, strict=True)
    )
    if not any(message.role != "system" and _speaks(message) for message in messages):
        raise UserError(
            f"{source}: nobody says anything in it; paste the messages too, not only fields or buttons"
        )
    reading = Reading(
        style=style_of(paste, text),
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        structured=paste.structured,
        roles_guessed=guessed(people),
    )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Thread(digest, source, _subject(paste), (*((top,) if top else ()), *messages), reading)


def describe(thread: Thread) -> str:
    """Says in one line how the thread was read: how many messages, what kind of paste, who is who."""
    said = [message for message in thread.messages if message.id != "m0" and message.role != "system"]
    names: dict[Role, Counter[str]] = {"customer": Counter(), "agent": Counter()}
    for message in said:
        if message.role in names and message.author:
            names[message.role][message.author] += 1
    parts = [_listed(list(counted), role) for role, counted in names.items() if counted]
    notes = sum(message.visibility == "internal" for message in said)
    if notes:
        parts.append(_counted(notes, "internal note"))
    who = f": {'; '.join(parts)}" if parts else ""
    doubt = _doubt(thread, list(names["agent"]))
    return f"read {_counted(len(said), 'message')} ({thread.reading.style}){who}.{doubt}"


def _decoded(data: bytes | str, encoding: str | None) -> Decoded:
    if isinstance(data, bytes):
        return decode(data, encoding)
    if "\0" in data:
        raise UserError("this is binary data, not text; export the thread as text, JSON, CSV or HTML")
    return Decoded(data.replace("\r\n", "\n").replace("\r", "\n"), "utf-8", guessed=False)


def _role(post: Post, role: Role) -> Role:
    """A person's role, but for what a program answered in their name."""
    return "system" if post.head and post.head.automatic else role


def _speaks(message: Message) -> bool:
    return any(
        not {"header", "chrome"}.intersection(line.flags) and line.text.strip() for line in message.lines
    )


def _visibility(post: Post, message: Message, person: Person, *, inside: bool) -> Visibility:
    """Who may read it; what an agent notes about the customer is no reply, unless a badge says so."""
    if post.head and (post.head.visibility or post.head.event):
        return message.visibility
    noted = inside or notes(message) or (person.noted and not answers(message))
    return "internal" if noted and person.role == "agent" else message.visibility


def _subject(paste: Paste) -> str | None:
    heads = (post.head.subject for post in paste.posts if post.head)
    subject = paste.fields.subject or next((subject for subject in heads if subject), None)
    return _REPLY.sub("", subject, count=1).strip() or None if subject else None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _listed(names: list[str], role: str) -> str:
    shown = names[:4]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return f"{', '.join(shown)}{more} {role}"


def _doubt(thread: Thread, agents: list[str]) -> str:
    if agents:
        return f" Wrong? --staff {','.join(map(_quoted, agents[:3]))}"
    return " Who is support? --staff NAME" if any(message.author for message in thread.messages) else ""


def _quoted(name: str) -> str:
    """A name as a shell takes it."""
    if _PLAIN.fullmatch(name):
        return name
    return f'"{name}"' if _HARMLESS.fullmatch(name) else shlex.quote(name)
