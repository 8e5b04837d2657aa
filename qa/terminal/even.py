"""Emoji in a form whose columns every terminal counts alike, for windows that are drawn over.

What is drawn over has to be known to the column. Joined emoji, flags, skin colours and pictures
made of signs take two columns on some terminals and up to eight on others.
"""

import re

_FIRST_FLAG_LETTER = 0x1F1E6
_FLAG_LETTERS = {_FIRST_FLAG_LETTER + place: chr(ord("A") + place) for place in range(26)}
_PICTURE_SIGN = 0xFE0F
_SKIN_COLOURS = range(0x1F3FB, 0x1F400)
_TABLE = _FLAG_LETTERS | dict.fromkeys([_PICTURE_SIGN, *_SKIN_COLOURS], "")
_JOINER = re.compile("(?<=[\u2190-\u2bff\U0001f000-\U0001faff])\u200d")


def even(text: str) -> str:
    """Return the text with each emoji by itself, flags as the letters that they are made of."""
    return text if text.isascii() else _JOINER.sub("", text.translate(_TABLE))
