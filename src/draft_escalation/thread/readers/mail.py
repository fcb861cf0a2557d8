"""E-mail: single messages (.eml) and mailboxes (mbox), put together to threads.

Mails belong together by Message-ID, In-Reply-To and References, else by Gmail's thread number, else by
subject. Each thread is read like one that somebody pastes, oldest mail first: quotes, signatures and who is
who are told in one place for both. The mailbox is split here, since an unescaped line that begins with `From
` would make a message that nobody sent.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from draft_escalation.thread.decode import decode
from draft_escalation.thread.html import html_to_text
from draft_escalation.thread.readers.reader import Broken, BundleFormat, Part, Pasted, System
from draft_escalation.thread.readers.records import container_of

_FROM = re.compile(rb"(?:\A|\n\r?\n)From [^\r\n]{1,300} \d{4}\r?\n")
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_ANSWER = re.compile(
    r"^(?:(?:re|aw|sv|fwd?|tr|wg|回复|答复|rv|r|antw)(?:\[\d{1,3}\])?\s{0,3}[::]\s{0,3}){1,20}", re.IGNORECASE
)
_NEVER = datetime.max.replace(tzinfo=UTC)
_ID = re.compile(r"<[^<>\s]{1,500}>")
_SEE_HTML = re.compile(r"view (?:this )?(?:e-?mail|message)? ?in (?:html|your browser)", re.IGNORECASE)


def _claims(parts: Sequence[Part]) -> Sequence[Part]:
    return [part for part in parts if _is_mail(part)]


def _is_mail(part: Part) -> bool:
    try:
        return container_of(part) == "mail"
    except (OSError, ValueError, EOFError):
        return False


def _threads(parts: Sequence[Part]) -> Iterator[Pasted | Broken]:
    mails: list[_Mail] = []
    for part in parts:
        try:
            with part.open() as file:
                mails += [_Mail.of(raw, part.name) for raw in split_mailbox(file.read())]
        except (OSError, ValueError) as error:
            yield Broken(part.name, f"cannot be read ({error})")
    for group in _groups(mails):
        group.sort(key=lambda mail: (mail.sent_at is None, mail.sent_at or _NEVER))
        first = group[0]
        yield Pasted(f"{first.part}#{first.id or first.subject}", "\n\n".join(map(_pasted, group)))


def split_mailbox(data: bytes) -> list[bytes]:
    """The messages of a mailbox, `>From ` made `From ` again; a single message is one."""
    starts = list(_FROM.finditer(data)) if data.startswith(b"From ") else []
    if not starts:
        return [data]
    ends = [match.start() for match in starts[1:]] + [len(data)]
    return [_ESCAPED.sub(b"", data[match.end() : end]) for match, end in zip(starts, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class _Mail:
    """One message: who, when, what, and which messages it answers."""

    part: str
    id: str
    thread: str
    answers: tuple[str, ...]
    subject: str
    sender: str
    receiver: str
    sent_at: datetime | None
    sent_words: str
    text: str
    files: tuple[str, ...]

    @classmethod
    def of(cls, raw: bytes, part: str) -> "_Mail":
        """The message of these bytes; what is missing or malformed is empty."""
        mail = message_from_bytes(raw, policy=policy.default)
        words = _header(mail, "date")
        answers = _ID.findall(f"{_header(mail, 'references')} {_header(mail, 'in-reply-to')}")
        return cls(
            part=part,
            id=next(iter(_ID.findall(_header(mail, "message-id"))), ""),
            thread=_header(mail, "x-gm-thrid"),
            answers=tuple(dict.fromkeys(answers)),
            subject=_header(mail, "subject"),
            sender=_header(mail, "from"),
            receiver=_header(mail, "to"),
            sent_at=_date(words),
            sent_words=words,
            text=_body(mail),
            files=tuple(_files(mail)),
        )


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # a header that cannot be parsed
        return ""


def _date(words: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _body(mail: EmailMessage) -> str:
    """The plain text; where there is none, or only a pointer to HTML, the text of the HTML."""
    plain = "\n".join(_content(part) for part in _parts(mail, "text/plain")).strip()
    if plain and not _SEE_HTML.fullmatch(plain.strip(" .")):
        return plain
    return "\n".join(html_to_text(_content(part)) for part in _parts(mail, "text/html")).strip() or plain


def _parts(mail: EmailMessage, kind: str) -> Iterator[EmailMessage]:
    for part in mail.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            yield part


def _content(part: EmailMessage) -> str:
    """A part's text: by its own encoding, else as pasted bytes are read."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return ""
    try:
        return data.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        return decode(data, None).text


def _files(mail: EmailMessage) -> Iterator[str]:
    for part in mail.walk():
        if part.get_content_disposition() == "attachment" or (
            not part.is_multipart() and part.get_filename()
        ):
            yield part.get_filename() or part.get_content_type()


def _groups(mails: Sequence[_Mail]) -> Iterator[list[_Mail]]:
    """Mails of one thread, in the order of their first one."""
    groups: dict[str, list[_Mail]] = {}
    key_of: dict[str, str] = {}
    for number, mail in enumerate(mails):
        names = [f"id {one}" for one in (mail.id, *mail.answers) if one]
        names += [f"gmail {mail.thread}"] if mail.thread else []
        subject = _ANSWER.sub("", mail.subject).strip().lower()
        if subject and not mail.answers:
            names.append(f"subject {subject}")
        keys = list(dict.fromkeys(key_of[name] for name in names if name in key_of))
        home = keys[0] if keys else str(number)
        for other in keys[1:]:
            groups[home] += groups.pop(other)
            key_of.update({name: home for name, key in key_of.items() if key == other})
        groups.setdefault(home, []).append(mail)
        key_of.update(dict.fromkeys(names, home))
    yield from groups.values()


def _pasted(mail: _Mail) -> str:
    """A mail as mail programs copy it: a block of headers, then its words."""
    heads = (
        ("From", mail.sender or "unknown author"),
        ("Sent", mail.sent_words),
        ("To", mail.receiver),
        ("Subject", mail.subject),
    )
    block = "\n".join(f"{name}: {value}" for name, value in heads if value)
    files = "".join(f"\n[attachment: {name}]" for name in mail.files)
    return f"{block}\n\n{mail.text}{files}\n"


SYSTEM = System(bundles=(BundleFormat("E-mail", _claims, _threads),))
