"""docs/run.svg shows what a run shows."""

import re
from html import unescape
from xml.etree import ElementTree as ET

from docs.generated import picture

SHOWN = picture.FILE.read_text(encoding="utf-8")
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def words(text: str) -> str:
    """The signs of a text without its blanks: the picture folds lines where words end."""
    return "".join(_COLOURS.sub("", text).split())


def test_the_picture_shows_what_the_run_shows_today() -> None:
    """Every sign from the command to the offer, in order."""
    command, _, told = "".join(
        unescape(one) for one in re.findall(r'<text class="run-r\d+"[^>]*>([^<]*)</text>', SHOWN)
    ).partition(".txt")

    assert words(command) == "$draft-escalation--engineofflineexamples/02-slack-login-other-clinic"
    assert words(told) == words(picture.recorded()), f"renew it: {picture.COMMAND}"


def test_the_picture_fetches_nothing() -> None:
    """It is well-formed, and names no font, style or image of another place."""
    ET.fromstring(SHOWN)

    assert "@font-face" not in SHOWN
    assert "Fira" not in SHOWN
    assert not re.search(r"url\([\"']?(?!#)|href|<image|<script", SHOWN)


def test_errors_and_warnings_are_in_colour() -> None:
    """As on the terminal."""
    fills = dict(re.findall(r"\.run-(r\d+) \{ fill: (#[0-9a-f]{6})", SHOWN))
    begun = re.findall(r'<text class="run-(r\d+)"[^>]*>(error|warning|ESCALATION)\b', SHOWN)
    colours = {word: fills[style] for style, word in begun}

    assert len(set(colours.values())) == 3
