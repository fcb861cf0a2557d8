"""Customers of value by a team's own policy, and the plan that a thread names."""

import pytest

from builders import Said, thread_of
from draft_escalation.skill.accounts import plan_of
from draft_escalation.skill.find import find_signals
from draft_escalation.skill.policy import Policy, policy

AT = "2026-04-06T10:00:00"
CHURN = "If this stays, we cancel our contract."


def using(**values: tuple[str, ...] | int) -> Policy:
    """The built-in policy with some values changed, as a team's file would."""
    return Policy.model_validate({**policy().model_dump(), **values})


def ana(text: str, author: str = "Ana Torres <ana@acme.example>") -> Said:
    return Said(author, "customer", text, AT)


def yusra(text: str) -> Said:
    return Said("Yusra Haddad", "agent", text, AT)


def states(held: Policy | None, *said: Said, fields: str = "") -> dict[str, str]:
    """The signals that were found, with their state."""
    return {one.id: one.state for one in find_signals(thread_of(*said, fields=fields), held)}


@pytest.mark.parametrize(
    ("names", "said", "fields", "state"),
    [
        (("Acme",), (ana(CHURN),), "", "holds"),
        (("acme.example",), (ana(CHURN),), "", "holds"),
        (("ACME  Foods",), (ana(CHURN, "Ana"),), "Customer: Acme Foods Ltd", "holds"),
        (("Nimbus",), (ana(CHURN, "Ana"), yusra("Nimbus is with us since 2019.")), "", "holds"),
        (("Nimbus",), (ana(f"We are Nimbus. {CHURN}", "Ana"),), "", "claimed"),
        (("Nimbus",), (ana(CHURN), yusra("This is not about Nimbus.")), "", None),
        (("Nimbus",), (ana(CHURN), yusra("Is this the same that Nimbus has?")), "", None),
        (("Nimbus",), (ana(CHURN), yusra("See the Nimbuses in the sky.")), "", None),
        (("Yusra",), (ana(CHURN), yusra("We look into it.")), "", None),
        ((), (ana(CHURN),), "Customer: Acme", None),
    ],
)
def test_a_customer_of_the_list_is_of_high_value(
    names: tuple[str, ...], said: tuple[Said, ...], fields: str, state: str | None
) -> None:
    """By name or domain: in the ticket's fields, as the author, in what staff states; else it is a claim."""
    found = states(using(high_value_customers=names), *said, fields=fields)

    assert found.get("high_value_customer_at_risk") == state
    assert "high_value_customer_at_risk" not in states(None, *said, fields=fields)


@pytest.mark.parametrize(
    ("plans", "fields", "said", "state"),
    [
        (("titan",), "Plan: Titan (yearly)", "", "holds"),
        (("titan plus",), "Support plan: 24x7 Titan Plus", "", "holds"),
        (("titan",), "", "They are on the Titan plan.", "holds"),
        (("titan",), "", "That is only available in the Titan plan.", None),
        (("titan",), "", "They have no Titan plan.", None),
        (("titan",), "", "We saw a titan.", None),
        (("titan",), "Plan: Basic", "", None),
        (("enterprise",), "Plan: Enterprise", "", "holds"),
        (("titan",), "Plan: Enterprise", "", None),
        (("titan",), "", "They are an Enterprise customer.", None),
        (("titan",), "", "They are one of our largest customers.", "holds"),
    ],
)
def test_the_plans_of_the_list_are_of_high_value_and_no_others(
    plans: tuple[str, ...], fields: str, said: str, state: str | None
) -> None:
    """A plan that the list leaves out counts no more; what is said of the customer still does."""
    found = states(using(high_value_plans=plans), ana(CHURN), yusra(said or "We see."), fields=fields)

    assert found.get("high_value_customer_at_risk") == state


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ((ana("Help."), yusra("Acme and Nimbus are completely blocked.")), "holds"),
        ((ana("We are completely blocked."), ana("Same here.", "Mateo <mateo@nimbus.example>")), "holds"),
        ((ana("We are completely blocked."), yusra("We are in touch with Nimbus.")), None),
        ((ana("We are completely blocked."), yusra("Acme is completely blocked.")), None),
    ],
)
def test_several_customers_of_the_list_who_are_hit_are_critical(
    said: tuple[Said, ...], state: str | None
) -> None:
    """Named with the effect, or writing of it themselves; being named is not being hit."""
    found = states(using(high_value_customers=("Acme", "Nimbus")), *said)

    assert found.get("multiple_high_value_customers") == state


@pytest.mark.parametrize(
    ("fields", "said", "plan"),
    [
        ("Plan: Business", "", "business"),
        ("Plan: Business Plus", "", "business plus"),
        ("Requester: Ana | Tier: gold", "", "gold"),
        ("Plan: Business", "We are on the Gold plan.", "business"),
        ("Plan: Basic", "", None),
        ("Subject: Plan for business hours", "", None),
        ("", "We are on the Gold plan.", "gold"),
        ("", "We are a GOLD customer.", "gold"),
        ("", "Our plan is this. Tier: Gold.", "gold"),
        ("", "Nous avons le forfait Gold.", "gold"),
        ("", "We plan gold and business cards.", None),
        ("", "Hello support gold diggers.", None),
        ("", "We left the Gold plan for the Business plan.", None),
        ("", "Should we upgrade to the Gold plan?", None),
        ("", "The export includes gold and business hours.", None),
    ],
)
def test_the_customers_plan_is_found(fields: str, said: str, plan: str | None) -> None:
    """The ticket's field before what is said; several or a mere mention are none."""
    thread = thread_of(ana(said or "It fails."), fields=fields)

    assert plan_of(thread, ("business", "gold", "business plus")) == plan
    assert plan_of(thread, ()) is None
