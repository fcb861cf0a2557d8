"""Mail of support to its own people in the middle of a customer's chain."""

from dataclasses import replace

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline import last_update
from draft_escalation.extract.offline.inside import with_own_mail
from draft_escalation.extract.offline.view import View
from draft_escalation.thread.model import Thread


def _chain(header: str, body: str) -> Thread:
    """A customer's mail and, behind it, one of support with these rows in its header."""
    thread = thread_of(
        Said("Odile Brun", "customer", "The ledger is empty.", "2026-04-13T09:00:00"),
        Said("Yusra Haddad", "agent", body, "2026-04-13T10:00:00"),
    )
    first, second = thread.messages
    head = replace(second.lines[0], text=f"From: Yusra Haddad\n{header}\n")
    return replace(thread, messages=(first, replace(second, lines=(head, *second.lines[1:]))))


def _visibility(thread: Thread) -> str:
    return with_own_mail(thread).messages[-1].visibility


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("To: escalations@acorn.example", "Need a decision on this."),
        ("To: Support Leads\nSubject: FW: ledger", "Need a decision on this."),
        ("An: Thorsten Eilers (Leitung)", "Hallo Thorsten, ich muss damit zu dir."),
        ("À : Équipe plateforme", "Bonjour, merci de regarder."),
        ("Subject: Fwd: ledger", "See below."),
        ("Date: today", "Hi Magnus, Aoife,\nMs Brun wants an answer by Friday."),
    ],
)
def test_a_mail_to_colleagues_is_internal(header: str, body: str) -> None:
    """Recipients, a subject that passes it on, or a greeting of others says so."""
    assert _visibility(_chain(header, body)) == "internal"


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("To: Odile Brun <odile@brun-books.example>", "We look into it."),
        ("To: o.brun@brun-books.example\nSubject: RE: ledger", "We look into it."),
        ("Subject: Re: ledger", "Hi Odile, we look into it."),
        ("Date: today", "Hi there, we look into it."),
        ("Date: today", "Hello Sam, we look into it."),
        ("Date: today", "We look into it."),
    ],
)
def test_an_answer_to_the_customer_stays_public(header: str, body: str) -> None:
    """Who is addressed is the customer, or nobody else for certain."""
    assert _visibility(_chain(header, body)) == "public"


def test_a_customer_s_mail_is_never_internal() -> None:
    """Only support has colleagues here."""
    thread = thread_of(Said("Odile Brun", "customer", "Hi Magnus,\nMs Brun wants it."))
    assert with_own_mail(thread) is thread


def test_a_note_that_greets_the_customer_is_an_answer() -> None:
    """Whatever else marked it as internal; only what stands before "internal note" was told."""
    thread = thread_of(
        Said("Odile Brun", "customer", "The ledger is empty.", "2026-04-13T09:00:00"),
        Said("Tobi", "agent", "Hi Odile, I see it too.\nInternal note: ask Ines.", None, "internal"),
    )
    inside = with_own_mail(thread)
    assert inside.messages[-1].visibility == "public"
    (fact,) = last_update.find(View(inside))
    assert "I see it too" in fact.text
    assert "Ines" not in fact.text


def test_a_note_to_colleagues_stays_one() -> None:
    """A greeting of others, or none, leaves it as it was; so does the draft of an answer that nobody sent."""
    for words in ("Hi Ines, Ms Brun called.", "Ms Brun called.", "Hi Odile, we will refund you."):
        note = Said("Tobi", "agent", words, None, "internal")
        assert _visibility(thread_of(Said("Odile Brun", "customer", "It is empty."), note)) == "internal"
