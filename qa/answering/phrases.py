"""Extend a reader's span to a whole phrase of its text; pure, for English.

Moves the two ends and rewrites nothing; a span grows only where an end would cut a unit (a word, a
number, an amount, a name, a bracket). Does not judge what a span means. There is no list of names:
a name is completed by capitals alone, so it takes in no more than a short run of capitalised words
and stops at titles, peoples, days and months, commas and possessives.
"""

import re
import unicodedata
from functools import lru_cache

from qa.language.english import (
    CALENDAR_WORDS,
    CONTRACTED_WITH_S,
    COUNTRY_ABBREVIATIONS,
    MAGNITUDES,
    NAMES_IN_IAN,
    NUMBER_WORDS,
    PEOPLES,
    ROLE_PREPOSITIONS,
    SENTENCE_OPENERS,
    STOPPED_ABBREVIATIONS,
    TITLE_MODIFIERS,
    TITLES,
    alternatives,
)

# How many characters away the partner of a mark, or the description of a name, is looked for.
NEAR = NEAR_NAME = 60
# Texts that are kept with their words; one question looks at some spans in each of five passages.
_MOST_KEPT = 128

_WHO_IS = re.compile(r"\b[Ww]ho(?: is|['’]s| was) (?:[A-Z][\w.'’-]* ){0,4}([A-Z][\w'’-]+)\W*$")
_DESCRIPTION_START = re.compile(rf"(?:,| \(| [—–]|(?= {alternatives(ROLE_PREPOSITIONS)} ))\s*")
_CURRENCY = r"(?:(?:US|AU|CA|NZ|HK|A|C|S|R)?[$€£¥₹₽₩₺₴₪])"
# What joins two letters or digits into one word: U.S, 3.5, 1,000, 10:30, it's, two-day, S-400.
# Two numbers joined by a hyphen stay two: 1914-1918 is a range, and either year may be the answer.
_JOINT = (
    r"(?:['’&_](?=[^\W_])|(?<=\d)[.,:/](?=\d)|\.(?=[a-z])|\.(?=[^\W\d_](?![^\W_]))"
    r"|[-‐‑](?=[^\W\d_])|(?<=[^\W\d_])[-‐‑](?=\d))"
)
_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>()“”\"]*[^\s<>()“”\".,;:!?’']"
    r"|(?<!\w)\d{4}-\d\d-\d\d(?!\w)"
    # Their full stop belongs to them wherever they stand.
    rf"|(?<!\w){alternatives(STOPPED_ABBREVIATIONS)}\."
    rf"|(?:{_CURRENCY}\s?(?=[.\d])|(?<![^\s(])[-−+])?\.?[^\W_]+(?:{_JOINT}[^\W_]+|\.-[^\W_]+)*"
    # The last dot of U.S., of an initial within a name, of No. 5.
    r"(?:(?<=\.[^\W\d_])\.|(?<=(?<!\w)[A-Z])\.(?=\s[A-Z])|(?<=(?<!\w)No)\.(?=\s?\d))?"
    r"(?:\s?[%‰]|\s?°[CF]?(?!\w))?"
)
_NUMERAL = rf"(?:\.?\d+(?:[.,]\d+)*|(?<!\w)(?:an?|{'|'.join(NUMBER_WORDS)}))"
_MAGNITUDE = rf"(?:[\s-]?{alternatives(MAGNITUDES)}(?!\w))"
_UNIT = (
    r"(?:\s(?:(?:US|U\.S\.)\s)?(?:dollars?|cents?|euros?|pounds?|rupees?|yen|yuan|r(?:o)?ubles?"
    r"|francs?|pesos?|percent(?:age\spoints?)?|per\scent)(?!\w))"
)
_AMOUNT = re.compile(rf"(?:{_CURRENCY}\s?)?{_NUMERAL}(?:{_MAGNITUDE}+{_UNIT}?|{_UNIT})")
# What says how exact an amount is, before it; "between" only before two.
_ROUGHLY = re.compile(
    r"(?<!\w)(?:(?:just|well|slightly|only)\s)?(?:about|above|almost|approximately|around|at\s(?:least|most)"
    r"|below|close\sto|fewer\sthan|just|less\sthan|more\sthan|nearly|over|roughly|some|under|up\sto)\s$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<!\w)(?:between|from)\s$", re.IGNORECASE)
_STARTS_AMOUNT = re.compile(rf"(?:an?\s)?(?:{_CURRENCY}\s?)?(?:{_NUMERAL})", re.IGNORECASE)
_TWO_AMOUNTS = re.compile(rf"(?:{_NUMERAL}).*\s(?:and|to)\s(?:{_CURRENCY}\s?)?(?:{_NUMERAL})")
_POSSESSIVE = re.compile(r"(\w+)['’][sS]$")
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", "‘": "’"}
_PARTNERS = {closing: opening for opening, closing in _PAIRS.items()}
_STRAIGHT = '"'


def phrase_to_show(
    question: str, text: str, found: tuple[int, int], sentence: tuple[int, int]
) -> tuple[int, int]:
    """Return start and end of the phrase of `text` that is shown for what was found in a sentence.

    An amount is shown with what says how exact it is ("over 35%"). Who somebody is stands beside
    the name ("Kumar from the Centre of Russian Studies at …"): if the question asks that and the
    phrase follows soon after the name, all between belongs to it.
    """
    start, end = whole_phrase(text, *found, *sentence)
    start = _qualified_start(text, start, end, sentence[0])
    if who_is := _WHO_IS.search(question):
        start = _description_start(who_is[1], text, start, sentence[0])
    return start, end


def whole_phrase(
    text: str, start: int, end: int, low: int = 0, high: int | None = None
) -> tuple[int, int]:
    """Return the whole phrase of `text` that a found span stands for.

    The ends lie within `low` and `high` (by default the text's own, else those of the sentence).
    Surrounding white space and punctuation is taken off, a cut word, number, amount with its
    magnitude and unit, or name is completed, and a quotation mark or bracket inside gains its
    partner, if that stands near; one at an end is taken off. So is a possessive ’s before what is
    possessed. A span with a non-blank character keeps one; a blank one yields an empty one.
    """
    high = len(text) if high is None else min(high, len(text))
    sentence = _with_letters(text)[low:high]
    span = _clip(sentence, max(start - low, 0), min(end, high) - low)
    if span[0] < span[1]:
        stripped = _stripped(sentence, *span)
        span = _complete(sentence, *stripped)
        # A partner taken in may have brought half a word, half an amount or half a name.
        if (paired := _pair(sentence, *span)) != span:
            span = _complete(sentence, *paired)
        span = _without_possessive(sentence, *_stripped(sentence, *span), stripped[1])
    return low + span[0], low + span[1]


@lru_cache(_MOST_KEPT)
def _with_letters(text: str) -> str:
    """Return the text with "a" in place of each mark that combines with the letter before it."""
    marks = [c for c in set(text) if unicodedata.category(c)[0] == "M" or c in "\u00ad\u200c\u200d"]
    return text.translate(dict.fromkeys(map(ord, marks), "a"))


@lru_cache(_MOST_KEPT)
def _spans(units: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return start and end of every unit of the text, in order."""
    return [unit.span() for unit in units.finditer(text)]


def _touched(units: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [span for span in _spans(units, text) if span[0] < end and start < span[1]]


def _clip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span within the text and without surrounding white space."""
    start = min(start, len(text))
    end = max(start, end)
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    return start, max(start, start + len(content.strip()))


def _complete(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span grown to whole words, amounts and names."""
    for units in (_TOKEN, _AMOUNT):
        start, end = _cover(units, text, start, end)
    start, end = grow_name(text, start, end)
    # A name's last word may carry more than its letters.
    return _cover(_TOKEN, text, start, end)


def _cover(units: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with every unit that it shares a character with."""
    touched = _touched(units, text, start, end)
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)


def _pair(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span grown to the near partners of its unpaired marks."""
    opened, closed = _unpaired(text, start, end)
    for at in opened:
        found = text.find(_PAIRS.get(text[at], _STRAIGHT), end, end + NEAR)
        end = max(end, found + 1)
    for at in closed:
        found = text.rfind(_PARTNERS.get(text[at], _STRAIGHT), max(0, start - NEAR), start)
        start = found if found >= 0 else start
    return start, end


def _unpaired(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Return the positions of opening and of closing marks whose partner is not in the span."""
    opened: list[int] = []
    closed: list[int] = []
    for at in range(start, end):
        mark = text[at]
        opens = mark in _PAIRS or (mark == _STRAIGHT and not text[:at][-1:].strip(" \n\t(["))
        if opens:
            opened.append(at)
        elif mark in _PARTNERS or mark == _STRAIGHT:
            partner = _PARTNERS.get(mark, _STRAIGHT)
            same = [place for place in opened if text[place] == partner]
            if same:
                opened.remove(same[-1])
            elif mark != "’" and not (mark == _STRAIGHT and text[:at][-1:].isdigit()):
                closed.append(at)  # ’ may be an apostrophe, and 6" are inches
    return opened, closed


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the punctuation around it, or as it is if it holds nothing else."""
    tokens = _touched(_TOKEN, text, start, end)
    first, last = start, end
    while first < last and _is_outside(text, first, first, last, tokens):
        first += 1
    while first < last and _is_outside(text, last - 1, first, last, tokens):
        last -= 1
    return (first, last) if first < last else (start, end)


def _is_outside(text: str, at: int, start: int, end: int, tokens: list[tuple[int, int]]) -> bool:
    """Return whether the character at one end of the span is no part of the phrase."""
    mark = text[at]
    if any(first <= at < last for first, last in tokens):
        return False
    if mark.isspace():
        return True
    if unicodedata.category(mark)[0] != "P" and mark not in "*|<>=~^`":
        return False
    if mark not in _PAIRS and mark not in _PARTNERS and mark != _STRAIGHT:
        return mark not in "%‰′″#@§&"
    # A mark stays if its partner is in the span and does not stand at the other end.
    opened, closed = _unpaired(text, start, end)
    wraps = start < end - 1 and _PAIRS.get(text[start], _STRAIGHT) == text[end - 1]
    inner = not any(_unpaired(text, start + 1, end - 1)) if wraps else False
    return at in opened or at in closed or inner or mark == "’"


def _without_possessive(text: str, start: int, end: int, first_end: int) -> tuple[int, int]:
    """Return the span without a final ’s, if what is possessed follows or it first ended before."""
    found = _POSSESSIVE.search(text, start, end)
    if not found or found[1].lower() in CONTRACTED_WITH_S:
        return start, end
    removed = first_end <= found.end(1) or re.match(r"\s\w", text[end:])
    return (start, found.end(1)) if removed else (start, end)


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
    words, inside = _spans(_WORD, text), _touched(_WORD, text, start, end)
    if not inside or inside[0][0] < start or inside[-1][1] > end:
        return start, end
    left, right = first, last = words.index(inside[0]), words.index(inside[-1])
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
    start = words[left][0] if left < first else start
    return start, words[right][1] if right > last else end


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


def _qualified_start(text: str, start: int, end: int, low: int) -> int:
    """Return where an amount begins with the "over" or "between" before it, else `start`."""
    if not _STARTS_AMOUNT.match(text, start, end):
        return start
    before = text[max(low, start - NEAR) : start]
    found = _ROUGHLY.search(before)
    if found is None and _TWO_AMOUNTS.match(text, start, end):
        found = _BETWEEN.search(before)
    return start - len(before) + found.start() if found else start


def _description_start(name: str, text: str, start: int, low: int) -> int:
    """Return where the description of a name begins that stands shortly before, else `start`."""
    name_start = text.rfind(name, max(low, start - NEAR_NAME - len(name)), start)
    if name_start < 0:
        return start
    description = _DESCRIPTION_START.match(text, name_start + len(name), start)
    return description.end() if description else start
