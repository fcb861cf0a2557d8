"""Statements about invented threads: true ones stand, altered ones fail."""

import pytest

from builders import Said, thread_of
from draft_escalation.brief.model import Fact
from draft_escalation.ground.check import check_fact
from draft_escalation.ground.superseded import superseded_values
from draft_escalation.thread.model import Thread
from ground.borne import Case, cases

_MOST_FALSE_ALARMS = 0.02
_LATER = (
    "airline", "bank", "brewery", "charging", "games", "library", "pharmacy", "school", "shipyard", "telecom",
)  # fmt: skip
_LAST = ("claims", "dairy", "ferry", "museum", "radio", "windfarm")
_NEWEST = ("boulangerie", "carshare", "clinic", "florist", "skilift", "theatre", "vet")
_TURNED = ("laundry", "orchard", "pools", "printshop", "taxis")
_EARLIER = tuple(sorted({case.source for case in cases()} - {*_LATER, *_LAST, *_NEWEST, *_TURNED}))


def _listed(found: list[Case]) -> str:
    return "\n".join(map(str, found))


def _thread() -> Thread:
    return thread_of(
        Said(
            "Ana", "customer", "41 users in Lyon cannot log in.\nThe page shows E-5012.", "2026-04-02T15:22"
        ),
        Said("Yusra", "agent", "I restarted the gateway.\nStill the same error.", "2026-04-03T09:00"),
        Said("Ana", "customer", "Please fix it by Friday.\nWe run 4.0.2 here.", "2026-04-08T08:10"),
        fields="Plan: Enterprise\nTicket: 4711",
    )


def test_true_statements_stand() -> None:
    """At most 2 % of the statements that nobody copied from the lines are refused."""
    true = [case for case in cases() if case.true]
    refused = [case for case in true if check_fact(case.fact, case.thread).failures]
    assert len(true) >= 960
    assert len(refused) <= _MOST_FALSE_ALARMS * len(true), _listed(refused)


@pytest.mark.parametrize(
    ("names", "count", "least"),
    [
        (_EARLIER, 790, 0.98),
        (_LATER, 235, 0.96),
        (_LAST, 360, 0.96),
        (_NEWEST, 250, 0.96),
        (_TURNED, 225, 0.84),
    ],
)
def test_altered_statements_fail(names: tuple[str, ...], count: int, least: float) -> None:
    """Most statements with an altered value, negation, result, person or pairing are refused."""
    altered = [case for case in cases(*names) if not case.true]
    passed = [case for case in altered if not check_fact(case.fact, case.thread).failures]
    assert len(altered) >= count
    assert len(passed) <= (1 - least) * len(altered), _listed(passed)


@pytest.mark.parametrize(
    ("text", "lines", "outcome"),
    [
        ("Forty-one users cannot log in", ("m1.1",), "cited"),
        ("Ana reported it on 2 April", ("m1.1",), "neighbour"),
        ("41 users see E-5012", ("m1.1",), "neighbour"),
        ("41 users cannot log in, version 4.0.2", ("m1.1",), "elsewhere"),
        ("Fix wanted by 10 April", ("m3.1",), "derived"),
        ("42 users cannot log in", ("m1.1",), "nowhere"),
    ],
)
def test_each_step(text: str, lines: tuple[str, ...], outcome: str) -> None:
    """The farthest step that a statement needed is its outcome."""
    assert check_fact(Fact(text=text, lines=lines), _thread()).outcome == outcome


def test_elsewhere_completes_the_citation() -> None:
    """The line that bears a value is added to those that were cited."""
    fact = Fact(text="The page shows E-5012; ticket 4711", lines=("m1.2",))
    assert check_fact(fact, _thread()).fact.lines == ("m1.2", "m0.2")


def test_a_derived_statement_is_inferred_with_its_basis() -> None:
    """A resolved date says from which words."""
    fact = check_fact(Fact(text="Fix wanted by 10 April", lines=("m3.1",)), _thread()).fact
    assert (fact.state, fact.basis) == ("inferred", 'from "by Friday", m3')


def test_a_line_that_does_not_exist_fails() -> None:
    """A citation of a line that is not there names the line."""
    (failure,) = check_fact(Fact(text="Login fails", lines=("m9.1",)), _thread()).failures
    assert (failure.kind, failure.value) == ("line", "m9.1")


def test_a_statement_without_lines_fails() -> None:
    """A stated fact must cite something; a proposal need not."""
    assert check_fact(Fact(text="Login fails"), _thread()).failures
    proposal = Fact(state="inferred", text="find the cause and fix it", basis="proposed, nobody asked for it")
    assert not check_fact(proposal, _thread()).failures


@pytest.mark.parametrize(("words", "stands"), [("by Friday", True), ("by Monday", False)])
def test_a_quoted_basis_must_stand_in_the_lines(words: str, stands: bool) -> None:
    """An inferred statement cannot quote what the lines do not say."""
    fact = Fact(state="inferred", text="2026-04-10", lines=("m3.1",), basis=f'from "{words}"')
    assert (not check_fact(fact, _thread()).failures) is stands


def test_a_wish_may_affirm_what_the_thread_denies() -> None:
    """What is expected is often the opposite of what happens."""
    fact = Fact(text="41 users in Lyon can log in", lines=("m1.1",))
    assert check_fact(fact, _thread()).failures
    assert not check_fact(fact, _thread(), wish=True).failures


_MEGABYTE = 1_000_000
_BAITS = (
    *'1aA-.,/@#_\\$:%("é', " ", "\t", "E-1 ", "1 ", "not ", "1/", "a.", "A ", "1 of ", "[3", "1-", "v1",
    "x@y.", "the 1st ", "not 4, ", "sorry 1 not ", "from 1 to 2 ", "2 April ", "Monday ", "one ", "if ",
    "works fails ",
)  # fmt: skip


@pytest.mark.parametrize("bait", _BAITS)
def test_a_megabyte_of_one_thing_is_read_in_time(bait: str) -> None:
    """A line of one repeated value or mark is searched, compared, corrected; so is such a statement."""
    huge = bait * (_MEGABYTE // len(bait))
    thread = thread_of(Said("Ana", "customer", f"41 users.\n{huge}", "2026-04-02T15:22"))
    check_fact(Fact(text="4 of 41 users see E-1 on 2 April", lines=tuple(thread.by_id)), thread)
    check_fact(Fact(text=huge, lines=("m1.1",)), thread)
    superseded_values(thread)


def test_a_value_deep_in_a_huge_line_is_found() -> None:
    """Of a huge line only the beginning is read closely, and the rest is searched for the value itself."""
    thread = thread_of(Said("Ana", "customer", "a, " * 10_000 + "job 88213 stopped", "2026-04-02T15:22"))
    assert not check_fact(Fact(text="88213", lines=("m1.1",)), thread).failures
    assert check_fact(Fact(text="88231", lines=("m1.1",)), thread).failures


def test_a_statement_of_too_many_values_fails() -> None:
    """What carries hundreds of values is no statement that can be checked."""
    (failure,) = check_fact(Fact(text="E-1 " * 200, lines=("m1.1",)), _thread()).failures
    assert failure.kind == "statement"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("See HTTPS://Acme.example/Trace", True),
        ("See https://acme.example/trace", False),
        ("The share is 2 of 12,000 EUR", False),
        ("Login runs over acme-idp", True),
        ("Login runs over acme-sso", False),
        ("Login failed on Thursday, 2 April", True),
        ("Login failed on Friday, 2 April", False),
    ],
)
def test_addresses_ids_and_weekdays(text: str, stands: bool) -> None:
    """Scheme and host have no case, a path has; an id is compared whole; a weekday fits its date."""
    said = "Login failed on 2 April over acme-idp, see https://acme.example/Trace for 12,000 EUR."
    thread = thread_of(Said("Ana", "customer", said, "2026-04-02T15:22"))
    assert (not check_fact(Fact(text=text, lines=("m1.1",)), thread).failures) is stands


@pytest.mark.parametrize(
    ("said", "text", "stands"),
    [
        ("Doses under 1 mg are left out.", "Doses below 1 mg are left out", True),
        ("Doses under 1 mg are left out.", "Doses over 1 mg are left out", False),
        ("Cards from before 2020 are read.", "Cards issued after 2020 are read", False),
        ("It should be at 4 °C, it is at 11 °C.", "11 °C instead of 4 °C", True),
        ("It should be at 4 °C, it is at 11 °C.", "4 °C instead of 11 °C", False),
        ("Builds take nine hours now, they took three before.", "Nine instead of three hours", True),
        ("Builds take nine hours now, they took three before.", "Three instead of nine hours", False),
        ("It reads the booked balance, not the available one.", "Reads available instead of booked", False),
        ("They wait until half past ten.", "Waiting until 10:30", True),
        ("They wait until half past ten.", "Waiting until 11:30", False),
        ("The page says it was taken over.", 'Message: "taken over by another user"', False),
        ("Mr Baumann has agreed to it.", "Mr Baumann refused it", False),
        ("Offline mode did not start.", "Offline mode failed", True),
        ("The valve stays shut.", "The valve does not open", True),
        ("The valve stays shut.", "The valve opens", False),
        ("We could not reach it before twenty past nine.", "Not reachable until 9:20", True),
        ("31 in Lyon, 19 in Ghent.", "Ghent: 31", False),
        ("31 in Lyon, 19 in Ghent.", "Lyon: 31, Ghent: 19", True),
        ("Robot 2 has 11.2, robot 1 has 11.0.", "Robot 1 runs 11.2", False),
        ("We have to inform all of them.", "They need not inform all of them", False),
        ("I have no right to switch the filter off.", "Allowed to switch the filter off: can be done", False),
        ("If it is not running by noon, we leave.", "They leave if it is running by noon", False),
        ("The app counts right, only the shop oversells.", "Only the app is concerned", False),
        ("The app counts right, only the shop oversells.", "Only the shop is concerned", True),
        ("The pressure drops before each stop.", "Pressure drops after the stop", False),
        ("The feed runs every 15 minutes.", "The feed runs four times an hour", True),
        ("The feed runs every 15 minutes.", "The feed runs five times an hour", False),
        ("Drivers pay 0.59 EUR.", "Drivers pay 59 cents", True),
        ("Drivers pay 0.59 EUR.", "Drivers pay 95 cents", False),
        ("Wir können die Anlagen nicht regeln.", "The turbines can be controlled", False),
        ("Wir können die Anlagen nicht regeln.", "The turbines cannot be controlled", True),
        ("It loses 31 MW.", "It loses 31 megawatts", True),
        ("It loses 31 MW.", "It loses 31 kilowatts", False),
        ("This is the third stop this week.", "Third stop within this month", False),
        ("It was right for two hours.", "Right for two hours", True),
        ("It was right for two hours.", "Right for 2 days", False),
        ("The feed has been off for years.", "Feed off for years", True),
        ("The feed has been off for years.", "Feed off for days", False),
        ("Each stop costs 900 sheets and 25 minutes.", "A stop costs 25 sheets", False),
        ("Tanks 1 to 5 cool normally.", "The other five tanks are fine", True),
        ("Tanks 1 to 5 cool normally.", "The other four tanks are fine", False),
        ("We do not want to cancel the contract.", "They want to cancel the contract", False),
        ("We do not want to cancel the contract.", "They do not want to cancel the contract", True),
        ("We will not charge you for the visits.", "The visits are free of charge", True),
        ("There are too few seats in the hall.", "Not enough seats in the hall", True),
        ("There are too few seats in the hall.", "Enough seats in the hall", False),
        ("It is still locked, no news.", "It is no longer locked", False),
        ("Row K is blocked.", "Row K is blocked", True),
        ("Row K is blocked.", "Row H is blocked", False),
        ("The lag began on Thursday evening.", "Lag since Thursday morning", False),
        ("The lag began on Thursday evening.", "Lag since Thursday evening", True),
        ("Salt came twice, that was with Chrome.", "Salt came twice, without Chrome", False),
        ("Weidenbach only, Kirchdorf is quiet.", "Kirchdorf is quiet, only Kirchdorf is hit", False),
        ("Danko agrees, but not before 19:00.", "Danko agrees after 19:00", True),
        ("Danko agrees, but not before 19:00.", "Danko agrees before 19:00", False),
        ("They hold the truck until noon.", "Truck on hold until 12:00", True),
        ("Come tomorrow before 8, please.", "Wanted before 8 AM", True),
        ("Come tomorrow before 8, please.", "Wanted before 9 AM", False),
        ("Form fr-FR drops the comma.", "Form fr-BE drops the comma", False),
        ("The reader has firmware R4.7.", "Firmware R4.6 on the reader", False),
        ("The vans are switched off.", "The vans are online", False),
        ("Betroffen sind 12 Mitarbeiter an 9 Standorten.", "9 employees at 12 sites", False),
        ("Betroffen sind 12 Mitarbeiter an 9 Standorten.", "12 employees at 9 sites", True),
        ("La commande M-55 n'est pas touchée.", "Order M-55 is not affected", True),
        ("I said 318, it is 381.", "381 (first reported as 318)", True),
        ("The log says E-41, not E-14.", "Log entry: E-14", False),
        ("The log says E-41, not E-14.", "Log entry: E-41", True),
        ("The log says E-41, not E-14.", "The log does not say E-14", True),
        ("We usually pack 800 boxes, now we pack 350.", "350 boxes now, usually 800", True),
        ("We usually pack 800 boxes, now we pack 350.", "800 boxes now, usually 350", False),
        ("Trays longer than 60 cm are skipped.", "Trays longer than 60 mm are skipped", False),
        ("They swap the filter today.", "They swap the filter tomorrow", False),
        ("The hall A line mixes the bins.", "The hall B line mixes the bins", False),
    ],
)
def test_sides_moves_and_words(said: str, text: str, stands: bool) -> None:
    """The side of a value, what came first, spoken times, quoted words and opposites are compared."""
    thread = thread_of(Said("Ana", "customer", said, "2026-04-02T15:22"))
    assert (not check_fact(Fact(text=text, lines=("m1.1",)), thread).failures) is stands


@pytest.mark.parametrize(
    ("text", "lines", "stands"),
    [
        ("Ana restarted the gateway", ("m2.1",), False),
        ("Yusra restarted the gateway", ("m2.1",), True),
        ("Yusra uploads the log by noon", ("m3.1",), False),
        ("Mateo uploads the log by noon", ("m3.1",), True),
        ("Ana says that Mateo uploads the log", ("m3.1",), True),
        ("Login fails, without reply", ("m1.1",), False),
        ("Login fails, without reply", ("m3.1",), True),
        ("Login fails; not known which browser is used", ("m1.1",), True),
    ],
)
def test_who_did_it_and_who_answered(text: str, lines: tuple[str, ...], stands: bool) -> None:
    """A deed is its doer's, and nobody answered only where no agent did."""
    thread = thread_of(
        Said("Ana Ruiz", "customer", "Login fails for all of us.", "2026-04-02T15:22"),
        Said("Yusra", "agent", "I restarted the gateway.", "2026-04-02T16:00"),
        Said(
            "Ana Ruiz",
            "customer",
            "Login still fails, Mateo will upload the log by noon.",
            "2026-04-03T09:00",
        ),
    )
    assert (not check_fact(Fact(text=text, lines=lines), thread).failures) is stands
