"""E-mail: single messages (.eml) and mailboxes (mbox), put together to threads.

Mails belong together by Message-ID, In-Reply-To and References, else by Gmail's thread number, else by
subject. Each thread is read like one that somebody pastes, oldest mail first: quotes, signatures and who is
who are told in one place for both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import cast

from draft_escalation.thread.decode import decode
from draft_escalation.thread.html import html_to_text
from draft_escalation.thread.readers.mail_threads import MailThreads
from draft_escalation.thread.readers.mailbox import split_mailbox
from draft_escalation.thread.readers.reader import Broken, BundleFormat, Part, Pasted, System
from draft_escalation.thread.readers.records import container_of

_ANSWER = re.compile(
    r"^(?:(?:re|aw|sv|fwd?|tr|wg|回复|答复|rv|r|antw)(?:\[\d{1,3}\])?\s{0,3}[::]\s{0,3}){1,20}", re.IGNORECASE
)
_ID = re.compile(r"<[^<>\s]{1,500}>")
_MAIL = "message/rfc822"
_SEE_HTML = re.compile(r"view (?:this )?(?:e-?mail|message)? ?in (?:html|your browser)", re.IGNORECASE)


def _claims(parts: Sequence[Part]) -> Sequence[Part]:
    return [part for part in parts if _is_mail(part)]


def _is_mail(part: Part) -> bool:
    try:
        return container_of(part) == "mail"
    except (OSError, ValueError, EOFError):
        return False


def _threads(parts: Sequence[Part]) -> Iterator[Pasted | Broken]:
    with MailThreads() as threads:
        for part in parts:
            try:
                with part.open() as file:
                    for raw in split_mailbox(file):
                        _keep(_Mail.of(raw), part.name, threads)
            except (OSError, EOFError, ValueError) as error:
                yield Broken(part.name, f"cannot be read to its end ({error})")
        yield from threads.threads()


def _keep(mail: "_Mail", part: str, threads: MailThreads) -> None:
    threads.put(part, f"{part}#{mail.id or mail.subject}", mail.names, mail.sent_at, _pasted(mail))


@dataclass(frozen=True, slots=True)
class _Mail:
    """One message: who, when, what, and which messages it answers."""

    id: str
    thread: str
    answers: tuple[str, ...]
    subject: str
    sender: str
    receiver: str
    sent_at: datetime | None
    sent_words: str
    text: str
    automatic: bool
    files: tuple[str, ...]
    inside: "tuple[_Mail, ...]"

    @classmethod
    def of(cls, raw: bytes) -> "_Mail":
        """The message of these bytes; what is missing or malformed is empty."""
        return cls.parsed(message_from_bytes(raw, policy=policy.default))

    @classmethod
    def parsed(cls, mail: EmailMessage) -> "_Mail":
        """The same of a parsed one: a mail may lie in a mail."""
        words = _header(mail, "date")
        answers = _ID.findall(f"{_header(mail, 'references')} {_header(mail, 'in-reply-to')}")
        return cls(
            id=next(iter(_ID.findall(_header(mail, "message-id"))), ""),
            thread=_header(mail, "x-gm-thrid"),
            answers=tuple(dict.fromkeys(answers)),
            subject=_header(mail, "subject"),
            sender=_header(mail, "from"),
            receiver=_header(mail, "to"),
            sent_at=_date(words),
            sent_words=words,
            text=_body(mail),
            automatic=_is_automatic(mail),
            files=tuple(_files(mail)),
            inside=tuple(_inside(mail)),
        )

    @property
    def names(self) -> Iterator[str]:
        """What mails of one thread have in common."""
        yield from (f"id {one}" for one in (self.id, *self.answers) if one)
        if self.thread:
            yield f"gmail {self.thread}"
        subject = _ANSWER.sub("", self.subject).strip().lower()
        if subject and not self.answers:
            yield f"subject {subject}"


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # a header that cannot be parsed
        return ""


def _is_automatic(mail: EmailMessage) -> bool:
    """Whether a program answered: out of office, received, could not be delivered."""
    answered = _header(mail, "auto-submitted").lower().startswith("auto-replied")
    return answered or mail.get_content_type() == "multipart/report"


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
    for part in _own(mail):
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            yield part


def _own(mail: EmailMessage) -> Iterator[EmailMessage]:
    """A mail's parts, without those of the mails in it."""
    yield mail
    if mail.is_multipart() and mail.get_content_type() != _MAIL:
        for part in mail.iter_parts():
            yield from _own(cast("EmailMessage", part))


def _inside(mail: EmailMessage) -> Iterator[_Mail]:
    """The mails in a mail: what was forwarded as an attachment."""
    for part in _own(mail):
        if part.get_content_type() == _MAIL and part.is_multipart():
            yield _Mail.parsed(cast("EmailMessage", part.get_payload(0)))


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
    for part in _own(mail):
        if part.get_content_disposition() == "attachment" or (
            not part.is_multipart() and part.get_filename()
        ):
            yield part.get_filename() or part.get_content_type()


def _pasted(mail: _Mail) -> str:
    """A mail as mail programs copy it: a block of headers, then its words, then the mails in it."""
    heads = (
        ("From", mail.sender or "unknown author"),
        ("Sent", mail.sent_words),
        ("To", mail.receiver),
        ("Auto-Submitted", "auto-replied" * mail.automatic),
        ("Subject", mail.subject),
    )
    block = "\n".join(f"{name}: {value}" for name, value in heads if value)
    files = "".join(f"\n[attachment: {name}]" for name in mail.files)
    return "\n".join((f"{block}\n\n{mail.text}{files}\n", *map(_pasted, mail.inside)))


SYSTEM = System(bundles=(BundleFormat("E-mail", _claims, _threads),))
