"""Makes text from files and people harmless on a terminal; what JSON gets never comes through here.

Articles, file names and questions may hold escape sequences, controls that turn the direction of
writing, or marks that take no place. On a screen the first two are made visible, the last left
out; letters, accents and emoji stay as they are.
"""

import re
import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_DELETE = 0x7F
_FIRST_PICTURE = 0x2400
_PICTURE_OF_DELETE = "\N{SYMBOL FOR DELETE}"

# Turning controls change what the rest of the line looks like: they are shown as replaced.
_TURNING = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], _REPLACEMENT
)
# These take no place, and can hide text inside a text: they are left out.
_PLACELESS = dict.fromkeys(
    [
        0x00AD,
        0x034F,
        0x180E,
        0x200B,
        *range(0x2060, 0x2066),
        *range(0x206A, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0x1D173, 0x1D17B),
        *range(0xE0000, 0xE0200),
    ],
    "",
)
_CONTROLS = (
    {code: chr(_FIRST_PICTURE + code) for code in range(0x20)}
    | {_DELETE: _PICTURE_OF_DELETE}
    | dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)
    | {ord("\t"): " ", ord("\n"): "\n", ord("\r"): " "}
    | dict.fromkeys([0x85, 0x2028, 0x2029], " ")
)
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT)
_TABLE = str.maketrans(_TURNING | _PLACELESS | _CONTROLS | _SURROGATES)

# Emoji and several scripts need a joiner between two of their characters; more are there to hide.
_LOOSE_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_RUN_OF_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_MOST_MARKS = 8


def sanitize(text: str) -> str:
    """Return the text with nothing in it that moves a cursor, turns a line or hides.

    Newlines stay; a tab and a carriage return become a space. The length may change.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_TABLE)
    if text.isascii():
        return text
    text = _RUN_OF_JOINERS.sub(r"\1", _LOOSE_JOINERS.sub("", text))
    return _without_towers(text)


def one_line(text: str) -> str:
    """Return the text harmless, on one line, with single spaces."""
    return " ".join(sanitize(text).split())


def _without_towers(text: str) -> str:
    """Return the text with at most `_MOST_MARKS` combining marks on one letter."""
    kept = []
    height = 0
    for char in text:
        height = height + 1 if unicodedata.combining(char) else 0
        if height <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


# Emoji in a form whose columns every terminal counts alike, for windows that are drawn over.
#
# What is drawn over has to be known to the column. Joined emoji, flags, skin colours and pictures
# made of signs take two columns on some terminals and up to eight on others.
#
_FIRST_FLAG_LETTER = 0x1F1E6
_FLAG_LETTERS = {_FIRST_FLAG_LETTER + place: chr(ord("A") + place) for place in range(26)}
_PICTURE_SIGN = 0xFE0F
_SKIN_COLOURS = range(0x1F3FB, 0x1F400)
_EMOJI_TABLE = _FLAG_LETTERS | dict.fromkeys([_PICTURE_SIGN, *_SKIN_COLOURS], "")
_JOINER = re.compile("(?<=[\u2190-\u2bff\U0001f000-\U0001faff])\u200d")


def normalize_emoji(text: str) -> str:
    """Return the text with each emoji by itself, flags as the letters that they are made of."""
    return text if text.isascii() else _JOINER.sub("", text.translate(_EMOJI_TABLE))
