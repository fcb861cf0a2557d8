"""What an endpoint can do, found out with two short requests."""

import asyncio
from typing import Any

import pytest

from draft_escalation.errors import EndpointError, UserError
from draft_escalation.extract.llm.probe import CONTEXT, Probed, context_of, probe, window_within
from draft_escalation.extract.llm.settings import Endpoint
from draft_escalation.extract.llm.wire import answer_schema
from endpoint import FakeEndpoint, Reply, Script, failure, says

EMPTY: dict[str, object] = {
    "kind": "other",
    "facts": [],
    "sla": None,
    "tried": [],
    "asks": [],
    "refs": [],
    "signals": [],
}
YES, NO, PROSE = says(EMPTY, usage=(700, 30)), failure(400, "not here"), says("Nothing to report.")


def probed(*script: Script, models: tuple[str, ...] | None = ("test-model",), **settings: Any) -> Probed:
    with FakeEndpoint(*script, models=models) as endpoint:
        return asyncio.run(probe(Endpoint(base_url=endpoint.base_url, **settings)))


@pytest.mark.parametrize(
    ("script", "works"),
    [
        ((YES, YES), (True, True)),
        ((YES, NO), (True, False)),
        ((YES, failure(500)), (True, False)),
        ((PROSE, YES), (False, True)),
        ((says({"kind": "other"}), YES), (False, True)),
        ((NO, PROSE), (False, False)),
    ],
)
def test_each_mode_is_asked_once(script: tuple[Script, ...], works: tuple[bool, bool]) -> None:
    """Refused, broken, prose or another form: it does not work, and the next is asked."""
    found = probed(*script)

    assert (found.works("tools"), found.works("json_schema")) == works
    assert [one.error is None for one in found.tried] == list(works)


def test_the_forms_are_those_of_drafts_and_no_thread_is_sent() -> None:
    """A forced strict function, a strict schema, and one short message."""
    with FakeEndpoint(YES, YES) as endpoint:
        asyncio.run(probe(Endpoint(base_url=endpoint.base_url)))

    tool, schema = (asked.body for asked in endpoint.requests)
    assert tool["tools"][0]["function"]["parameters"]["properties"] == answer_schema()["properties"]
    assert tool["tool_choice"]["function"]["name"] == "Answer"
    assert schema["response_format"]["json_schema"]["schema"]["properties"] == answer_schema()["properties"]
    for body in (tool, schema):
        assert len(body["messages"]) == 1
        assert len(body["messages"][0]["content"]) < 200


@pytest.mark.parametrize(("usage", "tokens"), [((700, 30), (700, 30)), (None, None)])
def test_whether_tokens_are_counted(usage: tuple[int, int] | None, tokens: tuple[int, int] | None) -> None:
    """By the endpoint, not by us."""
    found = probed(*[says(EMPTY, usage=usage)] * 2)

    assert [one.tokens for one in found.tried] == [tokens, tokens]


def test_nothing_is_tried_twice() -> None:
    """A doctor that waits for five tries of two minutes each is no help."""
    found = probed(*[Reply(behave="hang")] * 2, timeout_s=0.2)

    assert all(one.error and "no answer within 0.2 s, 1 try;" in one.error for one in found.tried)


def test_the_model_is_the_one_given_or_the_only_one() -> None:
    """As for a draft; one that the list lacks is asked for all the same."""
    assert probed(YES, YES).model == "test-model"
    assert probed(YES, YES, model="mine").model == "mine"
    assert probed(YES, YES, model="mine", models=None).models == ()
    with pytest.raises(UserError, match="choose one with --model"):
        probed(models=("a", "b"))


class Listing(FakeEndpoint):
    """An endpoint with a list of its own."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(YES, YES)
        self.answer = reply

    def listing(self) -> Reply:
        """The list."""
        return self.answer


def listed(reply: Reply, model: str | None = None) -> Probed:
    with Listing(reply) as endpoint:
        return asyncio.run(probe(Endpoint(base_url=endpoint.base_url, model=model)))


def test_the_context_is_that_of_the_model_asked() -> None:
    """Not that of its neighbours in the list."""
    rows = [{"id": "a", "max_model_len": 8192}, {"id": "b", "max_model_len": 131072}, {"id": "c"}]
    reply = Reply(body={"data": rows})

    assert [listed(reply, model).context for model in ("a", "b", "c", "d")] == [8192, 131072, None, None]


@pytest.mark.parametrize("body", ['[{"id": "a"}]', '{"data": [{"id": "a", "object": 1}, {"no": "id"}, 3]}'])
def test_a_list_in_another_form_is_read_as_far_as_it_goes(body: str) -> None:
    """Some servers send the bare list."""
    assert listed(Reply(body=body)).models == ("a",)


@pytest.mark.parametrize("body", ['{"data": null}', "{}", '{"data": 3}', "<html>Welcome</html>"])
def test_no_list_is_no_list(body: str) -> None:
    """And no traceback."""
    assert listed(Reply(body=body), "mine").models == ()


def test_a_list_that_is_refused_ends_it() -> None:
    """A wrong key is wrong for all."""
    with pytest.raises(EndpointError, match="401"):
        listed(failure(401))


@pytest.mark.parametrize("name", CONTEXT)
def test_each_server_has_its_word_for_the_context(name: str) -> None:
    """At the row's top or in its `meta`; what is no number is not taken for one."""
    assert context_of({"id": "a", name: 4096}) == context_of({"id": "a", "meta": {name: 4096}}) == 4096
    assert context_of({"id": "a", name: "much", "meta": None}) is None
    assert context_of({"id": "a", name: 0}) is None


def test_what_is_served_goes_before_what_was_trained() -> None:
    """A server may give a model less room than it could have."""
    assert context_of({"id": "a", "meta": {"n_ctx_train": 131072, "n_ctx": 8192}}) == 8192


def test_instructions_form_and_answer_take_their_part_of_the_context() -> None:
    """The rest is the thread's."""
    assert 24_000 < window_within(30_000) < 25_000
    assert window_within(4096) < 0
