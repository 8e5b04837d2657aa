"""The texts of articles, and where cited texts stand in them; writes nothing.

Searching many texts in an article takes one pass over it. A cited text of several words, which has
words with white space on both sides, stands only where all of these do. The longest of them is the
text's anchor: the text can stand only where its anchor does. No position of a text is missed.

A path is looked up among the corpus's articles before it is read, and never opened otherwise.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from qa.articles import extract_text, find_articles, parse, read_bytes
from qa.articles.document import BlockKind, Document
from qa.articles.formats import is_markdown
from qa.articles.readable import table_header
from qa.chunking import NUMBERED
from qa.errors import ArticleUnreadableError
from qa.model import SkippedFile
from qa.verifying.values import Location

_FIRST_REACH = 1_024
_REACH_FACTOR = 8
_BLOCK = 1 << 16

_WORD = re.compile(r"\S+")
_LONGEST_ANCHOR = 100
# Of a word that occurs more often no position is kept, which bounds time and memory.
_MOST_POSITIONS = 5_000


class ArticleText:
    """An article's text, in which offsets count code points.

    Whatever the text is, a search takes time in proportion to its length: only searches from the
    front are used, which the interpreter does in linear time, and none from the back.
    """

    def __init__(self, path: str, text: str, data: bytes = b"") -> None:
        self.path = path
        self.text = text
        self._data = data

    def stands_at(self, sought: str, start: int) -> bool:
        """Return whether the text at this offset is `sought`, letter for letter."""
        return start <= len(self.text) and self.text.startswith(sought, start)

    def nearest(self, sought: str, start: int, among: Sequence[int] | None = None) -> int | None:
        """Return the offset nearest to `start` at which `sought` stands, the first of two as near.

        None if it stands nowhere. `among`, if given, are all offsets at which it can stand; without
        them it is searched for in wider and wider ranges around `start`.
        """
        start = min(start, len(self.text))
        if among is None:
            found = self._around(sought, start)
        else:
            found = [at for at in among if at >= 0 and self.text.startswith(sought, at)]
        return min(found, key=lambda at: abs(at - start), default=None)

    def locate(self, start: int, end: int) -> Location:
        """Return the location of the text from `start` to `end`, which is not empty."""
        return Location(self.path, self._line(start), self._line(end - 1), start, end)

    def facts(self, start: int, end: int) -> "ArticleFacts":
        """Return what indexing finds out about the text between these offsets.

        Raises:
            ArticleUnreadableError: the article, whose text can be read, could not be indexed.
        """
        document = self._document
        place = bisect_right(self._starts, start) - 1
        block = document.blocks[place] if place >= 0 else None
        if block is None or start >= block.end or block.kind is BlockKind.HEADING:
            return ArticleFacts(document.title)
        header = table_header(self.text, start, end) if is_markdown(self.path) else None
        return ArticleFacts(document.title, block.section, self._numbers[place], header)

    @cached_property
    def _document(self) -> Document:
        return parse(self.path, self._data)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self._document.blocks]

    @cached_property
    def _numbers(self) -> list[int]:
        """The number of the paragraph that each block is or belongs to."""
        return list(accumulate(block.kind in NUMBERED for block in self._document.blocks))

    def _around(self, sought: str, start: int) -> list[int]:
        """Return the nearest offsets of `sought` before and after `start`; at least one if any."""
        reach = _FIRST_REACH
        while True:
            both = (self._before(sought, start, reach), self._after(sought, start, reach))
            found = [at for at in both if at is not None]
            if found or reach > len(self.text):
                return found
            reach *= _REACH_FACTOR

    def _after(self, sought: str, start: int, reach: int) -> int | None:
        found = self.text.find(sought, start, start + reach + len(sought))
        return None if found < 0 else found

    def _before(self, sought: str, start: int, reach: int) -> int | None:
        """Return the last offset from `start - reach` to `start` at which `sought` stands."""
        size = len(sought)
        begin = max(0, len(self.text) - start - size)
        found = self._backwards.find(sought[::-1], begin, begin + reach + size)
        return None if found < 0 else len(self.text) - found - size

    @cached_property
    def _backwards(self) -> str:
        return self.text[::-1]

    def _line(self, offset: int) -> int:
        block = offset // _BLOCK
        return self._lines[block] + self.text.count("\n", block * _BLOCK, offset)

    @cached_property
    def _lines(self) -> list[int]:
        """The number of the line on which each block of text begins."""
        starts = range(0, len(self.text), _BLOCK)
        counts = (self.text.count("\n", start, start + _BLOCK) for start in starts)
        return list(accumulate(counts, initial=1))


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What an article says of a text in it.

    `paragraph` is None where no paragraph is. `header` is the heading row of a table's row.
    """

    title: str | None
    section: str | None = None
    paragraph: int | None = None
    header: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may stand at one of `offsets`, or, if that is None, anywhere."""

    text: str
    offsets: tuple[int, ...] | None


class Anchors:
    """The anchors of the texts to search for, and the texts that have none."""

    def __init__(self, sought: Iterable[str]) -> None:
        # Each text with the offset of the anchor inside it.
        self._by_anchor: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._without: list[str] = []
        for text in sought:
            anchor = _anchor(text)
            if anchor:
                self._by_anchor[anchor[0]].append((text, anchor.start()))
            else:
                self._without.append(text)

    def candidates(self, text: str) -> Iterator[Candidate]:
        """Yield those of the texts that may stand in `text`, each once.

        Takes time in proportion to the length of `text`.
        """
        yield from (Candidate(sought, None) for sought in self._without)
        for anchor, positions in self._positions(text).items():
            for sought, offset in self._by_anchor[anchor]:
                if len(positions) > _MOST_POSITIONS:
                    yield Candidate(sought, None)
                else:
                    yield Candidate(sought, tuple(at - offset for at in positions))

    def _positions(self, text: str) -> dict[str, list[int]]:
        """Return the positions of each anchor, up to one more than are kept."""
        found: dict[str, list[int]] = {}
        anchors = self._by_anchor
        for word in _WORD.finditer(text) if anchors else ():
            if word[0] in anchors:
                positions = found.setdefault(word[0], [])
                if len(positions) <= _MOST_POSITIONS:
                    positions.append(word.start())
        return found


def _anchor(text: str) -> re.Match[str] | None:
    """Return the longest word with white space on both sides, if there is one."""
    inner = [word for word in _WORD.finditer(text) if word.start() and word.end() < len(text)]
    return max(
        (word for word in inner if word.end() - word.start() <= _LONGEST_ANCHOR),
        key=lambda word: word.end() - word.start(),
        default=None,
    )


class CorpusTexts:
    """The articles of a corpus, each decoded when it is asked for; none is kept.

    `paths` are those of all articles; `reasons` says why some of them could not be read.
    """

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        listing = find_articles(corpus, skip_bad=True)
        self.paths = listing.paths
        self._known_paths = frozenset(self.paths)
        self.reasons = {str(error.path): error.message for error in listing.unusable}

    def read(self, paths: Iterable[str]) -> Iterator[ArticleText]:
        """Yield those of the articles at these paths that are in the corpus and can be read."""
        for path in paths:
            if path not in self._known_paths or path in self.reasons:
                continue
            try:
                data = read_bytes(self._corpus, path)
                text = extract_text(path, data)
            except ArticleUnreadableError as error:
                self.reasons[path] = error.message
                continue
            yield ArticleText(path, text, data)

    def unread(self) -> tuple[SkippedFile, ...]:
        """Return the articles that could not be read so far, by path."""
        return tuple(SkippedFile(path, reason) for path, reason in sorted(self.reasons.items()))
