"""Signals in threads: what holds, what is only claimed, what was taken back."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Said, thread_of
from draft_escalation.skill.decide import decide
from draft_escalation.skill.find import find_signals, turns
from draft_escalation.skill.policy import policy
from draft_escalation.skill.sightings import shown, sightings
from draft_escalation.skill.signals import implied, signals
from draft_escalation.thread.model import Role

THREADS = [
    case
    for table in ("threads.toml", "wordings.toml", "strangers.toml", "trades.toml", "apart.toml")
    for case in tomllib.loads(Path(__file__).with_name(table).read_text(encoding="utf-8"))["thread"]
]
WORKED_OUT = {
    "accepted",
    "high_value",
    "multiple_customers_affected",
    "same_issue_from_three_customers",
    "waiting_unreasonably_long",
}


def said(message: str) -> Said:
    """A message out of "role | author | time | text"."""
    role, author, at, text = (part.strip() for part in message.split("|", 3))
    return Said(author, role, text, at)  # type: ignore[arg-type]


def states(*messages: str) -> dict[str, str]:
    return {signal.id: signal.state for signal in find_signals(thread_of(*map(said, messages)))}


@pytest.mark.parametrize("case", THREADS, ids=[case["name"] for case in THREADS])
def test_short_threads(case: dict[str, Any]) -> None:
    """Signals and decision of a short thread."""
    found = find_signals(thread_of(*map(said, case["messages"]), fields=case.get("fields", "")))
    held = set(implied(signal.id for signal in found if signal.state == "holds"))
    result = decide(found, kind=case["kind"], policy=policy())

    assert set(case.get("holds", ())) <= held
    assert not set(case.get("absent", ())) & held
    assert result.decision.verdict == case.get("verdict", result.decision.verdict)
    assert result.severity == case.get("severity", result.severity)
    assert result.target == case.get("target", result.target)


MISFIRES = [
    ("compliance_concern", "customer", "Our regulator wants this feature by June."),
    ("compliance_concern", "customer", "I will file a complaint with the ombudsman."),
    ("compliance_concern", "customer", "Are you GDPR compliant?"),
    ("data_corruption_or_loss", "customer", "The preview shows wrong totals."),
    ("data_corruption_or_loss", "customer", "The view shows yesterday's figures until I refresh."),
    ("unauthorized_access", "customer", "We get HTTP 401 from the API."),
    ("unauthorized_access", "customer", "The page answers 403 Forbidden."),
    ("bug_confirmed", "customer", "This looks like a bug."),
    ("bug_confirmed", "agent", "This looks like a bug, please send the log."),
    ("documented_solution_or_workaround", "customer", "Typing 900 lines by hand is not a solution."),
    ("key_customer_blocked", "customer", "We are blocked and VERY angry!!!"),
    ("high_value_customer_at_risk", "customer", "We are a very important customer, this is a disgrace!"),
    ("waiting_unreasonably_long", "customer", "I am tired of waiting."),
    ("production_down", "customer", "If production is down tomorrow we have a problem."),
    ("production_down", "customer", "It is not down, only slow."),
    ("security_concern", "customer", "Is this a security issue?"),
    ("major_functionality_broken", "customer", "The new app never crashes."),
    ("production_down", "agent", "We had no global outage on Monday."),
    ("data_exposure", "customer", "The report shows data from another month."),
    ("data_exposure", "customer", "I opened the page in another browser and I see the same list."),
    ("data_exposure", "customer", "We want our clients to see the data of other clients in the benchmark."),
    ("data_exposure", "customer", "The invoice shows the wrong company name, we changed it in March."),
    ("data_exposure", "agent", "You can see the invoices of other branches with the group role."),
    ("unauthorized_access", "customer", "Nobody here changed the settings."),
    ("unauthorized_access", "customer", "We did not make any changes."),
    ("unauthorized_access", "customer", "Somebody logged in with another browser and it worked."),
    ("unauthorized_access", "customer", "The orders that we have placed yesterday are missing in the list."),
    ("unauthorized_access", "agent", "The changes that you have not saved are lost."),
    ("data_exposure", "customer", "We have never heard of that setting."),
    ("vulnerability_report", "customer", "I forgot my password, and the new one is not accepted."),
    ("production_down", "customer", "All 14 locations are up and running."),
    ("production_down", "customer", "None of your suggestions helped."),
    ("production_down", "customer", "The whole office was closed on Monday for the holiday."),
    ("production_down", "customer", "I cannot take a screenshot at the moment."),
    ("data_corruption_or_loss", "customer", "The notes field is blank by default."),
    ("bug_confirmed", "agent", "I followed the steps in our guide and it works fine here."),
    ("bug_confirmed", "agent", "It works for me on a test account."),
    ("bug_confirmed", "agent", "I received the same request from two others."),
    ("bug_confirmed", "agent", "The importer uses the first line as header."),
    ("infrastructure_investigation_needed", "agent", "Your gateway does not respond, restart it."),
    ("pr_or_legal_risk", "customer", "Unsere Fristen gehen an mehrere Anwälte."),
    (
        "configuration_or_setup",
        "agent",
        "Offline mode is not enabled in Chile. All 40 stores, none can pay out.",
    ),
    ("feature_gap", "agent", "Can somebody please bring the servers back up."),
    ("recurring_after_fix", "agent", "I set the labels bug and regression."),
    ("system_level_investigation", "agent", "I have no release rights, I will ask the core team."),
    ("pr_or_legal_risk", "agent", "I told Mateo that a colleague who knows radio will ring."),
    ("major_functionality_broken", "agent", "I cannot read the trace of the router."),
    ("major_functionality_broken", "agent", "I cannot grant a discount myself."),
    ("documented_solution_or_workaround", "customer", "We want this fixed before Easter."),
    ("production_down", "customer", "This was the fourth outage in two months."),
    ("data_exposure", "customer", "We opened the order of a lady and the total is wrong."),
    ("data_exposure", "customer", "Can other firms book our rooms?"),
]

FIRES = [
    (
        "vulnerability_report",
        "agent",
        "I changed the last digit in the link and got the bill of another firm.",
    ),
    ("data_exposure", "customer", "Ana opened the letter of a woman from a company in Lyon."),
    ("data_exposure", "customer", "I click my certificate and get the one of some other lady."),
    ("data_exposure", "customer", "Another client can see our patients records."),
    ("production_down", "agent", "They have 40 stores, NONE can take payments."),
    ("production_down", "agent", "Orders from the kiosks hang at the last step, then time out."),
    ("infrastructure_investigation_needed", "agent", "The billing pods are at 0/4 ready."),
    ("needs_access_support_lacks", "agent", "I don't have ssh on that host, that's as far as I get."),
    ("configuration_or_setup", "agent", "The reminder is not enabled for your branch."),
    ("configuration_or_setup", "agent", "Kein Defekt, nur eine Einstellung."),
    ("similar_tickets_resolved_at_support", "agent", "Hatten wir letzte Woche schon bei anderen."),
    ("deeper_investigation", "agent", "Please pass to second line: read the trace."),
]


@pytest.mark.parametrize(("id_", "by", "text"), FIRES)
def test_what_fires_when_bare(id_: str, by: str, text: str) -> None:
    """One sentence is enough, whatever the trade."""
    found = states("agent | Yusra | 2026-03-02T08:00 | Hello.", f"{by} | Ana | 2026-03-02T09:00 | {text}")

    assert found.get(id_) in {"holds", "claimed"}


@pytest.mark.parametrize(
    ("turn", "by", "text", "shows"),
    [
        ("churn", "customer", "The auditor will not sign the balance sheet.", False),
        ("churn", "customer", "In the list I get the one of another Monday.", False),
        ("churn", "customer", "We will sign with another vendor in June.", True),
        ("churn", "customer", "We will not sign the renewal.", True),
        ("restored", "agent", "Going back to 4.1 brings the right figure.", False),
        ("restored", "agent", "The service is back online.", True),
        ("solved", "customer", "We want this fixed before Easter.", False),
        ("solved", "customer", "That fixed it, thank you.", True),
    ],
)
def test_turns_that_rules_rest_on(turn: str, by: str, text: str, *, shows: bool) -> None:
    """What only rules name is seen, and its lookalikes are not."""
    thread = thread_of(
        said("agent | Yusra | 2026-03-02T08:00 | Hello."), said(f"{by} | Ana | 2026-03-02T09:00 | {text}")
    )

    assert (turn in {one.name for one in sightings(thread)}) is shows


def test_only_a_line_on_the_same_thing_takes_back_a_confirmed_bug() -> None:
    """What support lacks says nothing about the bug; that it is by design does."""
    bug = "agent | Yusra | 2026-03-02T09:00 | I can confirm this on the main branch."
    lacks = "agent | Yusra | 2026-03-02T09:10 | I don't have release rights, I will ask for it."
    design = "agent | Yusra | 2026-03-02T09:20 | Correction, this works as designed."

    assert states(bug, lacks)["bug_confirmed"] == "holds"
    assert states(bug, lacks, design)["bug_confirmed"] == "retracted"


def test_help_that_failed_at_first_holds_once_the_customer_says_that_it_works() -> None:
    """The customer's last word on the help counts, in German too."""
    helps = "agent | Yusra | 2026-03-02T09:00 | Das ist nur eine Einstellung."
    still = "customer | Ana | 2026-03-02T10:00 | Es ist immer noch falsch."
    works = "customer | Ana | 2026-03-02T11:00 | Prima, jetzt stimmt alles, vielen Dank!"

    assert states(helps, still)["configuration_or_setup"] == "retracted"
    assert states(helps, still, works)["configuration_or_setup"] == "holds"


def test_an_outage_told_with_its_end_is_over() -> None:
    """Staff's "was down from … to …" takes the outage back."""
    down = "customer | Ana | 2026-03-02T09:00 | The planner is down."
    over = "agent | Yusra | 2026-03-02T11:00 | It was down from 09:00 to 10:40."

    assert states(down, over)["production_down"] == "retracted"


@pytest.mark.parametrize(("id_", "by", "text"), MISFIRES)
def test_what_misfires_when_bare(id_: str, by: str, text: str) -> None:
    """The definitions keep out what only sounds like it."""
    assert (
        states("agent | Yusra | 2026-03-02T08:00 | Hello.", f"{by} | Ana | 2026-03-02T09:00 | {text}").get(
            id_
        )
        != "holds"
    )


def test_everything_is_down_taken_back() -> None:
    """What was taken back stays visible as retracted, with its line."""
    down = "customer | Ana | 2026-03-02T09:00 | Everything is down!"
    sorry = "customer | Ana | 2026-03-02T09:10 | Sorry, false alarm."

    assert states(down)["production_down"] == "holds"
    assert states(down, sorry)["production_down"] == "retracted"


def test_what_comes_again_after_it_was_taken_back_holds_again() -> None:
    """A later message beats an earlier one, both ways."""
    down = "customer | Ana | 2026-03-02T09:00 | The shop is down."
    fine = "customer | Ana | 2026-03-02T09:10 | It works again."
    again = "customer | Ana | 2026-03-02T09:50 | The shop is down again."

    assert states(down, fine)["production_down"] == "retracted"
    assert states(down, fine, again)["production_down"] == "holds"


def test_a_customers_own_diagnosis_outlives_the_rest_of_its_message() -> None:
    """Help is void once the customer says later, not in the same breath, that it is still broken."""
    asks = "agent | Yusra | 2026-03-02T09:00 | Hello, which network is that?"
    cause = "customer | Ana | 2026-03-02T09:10 | We had a wrong setting. The till did not connect."
    still = "customer | Ana | 2026-03-02T11:00 | The till still does not connect."

    assert states(asks, cause)["configuration_or_setup"] == "holds"
    assert states(asks, cause, still)["configuration_or_setup"] == "retracted"


def test_a_customers_claim_on_the_contract_becomes_fact_when_staff_says_so() -> None:
    """Claimed by the customer, held by the agent."""
    claim = "customer | Ana | 2026-03-02T09:00 | You have breached the SLA."
    word = "agent | Yusra | 2026-03-02T09:10 | You are right, we have breached the SLA."

    assert states(claim)["sla_breach_imminent_or_occurred"] == "claimed"
    assert states(claim, word)["sla_breach_imminent_or_occurred"] == "holds"


def test_every_signal_has_words_or_a_rule() -> None:
    """No row of the table is beyond reach, and no rule names what nothing shows."""
    combined = {rule.shows for rule in turns().combine}
    names = shown() | combined | WORKED_OUT
    rules = turns()
    used = {name for rule in rules.retract for name in (*rule.shown_by, *rule.takes, *rule.void_if_later)}
    used |= {name for rule in rules.combine for any_of in rule.every for name in (*any_of, *rule.none)}
    used |= {name for rule in rules.give_way for name in (rule.shows, *rule.to, *rule.unless_found)}

    assert set(signals()) <= names
    assert used <= names


def test_the_policy_sets_what_counts_as_high_value() -> None:
    """A team with smaller accounts sets its own threshold."""
    thread = thread_of(
        said("agent | Yusra | 2026-03-02T09:00 | They pay 20,000 EUR a year and will not renew.")
    )
    low = policy().model_copy(update={"high_value_arr": 10_000})

    assert "high_revenue_churn_threat" not in {signal.id for signal in find_signals(thread)}
    assert "high_revenue_churn_threat" in {signal.id for signal in find_signals(thread, low)}


def test_a_long_thread_names_a_handful_of_lines() -> None:
    """Signals cite few lines, however often something is said."""
    thread = thread_of(
        *(said(f"customer | Ana | 2026-03-02T09:00 | The app crashes {n} times.") for n in range(300))
    )

    assert all(len(signal.lines) <= 6 for signal in find_signals(thread))


@given(
    st.lists(st.tuples(st.sampled_from(["customer", "agent", "unknown"]), st.text(max_size=200)), max_size=5)
)
def test_any_thread_at_all_is_taken(messages: list[tuple[Role, str]]) -> None:
    """No text breaks the finder, and every line it cites is there."""
    thread = thread_of(*(Said(f"P{number}", role, text) for number, (role, text) in enumerate(messages)))

    assert all(line in thread.by_id for signal in find_signals(thread) for line in signal.lines)
