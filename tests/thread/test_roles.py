"""Who is who: what decides, what only suggests."""

import pytest

from draft_escalation.thread.model import Role
from draft_escalation.thread.read import read_thread


def _roles(
    *said: tuple[str, str], staff: tuple[str, ...] = (), customer: tuple[str, ...] = (), top: str = ""
) -> dict[str, Role]:
    text = top + "".join(
        f"{who} - 2026-04-13 15:{minute:02}\n{words}\n\n" for minute, (who, words) in enumerate(said)
    )
    thread = read_thread(text, source="test", staff=staff, customer=customer)
    return {m.author: m.role for m in thread.messages if m.author}


HELP = ("Ana", "The export fails since Monday, can you help?")


@pytest.mark.parametrize(
    ("who", "words", "role"),
    [
        ("Yusra", "I can confirm the bug, I've restarted the worker.", "agent"),
        ("Yusra", "Could you send the log? Which version is it?", "agent"),
        ("Yusra", "We are looking into it.", "agent"),
        ("Yusra", "Wir prüfen das. Welche Version nutzen Sie?", "agent"),
        ("Yusra (customer)", "We are looking into it.", "customer"),
        ("Yusra (agent)", "Same here.", "agent"),
        ("Yusra (CS lead)", "Same here.", "agent"),
        ("Yusra (T3)", "Same here.", "agent"),
    ],
)
def test_the_second_author(who: str, words: str, role: Role) -> None:
    """A badge decides; else what the author says."""
    assert _roles(HELP, (who, words)) == {"Ana": "customer", "Yusra": role}


@pytest.mark.parametrize(
    "words",
    [
        "Same here.",
        "+1 for this",
        "We have the same problem in our shop.",
        "Chez nous aussi, ne fonctionne plus.",
    ],
)
def test_who_has_it_too_is_a_customer(words: str) -> None:
    """A further sufferer is not staff."""
    assert _roles(HELP, ("Yusra", "We are looking into it."), ("Mateo", words))["Mateo"] == "customer"


def test_a_room_of_colleagues_has_no_customer() -> None:
    """They speak of customers and of their own releases; what a screen says in quotes is nobody's trouble."""
    room = (
        "Kelechi  11:02 AM\n{}\nRasmus  11:09 AM\nwe pushed nothing today\nAna  11:21 AM\ntold both of them\n"
    )

    def roles(opening: str) -> dict[str | None, Role]:
        thread = read_thread(room.format(opening), source="test")
        return {message.author: message.role for message in thread.messages if message.author}

    assert set(roles('two bakeries keep ringing us, tills stuck on "waiting for host"').values()) == {"agent"}
    assert roles("our tills are stuck, we are waiting for you")["Kelechi"] == "customer"


def test_whom_the_opener_asks_is_an_agent() -> None:
    """@mentions by the one with the problem."""
    roles = _roles(
        ("Ana", "Down again. @yusra could you investigate?"),
        ("mateo", "Same here."),
        ("yusra", "Restarting it now."),
    )
    assert roles == {"Ana": "customer", "mateo": "customer", "yusra": "agent"}


def test_names_given_by_the_user_decide() -> None:
    """--staff and --customer beat everything; first names and domains will do."""
    said = (("Ana Pérez", "We are looking into it."), ("Yusra Khan", "Same here, please help."))
    assert _roles(*said, staff=("Yusra",)) == {"Ana Pérez": "customer", "Yusra Khan": "agent"}
    assert _roles(*said, customer=("Ana Pérez",), staff=("yusra khan",))["Yusra Khan"] == "agent"
    mails = (("Ana <ana@freight.example>", "We are looking into it."), ("Mo <mo@acme.example>", "Same here."))
    assert _roles(*mails, staff=("@acme.example",), customer=("freight.example",)) == {
        "Ana": "customer",
        "Mo": "agent",
    }


def test_fields_name_both_sides() -> None:
    """Requester and Assignee of the ticket."""
    top = "Requester: Ana Pérez\nAssignee: Yusra Khan\n\n"
    assert _roles(
        ("Yusra Khan", "Opened for the customer after a call."),
        ("Ana Pérez", "Thanks, it fails still."),
        top=top,
    ) == {
        "Yusra Khan": "agent",
        "Ana Pérez": "customer",
    }


def test_a_support_address_and_its_colleagues() -> None:
    """support@ is staff, and so are others of its domain."""
    roles = _roles(
        ("Ana <ana@freight.example>", "The export fails."),
        ("Yusra <support@acme.example>", "Noted."),
        ("Mateo <mateo@acme.example>", "It is the queue."),
        ("Lea <lea@freight.example>", "Any news?"),
    )
    assert roles == {"Ana": "customer", "Yusra": "agent", "Mateo": "agent", "Lea": "customer"}


def test_who_was_not_certain_is_named() -> None:
    """Roles that rest on a hint alone are said."""
    text = "Ana - 2026-04-13 15:22\nExport fails.\n\nMateo - 2026-04-13 15:30\nHm.\n"
    assert read_thread(text, source="test").reading.roles_guessed == ("Mateo",)
    assert read_thread(text, source="test", staff=("Mateo",)).reading.roles_guessed == ()


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Clinic Sonne just called me. Their nurse cannot log in.", "agent"),
        ("Marlow Dental says their whole system is down.", "agent"),
        ("FitHub is on the phone, they want to know more.", "agent"),
        ("Granit (ARR 300k) wants a date from our CEO.", "agent"),
        ("A guest just called me, our portal shows a blank page.", "customer"),
        ("The app says it cannot connect.", "customer"),
        ("Your colleague called me, and I still have no answer.", "customer"),
    ],
)
def test_who_passes_on_what_others_say_is_a_colleague(words: str, role: Role) -> None:
    """An opener who speaks of the customer in the third person, and not of trouble of their own."""
    assert _roles(("Ana", words), ("Mateo", "I see it in the log."))["Ana"] == role


def test_who_is_not_on_a_side_that_the_user_names_is_on_the_other() -> None:
    """Unless a badge says so; and no such name is a guess."""
    said = (("Ana", "We are looking into it."), ("Yusra", "Same here."), ("Mateo (agent)", "Noted."))
    assert _roles(*said, staff=("Yusra",)) == {"Ana": "customer", "Yusra": "agent", "Mateo": "agent"}
    assert _roles(*said, customer=("Ana",)) == {"Ana": "customer", "Yusra": "agent", "Mateo": "agent"}
    text = "Ana - 2026-04-13 15:22\nHm.\n\nMateo - 2026-04-13 15:30\nHm.\n\nLea - 2026-04-13 15:31\nHm.\n"
    assert read_thread(text, source="test").reading.roles_guessed
    assert read_thread(text, source="test", customer=("Ana",)).reading.roles_guessed == ()


def test_the_desk_that_a_mail_is_sent_to() -> None:
    """Whoever writes from the domain of `To: support@…` helps; who writes from another asks."""
    thread = read_thread(
        "From: Yusra <yusra@acme.example>\nTo: Ana\nDate: 13 Apr 2026 16:00\n\nSame here, any news?\n\n"
        "-----Original Message-----\nFrom: Ana <ana@freight.example>\nTo: support@acme.example\n"
        "Date: 13 Apr 2026 15:00\n\nI can reproduce it and I have restarted the worker. "
        "As a workaround I have reset it.\n",
        source="test",
    )
    assert [(m.author, m.role) for m in thread.messages] == [("Ana", "customer"), ("Yusra", "agent")]


def test_a_forum_passer_by_is_no_agent_beside_one_who_is() -> None:
    """Who only answers the opener helps where nobody else does."""
    said = (HELP, ("Yusra (Acme Team)", "There is no setting."), HELP, ("Mateo", "Hm, pity."))
    assert _roles(*said)["Mateo"] == "customer"


def test_who_tells_of_their_own_people_is_no_colleague() -> None:
    """An administrator speaks of "they" as well."""
    text = (
        "Ana  10:04\nour drivers see no routes. they get an empty list, their phones are fine, "
        "they restarted\n\n"
        "Yusra  10:06\nthanks, which version is it?\n"
    )
    thread = read_thread(text, source="test")
    assert {m.author: m.role for m in thread.messages if m.author} == {"Ana": "customer", "Yusra": "agent"}


def test_a_chat_with_a_customer_is_no_room_of_colleagues() -> None:
    """Talk of tickets alone does not make the one with the problem a colleague."""
    text = (
        "#acme-freight\n\nAna  10:04\nour terminals hang, any news? we have 3 tickets in with you\n\n"
        "Yusra  10:06\nlooking into it, status page is green\n"
    )
    thread = read_thread(text, source="test")
    assert {m.author: m.role for m in thread.messages if m.author} == {"Ana": "customer", "Yusra": "agent"}
