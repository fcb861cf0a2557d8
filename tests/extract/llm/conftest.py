"""How recorded answers are found, matched and played to their end."""

from collections.abc import Iterator
from typing import Any

import pytest
from vcr.cassette import Cassette  # type: ignore[import-untyped]

from extract.llm.recording import CASSETTES, CONFIG, check_played


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    """Matched on method, path, query and body; nothing of endpoint or key is kept."""
    return CONFIG


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    """The repository's cassettes."""
    return str(CASSETTES)


@pytest.fixture(autouse=True)
def _played_to_the_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """A recorded request that nobody makes any more fails the test."""
    cassette: Cassette | None = (
        request.getfixturevalue("vcr") if request.node.get_closest_marker("vcr") else None
    )
    yield
    if cassette is not None:
        check_played(cassette)
