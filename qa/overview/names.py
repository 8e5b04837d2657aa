"""Names that mean the same: a part of a name, and a name in several articles."""

import re
from collections.abc import Collection, Iterable

from qa.language.english import TITLES

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name in lower case, without titles, punctuation and possessive."""
    words = frozenset(_WORD.findall(_POSSESSIVE.sub("", name).casefold()))
    return words - TITLES or words


def is_part(asked: str, name: str) -> bool:
    """Return whether every word of `asked` is in the name: "Pant" is a part of "Harsh Pant"."""
    words = words_of(asked)
    return bool(words) and words <= words_of(name)


def full_names(names: Iterable[str]) -> dict[str, str]:
    """Return for each name the one under which it is joined with others.

    That is the first of those with the same words; or, if all its words are in exactly one longer
    name, that one: "Kumar" goes to "Rajan Kumar" unless there is an Ashok Kumar as well.
    """
    first: dict[frozenset[str], str] = {}
    given = list(dict.fromkeys(names))
    for name in given:
        first.setdefault(words_of(name), name)
    holders: dict[str, set[frozenset[str]]] = {}
    for words in first:
        for word in words:
            holders.setdefault(word, set()).add(words)
    return {name: first[_longest(words_of(name), holders)] for name in given}


def _longest(words: frozenset[str], holders: dict[str, set[frozenset[str]]]) -> frozenset[str]:
    """Return the words of the one name that these are a part of, else these."""
    if not words:
        return words
    near: Collection[frozenset[str]] = set.intersection(*(holders[word] for word in words))
    longer = [other for other in near if other > words]
    longest = max(longer, key=len, default=words)
    # "Putin" is one person where there are "Vladimir Putin" and "Vladimir Vladimirovich Putin".
    return longest if all(other <= longest for other in longer) else words
