"""Complete a name that a span holds a part of: neighbouring capitalised words; pure, for English.

It has no list of names and goes by capitals alone, so it takes in no more than a short run of
capitalised words and stops at titles, peoples, days and months, commas and possessives.
"""

import re

from qa.language.english import (
    CALENDAR_WORDS,
    COUNTRY_ABBREVIATIONS,
    NAMES_IN_IAN,
    PEOPLES,
    SENTENCE_OPENERS,
    TITLE_MODIFIERS,
    TITLES,
)

# Words that a name may gain. A longer run is a headline or capitalised throughout.
LONGEST_RUN = 6

_WORD = re.compile(r"[^\W_](?:[^\W_]|[-‐‑'’&](?=[^\W_])|\.(?=[A-Z](?![^\W_])))*(?:(?<=\b[A-Z])\.)?")
# A sentence's first word of this form is rarely part of a name: Reportedly, Visiting, Embattled.
_ADVERB_OR_PARTICIPLE = re.compile(r"(?:ly|ing|ed)$")
_PEOPLE = re.compile(
    rf"(?:{'|'.join(COUNTRY_ABBREVIATIONS)}|(?!{'|'.join(NAMES_IN_IAN)}).*(?:ian|ean|ish|ese)"
    rf"|.*merican|.*exican|{'|'.join(PEOPLES)})"
)


def grow_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span grown to the whole of the names that its ends cut.

    `text` is one sentence; the span holds whole words, its end is exclusive. A span whose first
    (last) word is not capitalised is not grown to the left (right).
    """
    words = [word.span() for word in _WORD.finditer(text)]
    inside = [i for i, (first, last) in enumerate(words) if first < end and start < last]
    if not inside or words[inside[0]][0] < start or words[inside[-1]][1] > end:
        return start, end
    left, right = inside[0], inside[-1]
    texts = [text[first:last] for first, last in words]
    while left > 0 and _same_name(text, words, texts, left - 1):
        if left == 1 and _ADVERB_OR_PARTICIPLE.search(texts[0]):
            break
        left -= 1
    while right + 1 < len(words) and _same_name(text, words, texts, right):
        right += 1
    if right - left + 1 > max(LONGEST_RUN, len(inside)):
        return start, end
    # The span's own ends may hold more than words, such as a bracket.
    return (
        words[left][0] if left < inside[0] else start,
        words[right][1] if right > inside[-1] else end,
    )


def _same_name(text: str, words: list[tuple[int, int]], texts: list[str], at: int) -> bool:
    """Return whether the word at `at` and the one after it belong to one name."""
    word, following = texts[at], texts[at + 1]
    if text[words[at][1] : words[at + 1][0]] not in {" ", "\u00a0"}:
        return False
    if not (_is_name_word(word) and _is_name_word(following)):
        return False
    if following.lower() in TITLES:
        return word.lower() in TITLE_MODIFIERS
    return word.lower() not in TITLES | TITLE_MODIFIERS and not _PEOPLE.fullmatch(word)


def _is_name_word(word: str) -> bool:
    plain = word.rstrip(".").lower()
    return (
        word[0].isupper()
        and plain not in SENTENCE_OPENERS
        and plain not in CALENDAR_WORDS
        and not re.search(r"['’]s?$|-[a-z]", word)
    )
