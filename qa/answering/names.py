"""Complete a name that a span holds a part of: neighbouring capitalised words; pure, for English.

Knows no names, only how they are written, so it takes in no more than a short run of capitalised
words and stops at titles, peoples, days and months, commas and possessives.
"""

import re

# Words that a name may gain. A longer run is a headline or capitalised throughout.
LONGEST_RUN = 6

_WORD = re.compile(r"[^\W_](?:[^\W_]|[-‐‑'’&](?=[^\W_])|\.(?=[A-Z](?![^\W_])))*(?:(?<=\b[A-Z])\.)?")
_TITLES = frozenset(
    "president minister premier chancellor secretary senator governor mayor ambassador general "
    "colonel major captain lieutenant admiral mr mrs ms dr prof professor justice chairman "
    "chairwoman director spokesman spokeswoman spokesperson analyst chief officer ceo sen rep gov "
    "gen lt col rev".split()
)
# They make a title longer: Prime Minister, Foreign Secretary.
_BEFORE_TITLES = frozenset(
    "prime vice deputy foreign defense defence interior finance lieutenant major attorney "
    "secretary chief former acting".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december today yesterday".split()
)
# Words that begin with a capital only because a sentence or a heading does.
_ORDINARY = frozenset(
    "a an the in on at by for from with without within when while as if since after before until "
    "but and or nor so yet although though because like unlike under over during through between "
    "against among about into onto upon toward towards despite of to that this these those his her "
    "its their our my your both many most some all each every no not did do does is are was were "
    "has have had will would can could should may might must why how what who whom whose where "
    "which he she it they we you i there here now then meanwhile however also even only former "
    "according later earlier once last next other another such several two three four five "
    "six seven eight nine ten".split()
)
# A sentence's first word of this form is rarely part of a name: Reportedly, Visiting, Embattled.
_OPENING = re.compile(r"(?:ly|ing|ed)$")
_PEOPLE = re.compile(
    r"(?:US|U\.S\.|UK|EU|UN|(?!Christian|Ian|Vivian|Julian|Sebastian|Adrian|Brian|Vivian).*(?:ian"
    r"|ean|ish|ese)|.*merican|.*exican|German|French|Dutch|Greek|Swiss|Czech|Arab|Thai|Iraqi"
    r"|Israeli|Pakistani|Afghan|Kazakh|Uzbek|Turk|Finn|Dane|Pole|Swede)"
)


def grow_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span grown to the whole of the names that its ends cut.

    `text` is one sentence, and the span holds whole words. A span whose first (last) word is not
    capitalised is not grown to the left (right).
    """
    words = [word.span() for word in _WORD.finditer(text)]
    inside = [i for i, (first, last) in enumerate(words) if first < end and start < last]
    if not inside or words[inside[0]][0] < start or words[inside[-1]][1] > end:
        return start, end
    left, right = inside[0], inside[-1]
    spelled = [text[first:last] for first, last in words]
    while left > 0 and _one_name(text, words, spelled, left - 1):
        if left == 1 and _OPENING.search(spelled[0]):
            break
        left -= 1
    while right + 1 < len(words) and _one_name(text, words, spelled, right):
        right += 1
    if right - left + 1 > max(LONGEST_RUN, len(inside)):
        return start, end
    # The span's own ends may hold more than words, such as a bracket.
    return (
        words[left][0] if left < inside[0] else start,
        words[right][1] if right > inside[-1] else end,
    )


def _one_name(text: str, words: list[tuple[int, int]], spelled: list[str], at: int) -> bool:
    """Tell whether the words at `at` and after it belong to one name."""
    word, following = spelled[at], spelled[at + 1]
    if text[words[at][1] : words[at + 1][0]] not in {" ", "\u00a0"}:
        return False
    if not (_is_name_word(word) and _is_name_word(following)):
        return False
    if following.lower() in _TITLES:
        return word.lower() in _BEFORE_TITLES
    return word.lower() not in _TITLES | _BEFORE_TITLES and not _PEOPLE.fullmatch(word)


def _is_name_word(word: str) -> bool:
    plain = word.rstrip(".").lower()
    return (
        word[0].isupper()
        and plain not in _ORDINARY
        and plain not in _TIMES
        and not re.search(r"['’]s?$|-[a-z]", word)
    )
