"""The words and names of an index that can be completed; made once, never changed."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from qa.language.detection import detect_language
from qa.suggestions import nearest_name

# Of a large corpus the first articles have to do: names come back, and memory is bounded.
_MOST_CHARACTERS = 20_000_000
_MOST_WORDS = 200_000
_SHORTEST = 4
_WORD = re.compile(r"(?<![\w'’-])\w[\w'’-]*\w")
_NEAR = 0.8
_LENGTHS_APART = 2
_LAST = chr(0x10FFFF)
_TAIL = re.compile(r"['’]s?$")


class Vocabulary:
    """Words of the articles and the articles' own names."""

    def __init__(self, texts: Iterable[str] = (), paths: Iterable[str] = ()) -> None:
        counts: Counter[str] = Counter()
        names: Counter[str] = Counter()
        short: set[str] = set()
        left = _MOST_CHARACTERS
        for text in texts:
            _count(text[:left], counts, names, short)
            left -= len(text)
            if left <= 0:
                break
        known = {word for word, _ in counts.most_common(_MOST_WORDS)}
        # A word that is mostly written small only begins a sentence where it is written large.
        kept = {
            word
            for word in known
            if word.islower() or names[word] or counts[word] > counts[word.lower()]
        }
        self._weight = {word: (names[word] > 0, counts[word]) for word in kept}
        self._words = sorted((word.casefold(), word) for word in kept)
        self._language = detect_language(short | {folded for folded, _ in self._words})
        self._names = sorted({name for path in paths for name in _names_of(path)})

    def words(self, typed: str, most: int) -> list[str]:
        """Return at most so many words that begin so: names first, then what is frequent."""
        wanted = typed.casefold()
        found = []
        for place in range(bisect_left(self._words, (wanted, "")), len(self._words)):
            folded, word = self._words[place]
            if not folded.startswith(wanted):
                break
            if word != typed:
                found.append(word)
        found.sort(key=lambda word: (*self._weight[word], word), reverse=True)
        return found[:most]

    def slip(self, question: str) -> tuple[str, str] | None:
        """Return a word of the question that no article holds and the name that was meant, if any.

        Only a name that begins alike and is nearly as long is taken for the one meant: other words
        have too many neighbours.
        """
        for match in _WORD.finditer(question):
            word = _TAIL.sub("", match.group())
            wanted = word.casefold()
            if len(word) < _SHORTEST or not self._words or self._holds(wanted):
                continue
            alike = {
                folded: known
                for folded, known in self._beginning(wanted[0])
                if self._weight[known][0] and abs(len(folded) - len(wanted)) <= _LENGTHS_APART
            }
            near = nearest_name(wanted, alike, cutoff=_NEAR)
            if near is not None:
                return word, alike[near]
        return None

    def other_language(self, question: str) -> str | None:
        """Return the language of the articles if the question is in another one, else None."""
        found = detect_language(
            _TAIL.sub("", match.group()).casefold() for match in _WORD.finditer(question)
        )
        return self._language if found and self._language and found != self._language else None

    def _holds(self, folded: str) -> bool:
        place = bisect_left(self._words, (folded, ""))
        # "visits" is held if "visit" is: an article need not hold every form of a word.
        return any(
            self._words[at][0].startswith(folded[: max(_SHORTEST, len(folded) - 2)])
            and abs(len(self._words[at][0]) - len(folded)) <= _LENGTHS_APART
            for at in (place - 1, place)
            if 0 <= at < len(self._words)
        )

    def _beginning(self, letter: str) -> list[tuple[str, str]]:
        first = bisect_left(self._words, (letter, ""))
        return self._words[first : bisect_left(self._words, (f"{letter}{_LAST}", ""))]

    def names(self, typed: str, most: int) -> list[str]:
        """Return at most so many articles and folders that hold what was typed."""
        wanted = typed.casefold()
        first = [name for name in self._names if name.casefold().startswith(wanted)]
        inside = [name for name in self._names if wanted in name.casefold() and name not in first]
        return [*first, *inside][:most]


def _count(text: str, counts: "Counter[str]", names: "Counter[str]", short: "set[str]") -> None:
    for match in _WORD.finditer(text):
        word = _TAIL.sub("", match.group())
        if len(word) < _SHORTEST:
            short.add(word.casefold())
            continue
        if word.isdigit():
            continue
        counts[word] += 1
        # A name is written large where no sentence begins.
        if word[0].isupper() and match.start() > 1 and text[match.start() - 2].isalnum():
            names[word] += 1


def _names_of(path: str) -> list[str]:
    pure = PurePosixPath(path)
    folders = [f"{parent}/*" for parent in pure.parents if str(parent) != "."]
    return [str(pure.with_suffix("")), *folders]
