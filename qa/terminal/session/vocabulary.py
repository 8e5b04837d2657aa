"""The words and article names of an index: completion, likely typos, language; never changes.

Built from the texts in the background: see `VocabularyLoader`.
"""

import contextlib
import re
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

from qa.articles.names import unique_names
from qa.errors import QAError
from qa.language.detection import detect_language
from qa.service.articles import IndexedArticles
from qa.suggestions import nearest_name

# Memory and time are bounded: of a large corpus only the first articles are read.
_MOST_CHARACTERS = 20_000_000
_MOST_WORDS = 200_000
_SHORTEST_WORD = 4
_WORD = re.compile(r"(?<![\w'’-])\w[\w'’-]*\w")
_SIMILARITY = 0.8
_LENGTH_DIFFERENCE = 2
_LAST_CHARACTER = chr(0x10FFFF)
_POSSESSIVE = re.compile(r"['’]s?$")
# Cancelling takes effect after the text being read; sorting the words cannot be cancelled.
_LONGEST_WAIT_SECONDS = 5.0


class Vocabulary:
    """Words of the articles, and the articles' names."""

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
        frequent = {word for word, _ in counts.most_common(_MOST_WORDS)}
        # A capitalized word that is mostly written in lower case only begins a sentence.
        kept = {
            word
            for word in frequent
            if word.islower() or names[word] or counts[word] > counts[word.lower()]
        }
        self._weight = {word: (names[word] > 0, counts[word]) for word in kept}
        self._words = sorted((word.casefold(), word) for word in kept)
        self._language = detect_language(short | {folded for folded, _ in self._words})
        self._article_names = _article_names(paths)

    def words(self, prefix: str, limit: int) -> list[str]:
        """Return at most `limit` words with this prefix, in any case: names, then by frequency."""
        folded_prefix = prefix.casefold()
        found = []
        for position in range(bisect_left(self._words, (folded_prefix, "")), len(self._words)):
            folded, word = self._words[position]
            if not folded.startswith(folded_prefix):
                break
            if word != prefix:
                found.append(word)
        found.sort(key=lambda word: (*self._weight[word], word), reverse=True)
        return found[:limit]

    def article_names(self, typed: str, limit: int) -> list[str]:
        """Return at most `limit` articles and folders whose names contain what was typed."""
        folded = typed.casefold()
        first = [name for name in self._article_names if name.casefold().startswith(folded)]
        inside = [
            name for name in self._article_names if folded in name.casefold() and name not in first
        ]
        return [*first, *inside][:limit]

    def find_typo(self, question: str) -> tuple[str, str] | None:
        """Return a word of the question that no article contains, and the name probably meant.

        None if there is no such word. Only names are suggested, with the same first letter and
        nearly the same length: other words have too many similar ones.
        """
        for match in _WORD.finditer(question):
            word = _POSSESSIVE.sub("", match.group())
            folded_word = word.casefold()
            if len(word) < _SHORTEST_WORD or not self._words or self._contains(folded_word):
                continue
            candidates = {
                folded: known
                for folded, known in self._starting_with(folded_word[0])
                if self._weight[known][0]
                and abs(len(folded) - len(folded_word)) <= _LENGTH_DIFFERENCE
            }
            nearest = nearest_name(folded_word, candidates, cutoff=_SIMILARITY)
            if nearest is not None:
                return word, candidates[nearest]
        return None

    def other_language(self, question: str) -> str | None:
        """Return the language of the articles if the question is in another one, else None."""
        found = detect_language(
            _POSSESSIVE.sub("", match.group()).casefold() for match in _WORD.finditer(question)
        )
        return self._language if found and self._language and found != self._language else None

    def _contains(self, folded: str) -> bool:
        position = bisect_left(self._words, (folded, ""))
        # Another form of the word is enough: "visits" is contained if "visit" is.
        return any(
            self._words[at][0].startswith(folded[: max(_SHORTEST_WORD, len(folded) - 2)])
            and abs(len(self._words[at][0]) - len(folded)) <= _LENGTH_DIFFERENCE
            for at in (position - 1, position)
            if 0 <= at < len(self._words)
        )

    def _starting_with(self, letter: str) -> list[tuple[str, str]]:
        first = bisect_left(self._words, (letter, ""))
        return self._words[first : bisect_left(self._words, (f"{letter}{_LAST_CHARACTER}", ""))]


class _CancelledError(Exception):
    """The vocabulary that is being built is no longer wanted."""


class VocabularyLoader:
    """Builds the vocabulary of an index in a thread; `on_loaded` gets it there."""

    def __init__(self, on_loaded: Callable[[Vocabulary], None]) -> None:
        self._on_loaded = on_loaded
        self._thread: threading.Thread | None = None
        self._cancelled = threading.Event()

    def load(self, articles: IndexedArticles) -> None:
        """Start building the vocabulary of these articles, instead of the one in progress."""
        self.finish()
        self._cancelled = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(articles, self._cancelled), name="vocabulary", daemon=True
        )
        self._thread.start()

    def finish(self) -> None:
        """Cancel the building in progress and wait until its thread has ended."""
        self._cancelled.set()
        if self._thread is not None:
            self._thread.join(_LONGEST_WAIT_SECONDS)

    def _run(self, articles: IndexedArticles, cancelled: threading.Event) -> None:
        def texts() -> Iterator[str]:
            for text in articles.texts():
                if cancelled.is_set():
                    raise _CancelledError
                yield text

        # Articles that cannot be read are reported where they are asked for.
        with contextlib.suppress(_CancelledError, QAError):
            vocabulary = Vocabulary(texts(), articles.paths())
            if not cancelled.is_set():
                self._on_loaded(vocabulary)


def _count(text: str, counts: "Counter[str]", names: "Counter[str]", short: "set[str]") -> None:
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        if len(word) < _SHORTEST_WORD:
            short.add(word.casefold())
            continue
        if word.isdigit():
            continue
        counts[word] += 1
        # A name is capitalized where no sentence begins.
        if word[0].isupper() and match.start() > 1 and text[match.start() - 2].isalnum():
            names[word] += 1


def _article_names(paths: Iterable[str]) -> list[str]:
    """Return what articles are chosen by: their names, and the folders that they are in."""
    names = unique_names(paths)
    folders = {f"{folder}/*" for path in names for folder in PurePosixPath(path).parents}
    return sorted({*names.values(), *folders} - {"./*"})
