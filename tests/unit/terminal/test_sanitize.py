"""Text from files and people does nothing on a terminal but be read."""

import re
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from qa.model import Outcome
from qa.terminal.output.sanitize import one_line, sanitize, shorten_middle
from qa.terminal.output.text import render
from qa.terminal.output.theme import RenderOptions
from tests.support.made_answers import made_answer, made_passage

HOSTILE = "[bold]A[/] \x1b[2J\x1b]8;;http://x\x07 \0 \u202eB \x9b1m \u200b\u2066 :smile: C.\x7f"

_OWN_STYLES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\0b", "a␀b"),
        ("\x7f", "␡"),
        ("\x9b2J", "\ufffd2J"),
        ("a\tb\rc\nd", "a b c\nd"),
        ("a\u202eb", "a\ufffdb"),
        ("\u2066x\u2069", "\ufffdx\ufffd"),
        ("a\u200b\u200b\ufeff\u00adb", "ab"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("\ud800", "\ufffd"),
        ("a\u2028b\u0085c", "a b c"),
        ("a\u200d\u200db", "ab"),
        ("[bold]x[/]", "[bold]x[/]"),
    ],
)
def test_what_could_do_harm_is_made_visible_or_left_out(text: str, shown: str) -> None:
    """Controls become pictures, direction controls replacements; what is invisible goes."""
    assert sanitize(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "“Größe” – naïve",
        "Ελληνικά",
        "हिन्दी",
        "क्\u200dष",
        "שלום",
        "日本語",
        "👩\u200d🚀 👍🏽",
        "e\u0301",
    ],
)
def test_ordinary_writing_stays_as_it_is(text: str) -> None:
    """Letters of every script, accents and joined emoji are no threat."""
    assert sanitize(text) == text


def test_marks_do_not_pile_up() -> None:
    """A letter under a thousand accents keeps a few."""
    assert len(sanitize("a" + "\u0301" * 1000 + "b")) == 10
    assert sanitize("क" + "\u200d" * 1000 + "ष") == "क\u200dष"


@given(st.text(alphabet=st.characters()))
def test_no_control_and_no_direction_control_is_ever_left(text: str) -> None:
    """Of all controls only newlines are left, and sanitizing it again changes nothing."""
    shown = sanitize(text)
    assert not [
        char for char in shown if char != "\n" and unicodedata.category(char) in ("Cc", "Cs")
    ]
    assert not set(shown) & set(
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    assert sanitize(shown) == shown
    assert "\n" not in one_line(text)


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("styled", [True, False])
def test_a_hostile_article_is_shown_sanitized(outcome: Outcome, *, styled: bool) -> None:
    """Text, title, section, file name and question may hold anything."""
    passage = made_passage(
        HOSTILE, HOSTILE[3:30], title=HOSTILE, section=HOSTILE, document="a\x1b[31m/\nb"
    )
    answer = made_answer(
        passage, short=HOSTILE[5:20], outcome=outcome, question="q", searched=HOSTILE
    )
    out = StringIO()
    console = Console(
        file=out, force_terminal=styled, width=60, markup=False, highlight=False, emoji=False
    )
    console.print(render(answer, console, RenderOptions(explain=True, timed=True)), soft_wrap=True)
    shown = _OWN_STYLES.sub("", out.getvalue()) if styled else out.getvalue()
    assert not [char for char in shown if char != "\n" and not char.isprintable()]
    assert "␛[2J" in shown.replace("\n    ", " ").replace("»", "").replace("*", "")
    assert "[bold]A[/]" in shown
    assert ":smile:" in shown


def test_the_middle_of_a_long_text_is_left_out() -> None:
    """Both ends stay; what is short enough is as it was."""
    assert shorten_middle("abcdefg", 7) == "abcdefg"
    assert shorten_middle("abcdefgh", 7) == "abc…fgh"
    assert shorten_middle("abcdefgh", 6) == "abc…gh"
