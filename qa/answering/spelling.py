"""Misspelt words of a question, replaced by near ones of the articles.

A word is taken for misspelt if no article holds it and it is no common English word: one that the
encoder reads in one piece is common. The near words are looked up in the word index, whose own
automaton finds them among any number; the nearest is taken, and of several the most frequent.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from qa.encoding.protocol import Vectors
from qa.language.english import FUNCTION_WORDS
from qa.retrieval.protocol import Filters, Query, Searcher

# Letters that a word has at least to be taken for misspelt, and from which on two slips are likely:
# shorter ones have too many neighbours ("abut" and "Abu", "pertain" and "Persian").
_SHORTEST, _LONG = 5, 9
# What makes another word of a common one.
_ENDINGS = tuple("s es ed ing er ers or ors est en ly ness less n ns".split())
# "Whats" and "thats" lack an apostrophe and nothing else.
_NEVER_MEANT = frozenset(FUNCTION_WORDS)
# A word of letters alone, without a possessive: no code, no number, no part of a compound.
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w-])(?=['’]s?(?!\w)|(?!['’]))")


def spelled(
    query: Query,
    searcher: Searcher,
    filters: Filters,
    encode: Callable[[Sequence[str]], Vectors],
    is_common: Callable[[str], bool],
) -> Query:
    """Return the query with its words as the articles spell them, the same if they do so."""
    text = corrected(query, searcher, filters, is_common)
    return query if text == query.text else Query(text, encode([text])[0])


def corrected(
    query: Query, searcher: Searcher, filters: Filters, is_common: Callable[[str], bool]
) -> str:
    """Return the question with near words of the articles for those that are misspelt."""

    def near(word: str, slips: int) -> list[str]:
        keys = searcher.near(word, slips, filters).tolist()
        return [text.passage.text for text in searcher.fetch(keys, with_before=False)]

    def replacement(found: re.Match[str]) -> str:
        word = found[0]
        terms = searcher.terms(word)
        if not most_slips(word) or any(searcher.statistics(terms).holding) or not terms:
            return word
        return word if _is_known(word, is_common) else nearest(word, near) or word

    return _WORD.sub(replacement, query.text)


def _is_known(word: str, is_common: Callable[[str], bool]) -> bool:
    """Return whether it is a common word or a form of one: "quietest", "organisers"."""
    bases = [word, *(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))]
    return any(is_common(base) or (base != word and is_common(base + "e")) for base in bases)


def nearest(word: str, near: Callable[[str, int], Iterable[str]]) -> str | None:
    """Return the word that was probably meant, as it is written; None if there is none.

    `near` gives texts that hold words which so many slips make of another.
    """
    low = word.casefold()
    for slips in range(1, most_slips(word) + 1):
        counts = Counter[str]()
        for text in near(word, slips):
            counts.update(_WORD.findall(text))
        meant = [
            (count, other)
            for other, count in counts.items()
            if is_near(low, other.casefold(), slips) and other.casefold() not in _NEVER_MEANT
        ]
        if meant:
            best = max(meant)[1]
            # With a capital it may have begun a sentence.
            return best.lower() if word.islower() or best.lower() in counts else best
    return None


def most_slips(word: str) -> int:
    """Return how many slips a word may hold: 0, 1 or 2 by its length."""
    return 0 if len(word) < _SHORTEST else 1 if len(word) < _LONG else 2


def is_near(word: str, known: str, most: int) -> bool:
    """Return whether at most so many slips make the one of the other, both in lower case.

    They begin with the same letter or with the first two swapped.
    """
    begins = word[:1] == known[:1] or word[:2] == known[1::-1]
    return begins and edit_distance(word, known, most) <= most


def edit_distance(one: str, other: str, most: int) -> int:
    """Return how many letters were added, left out, changed or swapped with the next; or most + 1.

    The optimal string alignment distance; what is farther apart than `most` is not computed.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, opposite in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
