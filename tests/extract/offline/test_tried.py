"""What was tried: the deeds, and what the thread says came of them."""

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Tried
from draft_escalation.extract.offline import tried
from draft_escalation.extract.offline.view import View

# What a customer writes → the action's words, the result's words.
TOLD = [
    ("I restarted the router twice but nothing changed.", "restarted the router", "nothing changed"),
    ("We cleared the cache → same error", "cleared the cache", "same error"),
    ("I've swapped both cables. No change.", "swapped both cables", "No change"),
    (
        "Our IT team has checked the firewall and they found nothing blocked.",
        "checked the firewall",
        "found nothing",
    ),
    ("The index was rebuilt, still no results.", "index was rebuilt", "still no results"),
    (
        "We upgraded to 10.1 on the test server and observed the same behaviour.",
        "upgraded to 10.1",
        "same behaviour",
    ),
    ("The list stays empty. It is still empty even after a reinstall.", "reinstall", "still empty"),
    ("Reinstalling the driver did not help.", "Reinstalling the driver", "did not help"),
    ("I tried another browser, it works fine there.", "tried another browser", "works fine"),
    ("With the plugin disabled there is no crash.", "plugin disabled", "no crash"),
    ("Our gateway gets stuck until we restart the hub.", "restart the hub", "gets stuck"),
    ("The ping still works and loses 2 %.", "ping", "loses 2 %"),
    ("I power cycle it and everything comes back.", "power cycle it", "everything comes back"),
    ("I checked the payload: the device sends no offset.", "checked the payload", "sends no offset"),
    ("Moved it away from the kiln (no difference)", "away from the kiln", "no difference"),
    ("Wir haben den Router neu gestartet, aber ohne Erfolg.", "Router neu gestartet", "ohne Erfolg"),
    ("J'ai vidé le cache, mais toujours la même erreur.", "vidé le cache", "toujours"),
    ("He reiniciado el servidor, pero sigue igual.", "reiniciado el servidor", "sigue igual"),
    ("Vaciamos la caché y nada.", "Vaciamos la caché", "Nada"),
    ("Nos cambió el router, y sigue lo mismo.", "cambió el router", "sigue lo mismo"),
    ("Ich hab das Kabel umgesteckt, bleibt aber leer.", "Kabel umgesteckt", "bleibt aber leer"),
    ("Ho cambiato il cavo, niente.", "cambiato il cavo", "niente"),
    ("Gave it a night. No change.", "Gave it a night", "No change"),
    ("Also logged everyone out, made no difference.", "logged everyone out", "no difference"),
    ("Did it again with a fresh file: same code.", "with a fresh file", "same code"),
    ("Logging out and back in made it worse.", "Logging out and back in", "made it worse"),
    ("We pulled the cable and plugged it in again - nothing.", "and plugged it in again", "nothing"),
    ("Turned it off and on again: same.", "Turned it off and on again", "same"),
    ("Restarting and reinstalling did not help.", "Restarting and reinstalling", "did not help"),
    ("I tried it, fails the same way.", "I tried", "fails the same way"),
]
# What tells of no deed: how the problem came about, steps, questions, wishes.
SILENT = [
    "Since we upgraded to 7.4 last Friday the totals are wrong.",
    "After we moved to the new plan the export stopped.",
    "I open Reports, choose 12 April and press Print.",
    "Every time I restart the till it asks for the licence.",
    "Have you checked the logs?",
    "We contacted your support twice, still no answer.",
    "We have not restarted the server yet.",
    "Did anyone change the certificate?",
    "I created a ticket about this last week.",
    "I tried to log in this morning and got an error.",
    "We use the Berlin cluster with 40 users.",
    "It has checked in 300 guests so far.",
    "Der Zugang ist seit gestern gesperrt.",
    "Das Programm hat alle Aufträge gelöscht.",
    "Le compte a été bloqué hier.",
    "Se ha borrado todo el historial.",
    "Havent tried the other cable yet.",
    "Not the update, we are still on 3.2.",
]


def _tried(*said: Said) -> tuple[Tried, ...]:
    return tried.find(View(thread_of(*said)))


def _opening(text: str) -> tuple[Tried, ...]:
    return _tried(Said("Ana", "customer", "The export is empty since Monday."), Said("Ana", "customer", text))


@pytest.mark.parametrize(("text", "action", "result"), TOLD)
def test_a_deed_and_what_came_of_it(text: str, action: str, result: str) -> None:
    """Action and result are the sentence's own words."""
    (found,) = _opening(text)
    assert found.kind == "done"
    assert action.lower() in found.action.text.lower()
    assert result.lower() in found.result.text.lower()


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_deed(text: str) -> None:
    """What led to the problem, steps to reproduce it, questions and denials are not tried."""
    assert _tried(Said("Ana", "customer", text)) == ()


def test_a_result_from_the_customers_answer() -> None:
    """What support did gets its result from the customer's later word, each on its own line."""
    (found,) = _tried(
        Said("Ana", "customer", "The till shows no total."),
        Said("Yusra", "agent", "I have restarted the nightly sync for your shop."),
        Said("Ana", "customer", "Thanks for the quick reply. The restart changed nothing."),
    )
    assert (found.action.lines, found.result.lines) == (("m2.1",), ("m3.2",))


def test_a_deed_without_a_result() -> None:
    """Where nobody says what came of it, the result is silent."""
    (found,) = _tried(Said("Mateo", "agent", "I have flushed the mail queue.", visibility="internal"))
    assert (found.result.state, found.result.lines) == ("silent", ())


@pytest.mark.parametrize(
    "text",
    [
        "Will update you by 10:30.",
        "We'll update our customers by noon.",
        "I'll update Ana at 11.",
        "I will update the ticket once I know.",
        "I'll check back with you tomorrow.",
    ],
)
def test_that_somebody_will_be_told_is_no_try(text: str) -> None:
    """A promise of word does nothing against the problem."""
    assert _tried(Said("Ana", "customer", "The labels are blank."), Said("Yusra", "agent", text)) == ()


@pytest.mark.parametrize(
    ("advice", "answer", "result"),
    [
        ("try ?nocache=1", "did, same number. also exported to csv, same", "Did, same number."),
        ("maybe restart the sync", "done, works now", "Done, works now"),
        ("try the other node", "will do later", ""),
        ("try the other node", "which one?", ""),
    ],
)
def test_an_answer_among_colleagues(advice: str, answer: str, result: str) -> None:
    """Where no customer writes, a colleague's answer tells what came of the advice."""
    told = _tried(
        Said("Josh", "agent", "The sum is odd.", visibility="internal"),
        Said("Yusra", "agent", advice, visibility="internal"),
        Said("Josh", "agent", answer, visibility="internal"),
    )
    assert (told[0].action.lines, told[0].result.text or "") == (("m2.1",), result)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'll restart the worker tonight.", "planned"),
        ("We are going to add more memory to the node.", "planned"),
        ("We'll update the server tonight.", "planned"),
        ("Maybe restart the printer.", "suggested"),
        ("Please restart the printer.", "suggested"),
        ("You can try disabling the add-on.", "suggested"),
    ],
)
def test_promises_and_advice(text: str, kind: str) -> None:
    """A promise and an advice are not deeds."""
    found = _tried(Said("Ana", "customer", "The labels are blank."), Said("Yusra", "agent", text))
    assert [one.kind for one in found] == [kind]


def test_advice_that_was_followed() -> None:
    """Advice becomes a deed where the customer says what came of it."""
    (found,) = _tried(
        Said("Ana", "customer", "The labels are blank."),
        Said("Yusra", "agent", "Please reset the printer profile."),
        Said("Ana", "customer", "That did not help."),
    )
    assert (found.kind, found.result.lines) == ("done", ("m3.1",))


# What support tells a customer to do, what the customer writes back → what came of it.
ANSWERED = [
    ("Could you press Relearn on the panel?", "Did. Same beep.", "Same beep"),
    ("Hold the blue key for 5 seconds.", "ok that works", "that works"),
    ('Settings > Printing > Till 2 > send to "Bar"', "yes now it comes out at the bar", "comes out"),
    ("Pull the list down to refresh.", "all there now, thanks", "all there now"),
    ("You can change it: Terms > Spring > end > Save.", "right, its done and shows open", "shows open"),
    ("Can you try it with the overlay off?", "Overlay off, thrown out at 21 min.", "thrown out at 21 min"),
    ('Pick "Zero rate" and save, please.', "done the first one, it says 4.20!!", "4.20"),
    ("Bei „Satz“ auf „wie Artikel“ umstellen, dann speichern.", "Umgestellt. Jetzt 7 auf beides.", "Jetzt 7"),
    ("Ajustes > Datos > Titular, cámbielo y guarde.", "Hecho, ya sale bien.", "ya sale bien"),
    ("Choisissez le modèle Bande et imprimez.", "C'est bon, 3 par feuille.", "3 par feuille"),
]
# … that says nothing of it.
UNANSWERED = [
    ("Hold the blue key for 5 seconds.", "where is the blue key?"),
    ("Hold the blue key for 5 seconds.", "will do after the rush"),
    ("Press Refresh at the bottom left.", "not got a sec, later"),
    ("Could you share the file with me?", "Can't share it, sorry."),
    ("Could you send me the serial number?", "Done, see the mail."),
    ("The limit under Rules > Limits ends on Friday.", "done"),
    ("Bei „Satz“ auf „wie Artikel“ umstellen.", "Wo finde ich das?"),
]


@pytest.mark.parametrize(("advice", "answer", "result"), ANSWERED)
def test_an_answer_to_advice(advice: str, answer: str, result: str) -> None:
    """What support told to do was tried once the customer writes back what came of it."""
    told = _tried(
        Said("Ana", "customer", "The till is odd today."),
        Said("Yusra", "agent", advice),
        Said("Ana", "customer", answer),
    )
    assert [one.kind for one in told] == ["done"]
    assert told[0].action.lines == ("m2.1",)
    assert result.lower() in told[0].result.text.lower()


@pytest.mark.parametrize(("advice", "answer"), UNANSWERED)
def test_what_answers_no_advice(advice: str, answer: str) -> None:
    """Questions, promises and answers to other things leave advice untried."""
    told = _tried(
        Said("Ana", "customer", "The till is odd today."),
        Said("Yusra", "agent", advice),
        Said("Ana", "customer", answer),
    )
    assert all(one.kind != "done" for one in told)


def test_an_answer_belongs_to_the_last_advice() -> None:
    """What came of the second advice is not told of the first."""
    told = _tried(
        Said("Ana", "customer", "The till is odd today."),
        Said("Yusra", "agent", "Press Refresh at the bottom left."),
        Said("Ana", "customer", "I see no such button."),
        Said("Yusra", "agent", "Hold the blue key for 5 seconds."),
        Said("Ana", "customer", "ok that works"),
    )
    assert [one.action.lines for one in told if one.result.text] == [("m4.1",)]


def test_a_result_that_turns() -> None:
    """A good result is not told without the next sentence, which takes it back."""
    (found,) = _tried(
        Said("Ana", "customer", "It drops."),
        Said(
            "Yusra",
            "agent",
            "I moved the account to Oslo: fine for an hour. Next evening it dropped at 19 min.",
            visibility="internal",
        ),
    )
    assert "dropped at 19 min" in found.result.text
    assert len(found.result.lines) == 2


def test_a_list_of_what_was_tried() -> None:
    """Items under a heading are deeds, with the results behind their arrows."""
    found = _tried(
        Said(
            "Ana",
            "customer",
            "What I've tried:\n- new cable -> same\n- factory default\n- other outlet -> same\n",
        )
    )
    assert [one.action.text for one in found] == ["New cable", "Factory default", "Other outlet"]
    assert [one.result.state for one in found] == ["stated", "silent", "stated"]


def test_at_most_twelve() -> None:
    """A long history is cut to twelve, in the thread's order."""
    said = [Said("Mateo", "agent", f"I have restarted node {number}.") for number in range(20)]
    found = _tried(*said)
    assert len(found) == 12
    assert [one.action.lines for one in found] == sorted(
        (one.action.lines for one in found), key=lambda ids: int(ids[0][1:-2])
    )


@pytest.mark.parametrize("bait", ["a", " ", "I restarted ", "->", ", and ", "tried "])
def test_a_huge_line_is_read(bait: str) -> None:
    """A line without end is passed over."""
    assert _tried(Said("Ana", "customer", bait * (200_000 // len(bait)))) == ()
