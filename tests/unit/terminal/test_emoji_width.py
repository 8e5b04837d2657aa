"""Emoji whose columns every terminal counts alike."""

from prompt_toolkit.utils import get_cwidth
from wcwidth import wcswidth

from qa.terminal.output.sanitize import normalize_emoji


def test_emoji_stand_by_themselves() -> None:
    """No joiners between them, no skin colours, no flags; letters and their accents stay."""
    text = "👨‍👩‍👧 🇯🇵 ❤️ 👍🏽 1️⃣ 東京 é n\u0303 שלום नि\u200dक"
    shown = normalize_emoji(text)
    assert shown == "👨👩👧 JP ❤ 👍 1\u20e3 東京 é n\u0303 שלום नि\u200dक"
    assert normalize_emoji("plain") == "plain"
    both = normalize_emoji("👨‍👩‍👧 🇯🇵 ❤️ 👍🏽 東京 é")
    assert get_cwidth(both) == wcswidth(both)
