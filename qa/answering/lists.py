"""Grow a span inside an enumeration to all of it, and tell a plural; pure, for English.

"Sukhoi-57 fighter jets" in "sales of S-400 systems, Sukhoi-57 fighter jets and small reactors"
becomes the three. Nothing tells verbs from nouns by their form, so wherever an item might be a
clause, the span is left as it is. Whether a noun phrase is plural,
which makes "which weapons" ask for a list, is decided by the form of its words.
"""

import re

from qa.language.english import (
    AUXILIARIES,
    HEAD_FOLLOWERS,
    IRREGULAR_PLURALS,
    LIST_PREPOSITIONS,
    LIST_VERBS_AND_LINKS,
    MODIFIERS,
    PRONOUNS_BEFORE_VERBS,
    QUANTITIES,
    RELATIVE_TIMES,
    SINGULARS_IN_S,
    alternatives,
)

# Words of an item, at most: what is longer is rarely one.
LONGEST_ITEM = 6

_SEPARATOR = re.compile(
    r"(?<!\d),\s*(?:(?:and|or|as well as)\s+)?|,\s+(?:(?:and|or|as well as)\s+)?"
    r"|\s+(?:and|or|as well as)\s+|;\s*(?:(?:and|or)\s+)?"
)
_LAST_SEPARATOR = re.compile(r"\W*(?:and|or|as well as)\s+")
_WORD = re.compile(r"[^\s,;:()\[\]“”\"]+")
_QUOTES_OR_DASHES = re.compile(r"[“”\"«»—–:]")
_NEVER_IN_ITEMS = LIST_PREPOSITIONS | LIST_VERBS_AND_LINKS
_PARTICIPLE = re.compile(r"[a-z]+(?:ed|ing)")


def list_span(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the whole enumeration that the span is in, or the span as it is.

    Offsets count characters of `sentence`, end exclusive. An enumeration has items of at most 6
    words, separated by commas; "and" or "or" stands before the last.
    """
    segments = _segments(sentence)
    touched = [i for i, (first, last) in enumerate(segments) if first < end and start < last]
    if not touched:
        return start, end
    left, right = touched[0], touched[-1]
    while left > 0 and _continues(sentence, segments, left, back=True):
        item_end = _first_item(sentence, segments[left])
        if item_end is None or item_end < (end if left == right else segments[left][1]):
            break
        left -= 1
    while right + 1 < len(segments) and _continues(sentence, segments, right + 1, back=False):
        item_start = _last_item(sentence, segments[right])
        if item_start is None or item_start > (
            start if right == touched[0] else segments[right][0]
        ):
            break
        right += 1
    if left == right or not _LAST_SEPARATOR.match(
        sentence, segments[right - 1][1], segments[right][0]
    ):
        return start, end
    # The outer ends of the span's own first and last item are as the reader found them.
    first = _last_item(sentence, segments[left]) if left < touched[0] else start
    last = _first_item(sentence, segments[right]) if right > touched[-1] else end
    if first is None or last is None:
        return start, end
    return min(start, first), max(end, last)


def list_items(text: str) -> list[tuple[int, int]]:
    """Return where the items of an enumeration begin and end; a text that is none is one item."""
    segments = _segments(text)
    last = segments[-1] if segments else (0, len(text))
    is_list = len(segments) > 1 and _LAST_SEPARATOR.match(text, segments[-2][1], last[0])
    if not is_list or any(len(text[a:b].split()) > LONGEST_ITEM for a, b in segments):
        return [(0, len(text))]
    return segments


def _continues(sentence: str, segments: list[tuple[int, int]], at: int, *, back: bool) -> bool:
    """Return whether the enumeration may continue over the separator before segment `at`.

    `back` is for growing to the left over it.
    """
    before, after = _WORD.search(sentence, *segments[at - 1]), _WORD.search(sentence, *segments[at])
    if (
        not before
        or not after
        or _QUOTES_OR_DASHES.search(sentence, segments[at - 1][1], after.start())
    ):
        return False
    item = _last_item(sentence, segments[at - 1])
    if back and item is None:
        return False
    # "Sibal, a former secretary and ambassador" is no list, but a name and its apposition.
    apposition = item is not None and sentence[item].isupper() and after[0] in {"a", "an"}
    return not apposition and (back or _first_item(sentence, segments[at]) is not None)


def _segments(sentence: str) -> list[tuple[int, int]]:
    """Return what lies between commas and conjunctions, except inside brackets."""
    segments: list[tuple[int, int]] = []
    start = 0
    for separator in _SEPARATOR.finditer(sentence):
        before = sentence[: separator.start()]
        if before.count("(") > before.count(")"):
            continue
        segments.append((start, separator.start()))
        start = separator.end()
    segments.append((start, len(sentence.rstrip(' .!?…”"’'))))
    return [(first, last) for first, last in segments if first < last]


def _last_item(sentence: str, segment: tuple[int, int]) -> int | None:
    """Return the start of the item that the segment ends with; None if there is none."""
    words = list(_WORD.finditer(sentence, *segment))
    first = len(words)
    while first > 0 and not _ends_item(words[first - 1][0], opening=first == 1):
        word = words[first - 1][0].lower()
        after_capital = first < len(words) and first > 1 and words[first - 2][0][0].isupper()
        after_pronoun = first > 1 and words[first - 2][0].lower() in PRONOUNS_BEFORE_VERBS
        within_name = after_capital and words[first][0][0].isupper()
        if after_pronoun or (word == "of" and not within_name):
            break
        first -= 1
    if first == len(words) or len(words) - first > LONGEST_ITEM:
        return None
    return words[first].start()


def _first_item(sentence: str, segment: tuple[int, int]) -> int | None:
    """Return the end of the item that the segment begins with; None if there is none."""
    words = list(_WORD.finditer(sentence, *segment))
    size = 0
    # A name ends with its capitals ("China backed"), unless "of" joins more ("Bank of America").
    is_name = bool(words) and words[0][0][0].isupper() and not any(map(str.isdigit, words[0][0]))
    for at, word in enumerate(words):
        following = words[at + 1][0] if at + 1 < len(words) else ""
        inside = word[0].lower() in {"of", "the", "for"} and following[:1].isupper()
        if _ends_item(word[0], opening=at == 0) and not (is_name and inside):
            break
        if word[0].lower() in RELATIVE_TIMES:
            break
        if is_name and at and not word[0][0].isupper() and not inside:
            break
        size += 1
    if size == 0 or size > LONGEST_ITEM:
        return None
    last = words[size - 1].end()
    return last + (sentence[last : last + 1] in {")", "]", "”", '"'})


def _ends_item(word: str, *, opening: bool) -> bool:
    """Return whether the word can be no part of an item; a participle may only open one."""
    return word.lower() in _NEVER_IN_ITEMS or (
        bool(_PARTICIPLE.fullmatch(word)) and (not opening or word.endswith("ing"))
    )


_AUXILIARY_FORM = re.compile(rf"{alternatives(AUXILIARIES)}(?:n't)?")
_PLAIN_WORD = re.compile(r"[\w'-]+")
_TWO_OR_MORE = re.compile(rf"{'|'.join(QUANTITIES)}|[2-9]|\d\d+")
_SINGULAR = re.compile(rf".*(?:ss|us|is|'s|s')|{'|'.join(SINGULARS_IN_S)}")
# Adjectives and possessives before a plural head: the international groupings, India's jets.
_MODIFIER = re.compile(
    rf"{'|'.join(MODIFIERS)}|\w+(?:al|ian|ean|ic|ous|ese|ish|ive|an|ed|ing|ary|able|lar|lear)"
    r"|.*'s?"
)


def names_several(phrase: str) -> bool:
    """Return whether the noun phrase that `phrase` begins with is plural.

    `phrase` is in lower case, and more may follow: "weapons did India buy", "company makes them".
    """
    words = _PLAIN_WORD.findall(phrase)
    if not words or _AUXILIARY_FORM.fullmatch(words[0]) or words[0] in HEAD_FOLLOWERS:
        return False
    end = next((i for i, word in enumerate(words) if word in HEAD_FOLLOWERS), len(words))
    words = words[:end]
    auxiliary = next((i for i, word in enumerate(words) if _AUXILIARY_FORM.fullmatch(word)), None)
    # The head stands before an auxiliary. Other verbs are not recognised, so without an auxiliary
    # the head is the first word that is no modifier.
    if auxiliary is not None:
        return _is_plural(words[auxiliary - 1])
    return _is_plural(next((word for word in words if not _is_modifier(word)), words[-1]))


def _is_modifier(word: str) -> bool:
    return bool(_MODIFIER.fullmatch(word) or _TWO_OR_MORE.fullmatch(word))


def _is_plural(word: str) -> bool:
    return word in IRREGULAR_PLURALS or (word.endswith("s") and not _SINGULAR.fullmatch(word))
