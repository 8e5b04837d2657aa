"""Grow a span inside an enumeration to all of it; pure, for English.

"Sukhoi-57 fighter jets" in "sales of S-400 systems, Sukhoi-57 fighter jets and small reactors"
becomes the three. Verbs cannot be told from nouns by their look, so wherever an item might be a
clause, the span is left as it is.
"""

import re

# Words of an item, at most: what is longer is hardly one.
LONGEST_ITEM = 6

_SEPARATOR = re.compile(
    r"(?<!\d),\s*(?:(?:and|or|as well as)\s+)?|,\s+(?:(?:and|or|as well as)\s+)?"
    r"|\s+(?:and|or|as well as)\s+|;\s*(?:(?:and|or)\s+)?"
)
_LAST_SEPARATOR = re.compile(r"\W*(?:and|or|as well as)\s+")
_WORD = re.compile(r"[^\s,;:()\[\]“”\"]+")
_QUOTES_OR_DASHES = re.compile(r"[“”\"«»—–:]")
_PREPOSITIONS = frozenset(
    "in on at by for from with without within to into onto about between among against under over "
    "through during since after before until despite towards toward across around near like unlike "
    "via per both either including excluding namely such as than against".split()
)
_VERBS_AND_LINKS = frozenset(
    "am is are was were be been being do does did has have had can could will would shall should "
    "may might must not he she it they we i you who which that whose whom where when while "
    "because although though if but so yet however then also only just even more said says told "
    "took take takes made make makes gave give gives got get gets bought buy buys sold sell sells "
    "built build builds sent send sends won lost led met began saw came went told held found left "
    "kept put brought thought became paid ran set cut hit spoke wrote".split()
)
# A verb follows them.
_PRONOUNS = frozenset("he she it they we i you who which that".split())
_TIMES = frozenset("last next this yesterday today tomorrow ago now later earlier".split())
_BREAKS = _PREPOSITIONS | _VERBS_AND_LINKS
_PARTICIPLE = re.compile(r"[a-z]+(?:ed|ing)")


def list_span(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the whole enumeration that the span is in, or the span as it is.

    An enumeration has items of at most 6 words, parted by commas, the last by "and" or "or".
    """
    bounds = _segments(sentence)
    touched = [i for i, (first, last) in enumerate(bounds) if first < end and start < last]
    if not touched:
        return start, end
    left, right = touched[0], touched[-1]
    while left > 0 and _leads_on(sentence, bounds, left, back=True):
        ends_at = _first_item(sentence, bounds[left])
        if ends_at is None or ends_at < (end if left == right else bounds[left][1]):
            break
        left -= 1
    while right + 1 < len(bounds) and _leads_on(sentence, bounds, right + 1, back=False):
        begins_at = _last_item(sentence, bounds[right])
        if begins_at is None or begins_at > (start if right == touched[0] else bounds[right][0]):
            break
        right += 1
    if left == right or not _LAST_SEPARATOR.match(sentence, bounds[right - 1][1], bounds[right][0]):
        return start, end
    # Where the span's own first and last item begin and end is for the reader to say.
    first = _last_item(sentence, bounds[left]) if left < touched[0] else start
    last = _first_item(sentence, bounds[right]) if right > touched[-1] else end
    if first is None or last is None:
        return start, end
    return min(start, first), max(end, last)


def _leads_on(sentence: str, bounds: list[tuple[int, int]], at: int, *, back: bool) -> bool:
    """Tell whether the enumeration may go on from one side of the separator before `at`."""
    before, after = _WORD.search(sentence, *bounds[at - 1]), _WORD.search(sentence, *bounds[at])
    if (
        not before
        or not after
        or _QUOTES_OR_DASHES.search(sentence, bounds[at - 1][1], after.start())
    ):
        return False
    item = _last_item(sentence, bounds[at - 1])
    if back and item is None:
        return False
    # Sibal, a former secretary and ambassador: no list, but what he was.
    explained = item is not None and sentence[item].isupper() and after[0] in {"a", "an"}
    return not explained and (back or _first_item(sentence, bounds[at]) is not None)


def _segments(sentence: str) -> list[tuple[int, int]]:
    """Return what lies between commas and conjunctions, except inside brackets."""
    bounds: list[tuple[int, int]] = []
    begin = 0
    for mark in _SEPARATOR.finditer(sentence):
        before = sentence[: mark.start()]
        if before.count("(") > before.count(")"):
            continue
        bounds.append((begin, mark.start()))
        begin = mark.end()
    bounds.append((begin, len(sentence.rstrip(' .!?…”"’'))))
    return [(first, last) for first, last in bounds if first < last]


def _last_item(sentence: str, bound: tuple[int, int]) -> int | None:
    """Return where the item begins that the segment ends with; None if there is none."""
    words = list(_WORD.finditer(sentence, *bound))
    begin = len(words)
    while begin > 0 and not _parts(words[begin - 1][0], begin == 1):
        word = words[begin - 1][0].lower()
        named = begin < len(words) and begin > 1 and words[begin - 2][0][0].isupper()
        after_pronoun = begin > 1 and words[begin - 2][0].lower() in _PRONOUNS
        if after_pronoun or (word == "of" and not (named and words[begin][0][0].isupper())):
            break
        begin -= 1
    if begin == len(words) or len(words) - begin > LONGEST_ITEM:
        return None
    return words[begin].start()


def _first_item(sentence: str, bound: tuple[int, int]) -> int | None:
    """Return where the item ends that the segment begins with; None if there is none."""
    words = list(_WORD.finditer(sentence, *bound))
    size = 0
    # A name ends where its capitals do, unless they go on: China backed, Bank of America.
    name = bool(words) and words[0][0][0].isupper() and not any(map(str.isdigit, words[0][0]))
    for at, word in enumerate(words):
        following = words[at + 1][0] if at + 1 < len(words) else ""
        inside = word[0].lower() in {"of", "the", "for"} and following[:1].isupper()
        if _parts(word[0], at == 0) and not (name and inside):
            break
        if word[0].lower() in _TIMES:
            break
        if name and at and not word[0][0].isupper() and not inside:
            break
        size += 1
    if size == 0 or size > LONGEST_ITEM:
        return None
    last = words[size - 1].end()
    return last + (sentence[last : last + 1] in {")", "]", "”", '"'})


def _parts(word: str, opening: bool) -> bool:  # noqa: FBT001
    """Tell whether the word can be no part of an item; a participle may only open one."""
    return word.lower() in _BREAKS or (
        bool(_PARTICIPLE.fullmatch(word)) and (not opening or word.endswith("ing"))
    )
