"""Sanitizes text for a terminal; what is written as JSON never passes through here.

Articles, file names and questions may hold escape sequences, controls that change the direction of
writing, or invisible characters. The first two are made visible, the last are left out; letters,
accents and emoji stay as they are. Where the exact column matters, emoji are simplified too.
"""

import re
import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_DELETE = 0x7F
_FIRST_PICTURE = 0x2400
_PICTURE_OF_DELETE = "\N{SYMBOL FOR DELETE}"

# Direction controls change what the rest of the line looks like: they are replaced.
_DIRECTION_CONTROLS = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], _REPLACEMENT
)
# Invisible characters can hide text inside a text: they are left out.
_INVISIBLE = dict.fromkeys(
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
_TABLE = str.maketrans(_DIRECTION_CONTROLS | _INVISIBLE | _CONTROLS | _SURROGATES)

# Emoji and several scripts need one joiner between two of their characters; any other is invisible.
_STRAY_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_RUN_OF_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_MOST_MARKS = 8

_LONGEST_MESSAGE = 600
_LONGEST_WORD = 200
_ENDLESS_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")

# Flags, skin colours, signs drawn as pictures and joined emoji: terminals give them two to eight
# columns each.
_FIRST_FLAG_LETTER = 0x1F1E6
_FLAG_LETTERS = {_FIRST_FLAG_LETTER + place: chr(ord("A") + place) for place in range(26)}
_EMOJI_VARIATION = 0xFE0F
_SKIN_COLOURS = range(0x1F3FB, 0x1F400)
_EMOJI_TABLE = _FLAG_LETTERS | dict.fromkeys([_EMOJI_VARIATION, *_SKIN_COLOURS], "")
_EMOJI_JOINER = re.compile("(?<=[\u2190-\u2bff\U0001f000-\U0001faff])\u200d")
# No word or address of any language is that long; scripts without spaces are left alone.
_OVERLONG_WORD = re.compile(r"([!-~]{160})[!-~]{160,}")


def sanitize(text: str) -> str:
    """Return the text without anything that moves the cursor, changes direction or is invisible.

    Newlines stay; a tab and a carriage return become a space. The length may change.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_TABLE)
    if text.isascii():
        return text
    text = _RUN_OF_JOINERS.sub(r"\1", _STRAY_JOINERS.sub("", text))
    return _without_stacked_marks(text)


def one_line(text: str) -> str:
    """Return the text sanitized, on one line, with single spaces."""
    return " ".join(sanitize(text).split())


def short_message(text: str) -> str:
    """Return an error or a notice on one line; of a very long one the two ends.

    The beginning says what is wrong, the end what to do.
    """
    return shorten_middle(shorten_words(one_line(text)), _LONGEST_MESSAGE)


def shorten_words(text: str) -> str:
    """Return the text without the middle of words that are longer than any, such as paths."""
    return _ENDLESS_WORD.sub(lambda word: shorten_middle(word[0], _LONGEST_WORD), text)


def shorten_middle(text: str, most: int) -> str:
    """Return the text, the middle cut out if it is longer than `most` characters."""
    if len(text) <= most:
        return text
    tail = (most - 1) // 2
    return f"{text[: most - 1 - tail]}…{text[-tail:]}"


def _without_stacked_marks(text: str) -> str:
    """Return the text with at most `_MOST_MARKS` combining marks on one letter."""
    kept = []
    stacked = 0
    for char in text:
        stacked = stacked + 1 if unicodedata.combining(char) else 0
        if stacked <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def normalize_emoji(text: str) -> str:
    """Return the text with emoji of the same width on every terminal.

    Joined emoji are taken apart, skin colours left out, flags shown as their letters.
    """
    return text if text.isascii() else _EMOJI_JOINER.sub("", text.translate(_EMOJI_TABLE))


def shorten_long_words(text: str) -> str:
    """Return the text with every run of characters that is longer than any word cut short."""
    return _OVERLONG_WORD.sub(r"\1…", text)
