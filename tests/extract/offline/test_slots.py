"""What single slot modules do beyond hearing: corrections, answers, subjects, kinds of ask."""

import pytest

from builders import Said, thread_of
from draft_escalation.extract.offline import (
    asks,
    customers_affected,
    escalation_risk,
    last_update,
    owner,
    summary,
    workflow_impact,
)
from draft_escalation.extract.offline.engine import extract_offline
from draft_escalation.extract.offline.subject import cleaned
from draft_escalation.extract.offline.view import View


def test_a_corrected_figure_replaces_the_earlier_one() -> None:
    """The latest figure stands, and the line of the earlier one is superseded."""
    view = View(
        thread_of(
            Said("Ana", "customer", "400 users cannot log in."),
            Said("Yusra", "agent", "Noted."),
            Said("Ana", "customer", "Sorry, it is 40 users, not 400 users who cannot log in."),
        )
    )
    _, figure = customers_affected.find(view)
    assert (figure.text, figure.lines, figure.superseded) == ("It is 40 users", ("m3.1",), ("m1.1",))


@pytest.mark.parametrize(
    "words",
    ["The plan has a limit of 50 users.", "We have 12 shops.", "Can 20 users log in at once?", "Error 503."],
)
def test_a_number_of_people_who_are_not_hit_is_no_figure(words: str) -> None:
    """Sizes, limits and questions count nobody as affected."""
    assert len(customers_affected.find(View(thread_of(Said("Ana", "customer", words))))) == 1


def test_an_internal_note_is_no_update_to_the_customer() -> None:
    """The last public answer is told, not the note after it."""
    view = View(
        thread_of(
            Said("Ana", "customer", "The export is empty.", "2026-04-13T09:00+00:00"),
            Said("Yusra", "agent", "We can see it too.", "2026-04-13T10:00+00:00"),
            Said("Tom", "agent", "This customer is difficult.", "2026-04-13T11:00+00:00", "internal"),
        )
    )
    (fact,) = last_update.find(view)
    assert fact.text == "2026-04-13T10:00+00:00 — Yusra: We can see it too."
    assert fact.lines == ("m2.0", "m2.1")
    assert [one.text for one in owner.find(view)] == ["Yusra"]


def test_without_an_answer_there_is_no_last_update() -> None:
    """Nobody of support wrote: the slot stays silent, or carries the thread's own word on it."""
    assert last_update.find(View(thread_of(Said("Ana", "customer", "The export is empty.")))) == ()
    said = last_update.find(View(thread_of(Said("Ana", "customer", "I have not heard anything from you."))))
    assert [fact.text for fact in said] == ["I have not heard anything from you."]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Could you fix the rounding of tips?", "fix"),
        ("Why does the sync stop at midnight?", "investigate"),
        ("Please approve a refund of the April fee.", "approve"),
        ("It would be great to group the rooms.", "decide"),
        ("Which file do I need to change?", "provide"),
        ("Bitte beheben Sie den Fehler.", "fix"),
        ("Please cut the phone now.", "fix"),
        ("Please stop the mails and delete the list.", "fix"),
        ("Can I set one to appear by itself on a date?", "provide"),
        ("Do the pupils' names show up in it?", "provide"),
        ("What happens if I delete it?", "provide"),
    ],
)
def test_an_ask_has_its_kind(words: str, kind: str) -> None:
    """The words decide which kind of ask it is."""
    assert [one.kind for one in asks.find(View(thread_of(Said("Ana", "customer", words))))] == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "The export is empty.",
        "Thank you.",
        "Any news?",
        "I fixed it.",
        "Please keep me in mind.",
        "Does that matter?",
    ],
)
def test_a_statement_is_no_ask(words: str) -> None:
    """Statements, thanks and reminders want nothing of the receiving team."""
    assert asks.find(View(thread_of(Said("Ana", "customer", words)))) == ()


def test_what_support_asks_the_customer_is_no_ask() -> None:
    """A public question of an agent is not for the receiving team; an internal one is."""
    opening = Said("Ana", "customer", "The export is empty.")
    public = Said("Yusra", "agent", "Could you check the log?")
    internal = Said("Yusra", "agent", "Could engineering check the log?", None, "internal")
    assert asks.find(View(thread_of(opening, public))) == ()
    assert len(asks.find(View(thread_of(opening, internal)))) == 1


@pytest.mark.parametrize(
    ("subject", "clean"),
    [
        ("Re: FW: [#123] Tills down", "Tills down"),
        ("AW: [EXTERNAL] SUP-12: Tills down", "Tills down"),
        ("Tills down", "Tills down"),
        ("Reports: none", "Reports: none"),
    ],
)
def test_a_subject_loses_its_marks(subject: str, clean: str) -> None:
    """Prefixes of mail programs and ticket numbers fall off."""
    assert cleaned(subject) == clean


def test_a_summary_says_that_it_came_back() -> None:
    """The state at the end is part of the one line."""
    view = View(
        thread_of(
            Said("Ana", "customer", "The tills are down."),
            Said("Yusra", "agent", "Restarted, please check."),
            Said("Ana", "customer", "The tills are down again."),
        )
    )
    assert [fact.text for fact in summary.find(view)] == ["The tills are down (came back)"]


def test_polite_reminders_at_the_end_are_counted() -> None:
    """How often, from when to when, and the hardest words, however polite each one is."""
    view = View(
        thread_of(
            Said("Ana", "customer", "The export is empty.", "2026-04-13T09:00+00:00"),
            Said("Yusra", "agent", "We are on it.", "2026-04-13T10:00+00:00"),
            Said("Ana", "customer", "Any news?", "2026-04-14T09:00+00:00"),
            Said("Ana", "customer", "Is there anyone from support who reads this?", "2026-04-16T09:00+00:00"),
            Said("Ana", "customer", "Could you give me an update?", "2026-04-17T09:00+00:00"),
        )
    )
    (fact,) = escalation_risk.find(view)
    assert fact.text == (
        "reminded 3 times, answer still due (from 2026-04-14 to 2026-04-17): "
        '"Is there anyone from support who reads this?"'
    )


def test_among_staff_only_what_was_told_the_customer_is_an_update() -> None:
    """Notes of colleagues to one another are none."""
    view = View(
        thread_of(
            Said("Dana", "agent", "A shop called, the tills are down.", "2026-04-13T09:00+00:00", "internal"),
            Said("Dana", "agent", "I told them we come back by noon.", "2026-04-13T09:05+00:00", "internal"),
            Said("Rafa", "agent", "Rolled it back.", "2026-04-13T09:30+00:00", "internal"),
        )
    )
    assert [fact.text for fact in last_update.find(view)] == [
        "2026-04-13T09:05+00:00 — Dana: I told them we come back by noon."
    ]


@pytest.mark.parametrize(
    ("author", "words", "named"),
    [
        ("Kiln Support", "Restarted it.\nTobias Kern", ["Tobias Kern"]),
        ("Kiln Support", "Restarted it.\nKiln Support", []),
        ("AGENT", "Restarted it.", []),
    ],
)
def test_a_desk_owns_nothing(author: str, words: str, named: list[str]) -> None:
    """The name that signs for a mailbox or a part is the owner, else nobody."""
    view = View(thread_of(Said("Ana", "customer", "The kiln is cold."), Said(author, "agent", words)))
    assert [fact.text for fact in owner.find(view)] == named


def test_the_impact_is_told_in_three_lines_at_most_and_none_twice() -> None:
    """What is broken, what is lost, what is done by hand."""
    words = (
        "The kiln does not heat above 400 degrees. The kiln will not heat above 400 degrees. The panel "
        "shows wrong values. The lid keeps failing. We lost all batches of the week. "
        "We weigh each batch by hand."
    )
    told = [fact.text for fact in workflow_impact.find(View(thread_of(Said("Ana", "customer", words))))]
    assert told == [
        "The kiln does not heat above 400 degrees.",
        "We lost all batches of the week.",
        "We weigh each batch by hand.",
    ]


def test_a_description_neither_greets_nor_introduces_nor_repeats_the_title() -> None:
    """Sentences on the matter only."""
    thread = thread_of(
        Said("Ana", "customer", "Hello. This is Ana Sousa, potter at Tessera. The panel shows wrong values."),
        Said("Ana", "customer", "The kiln is still cold."),
        subject="Kiln is cold",
        fields="Subject: Kiln is cold",
    )
    told = [fact.text for fact in extract_offline(thread).facts["issue_description"]]
    assert told == ["Kiln is cold.", "The panel shows wrong values.", "The kiln is still cold."]


def test_what_a_customer_asks_for_is_what_they_expect() -> None:
    """An ask without a word of wishing fills the expectation too."""
    words = "A decision whether you waive the fee for April."
    facts = extract_offline(thread_of(Said("Ana", "customer", words))).facts
    assert [fact.text for fact in facts["communication.customer_expectation"]] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "told both at 11:22 that we know it is ours",
        "12.30 sent him the guide and the numbers",
        "I've told Lumen at 9:40 that refunds will come",
        "Um 18:30 hab ich Herrn Brandl angerufen",
        "Répondu à M. Kerbrat à 10:38 : défaut chez nous",
        "told all 3 at 14:35 that push is off",
        "wrote Ragnhild: found it, being passed on",
        "lui ai dit à 9:15 qu'on le rappelle",
        "le escribí a las 9:05 que lo miramos",
    ],
)
def test_a_note_of_what_was_told_is_the_last_update(words: str) -> None:
    """Among staff the note is all there is, whatever they say to one another behind it."""
    view = View(
        thread_of(
            Said("Dana", "agent", "Tills are down at Brimsley.", "2026-04-13T09:00+00:00", "unknown"),
            Said("Dana", "agent", words, "2026-04-13T09:05+00:00", "unknown"),
            Said("Rafa", "agent", "good. rolled it back.", "2026-04-13T09:30+00:00", "unknown"),
        )
    )
    (fact,) = last_update.find(view)
    assert fact.lines[0] == "m2.0"


@pytest.mark.parametrize(
    "words",
    ["They told us it works.", "The page sent them to a blank screen.", "I sent the form to billing."],
)
def test_what_others_told_is_no_update(words: str) -> None:
    """Nor is what a program sends."""
    view = View(thread_of(Said("Dana", "agent", words, "2026-04-13T09:05+00:00", "unknown")))
    assert last_update.find(view) == ()


def test_of_two_notes_the_one_with_its_hour_is_told_too() -> None:
    """The last word may be undated; the dated one before it stands as well."""
    note = "12.30 sent him the guide.\ntold him to ring if it comes back"
    found = last_update.find(View(thread_of(Said("Dana", "agent", note, None, "internal"))))
    assert [fact.lines[-1] for fact in found] == ["m1.1", "m1.2"]
