"""The MCP server, driven by the protocol's own client over standard input and output."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

EXAMPLES = Path(__file__).parents[1] / "examples"
THREAD = (EXAMPLES / "01-zendesk-till-totals.txt").read_text(encoding="utf-8")
BRIEF = (EXAMPLES / "01-zendesk-till-totals.brief.txt").read_text(encoding="utf-8")
SERVER = StdioServerParameters(
    command=sys.executable,
    args=["-m", "draft_escalation", "mcp", "--engine", "offline"],
    env=dict(os.environ),
)


def _talk(act: Callable[[Client], Awaitable[Any]]) -> Any:
    async def session() -> Any:
        async with Client(SERVER) as client:
            return await act(client)

    return asyncio.run(session())


def _called(tool: str, **arguments: Any) -> Any:
    return _talk(lambda client: client.call_tool(tool, arguments))


def test_the_tools_say_what_they_take_and_give() -> None:
    """Four tools, each with a description and schemas of both sides; the rules as resources."""

    async def listing(client: Client) -> tuple[Any, Any, Any]:
        return (
            await client.list_tools(),
            await client.list_resources(),
            await client.list_resource_templates(),
        )

    tools, resources, templates = _talk(listing)
    named = {tool.name: tool for tool in tools.tools}

    assert set(named) == {"draft_brief", "check_brief", "explain_rule", "customer_questions"}
    assert all(tool.description and tool.input_schema["properties"] for tool in named.values())
    assert "brief" in (named["draft_brief"].output_schema or {})["properties"]
    assert [str(one.uri) for one in resources.resources] == ["draft-escalation://rules"]
    assert [one.uri_template for one in templates.resource_templates] == ["draft-escalation://rules/{code}"]


def test_a_brief_is_drafted_with_its_findings() -> None:
    """The text format as the command line prints it, how the thread was read, what to ask."""
    result = _called("draft_brief", thread=THREAD)
    said = result.structured_content

    assert not result.is_error
    assert said["brief"] == BRIEF
    assert said["read"].startswith("read 5 messages")
    assert said["engine"] == "offline"
    assert said["findings"]
    assert said["questions"]["account owner"]


def test_who_is_who_can_be_said() -> None:
    """A name given as staff is read as staff."""
    said = _called("draft_brief", thread=THREAD, staff=["Ines Falk"]).structured_content

    assert "Ines Falk, Yusra Haddad agent" in said["read"]


def test_a_brief_is_checked_with_and_without_its_thread() -> None:
    """A value that the thread does not hold is an error only where the thread is known."""
    altered = BRIEF.replace("212.40", "912.40")

    alone = _called("check_brief", brief=altered).structured_content
    held = _called("check_brief", brief=altered, thread=THREAD).structured_content

    assert "GRD001" not in {one["rule"] for one in alone["findings"]}
    assert "GRD001" in {one["rule"] for one in held["findings"]}
    assert held["ok"] is False


def test_questions_come_with_a_message_to_the_customer() -> None:
    """By whom to ask; the customer's part is a message that names them."""
    said = _called("customer_questions", brief=BRIEF, thread=THREAD).structured_content

    assert said["questions"]["customer"]
    assert said["message"].startswith("Hello Ines Falk,")
    assert all(question in said["message"] for question in said["questions"]["customer"])


def test_rules_are_explained_and_listed() -> None:
    """By tool and as resources."""

    async def reading(client: Client) -> tuple[Any, Any, Any]:
        return (
            await client.call_tool("explain_rule", {"rule": "SEV001"}),
            await client.read_resource("draft-escalation://rules"),
            await client.read_resource("draft-escalation://rules/sev001"),
        )

    explained, every, one = _talk(reading)

    assert "SEV001 severity-too-low (error)" in explained.content[0].text
    assert "ASK005" in every.contents[0].text
    assert one.contents[0].text == explained.content[0].text


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("explain_rule", {"rule": "XYZ999"}, "no such rule"),
        ("draft_brief", {"thread": "  "}, "no text in it"),
        ("check_brief", {"brief": "hello"}, "no brief"),
    ],
)
def test_failures_are_one_line(tool: str, arguments: dict[str, Any], words: str) -> None:
    """What was met and what to do; the server goes on."""
    result = _called(tool, **arguments)

    assert result.is_error
    assert words in result.content[0].text
    assert "Traceback" not in result.content[0].text
