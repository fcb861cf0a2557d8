"""Threads of the same issue are found by what they share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft_escalation.batch.clusters import Told, clusters
from draft_escalation.batch.signs import signs_in

SAME = (
    "The invoice export stops at 50 percent with error KX-431",
    "invoice export aborts, KX-431 in the log, since the update to the new layout",
    "Export of invoices: error KX-431, file is empty",
)
OTHERS = (
    "The shift calendar shows the wrong week after midnight",
    "Barcode scanner does not connect to the tablet",
    "Login page stays blank on the mobile browser",
    "The invoice template lost its logo",
    "Export of the member list takes an hour",
    "Patient photo is turned upside down",
    "Voucher code refused at the checkout",
)


def told(*texts: str, customer: str = "") -> list[Told]:
    return [
        Told(f"t{number}", customer or f"c{number}", signs_in([text])) for number, text in enumerate(texts)
    ]


def test_the_same_error_in_other_words_is_one_cluster() -> None:
    """The three that share code and part; nothing else is drawn in."""
    (cluster,) = clusters(told(*SAME, *OTHERS))

    assert [one.id for one in cluster.members] == ["t0", "t1", "t2"]
    assert cluster.customers == ("c0", "c1", "c2")
    assert "code:kx-431" in cluster.signs


@pytest.mark.parametrize("texts", [OTHERS, (), OTHERS[:1]])
def test_threads_without_common_ground_are_no_cluster(texts: tuple[str, ...]) -> None:
    """Single shared words are not enough."""
    assert clusters(told(*texts)) == ()


def test_an_unknown_customer_is_not_counted() -> None:
    """The cluster is there, its customers are those known by name."""
    threads = [
        Told(one.id, "" if one.id == "t1" else one.customer, one.signs) for one in told(*SAME, *OTHERS)
    ]
    (cluster,) = clusters(threads)

    assert cluster.customers == ("c0", "c2")


@given(st.permutations(told(*SAME, *OTHERS)))
def test_the_order_of_threads_does_not_matter_here(threads: list[Told]) -> None:
    """The same three, whichever comes first."""
    (cluster,) = clusters(threads)

    assert {one.id for one in cluster.members} == {"t0", "t1", "t2"}


@given(st.lists(st.tuples(st.text(max_size=3), st.lists(st.text(max_size=5), max_size=8)), max_size=30))
def test_each_thread_is_in_one_cluster_at_most(given_: list[tuple[str, list[str]]]) -> None:
    """Whatever the signs are."""
    threads = [Told(f"t{place}", who, tuple(sorted(set(signs)))) for place, (who, signs) in enumerate(given_)]
    members = [one.id for cluster in clusters(threads) for one in cluster.members]

    assert len(members) == len(set(members))
    assert set(members) <= {one.id for one in threads}


def test_what_every_second_ticket_says_is_no_sign() -> None:
    """In a batch of a few threads a word of everyday is shared by most; so is a number that is no error."""
    everyday = (
        "Since last Monday this page has been slow with every customer, please help, tenant 517",
        "The printer from our supplier has been broken since last week, please tell this team, tenant 517",
        "With this release the login has been failing since last night, customers cannot work, tenant 517",
        "This week the voucher has been refused with every customer since last Friday, please help us",
    )
    assert clusters(told(*everyday)) == ()


def test_a_status_is_a_code_where_it_is_called_one() -> None:
    assert "code:503" in signs_in(["The upload ends with HTTP 503"])
    assert "code:502" in signs_in(["a 502 from the gateway"])
    assert not any(sign.startswith("code:") for sign in signs_in(["tenant 517 has 450 rows"]))
