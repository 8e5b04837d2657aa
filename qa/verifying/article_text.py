"""The text of one article: where a text stands in it, and on which lines; reads no file."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from qa.articles import extract_text, find_articles, read_bytes
from qa.errors import ArticleUnreadableError
from qa.model import SkippedFile
from qa.verifying.values import Place

_FIRST_REACH = 1_024
_WIDER = 8
_BLOCK = 1 << 16


class ArticleText:
    """An article's text as its offsets count it.

    However the text is made, finding takes time in proportion to its length: only searches from the
    front are used, which the interpreter does in linear time, and not those from the back.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    def stands_at(self, sought: str, start: int) -> bool:
        """Return whether `sought` stands at this offset, letter for letter."""
        return start <= len(self.text) and self.text.startswith(sought, start)

    def nearest(self, sought: str, start: int, among: Sequence[int] | None = None) -> int | None:
        """Return the offset nearest to `start` at which `sought` stands, the first of two as near.

        None if it stands nowhere. It is looked for at the offsets `among`, if they are known to be
        all at which it can stand, else in wider and wider surroundings.
        """
        start = min(start, len(self.text))
        if among is None:
            found = self._around(sought, start)
        else:
            found = [at for at in among if at >= 0 and self.text.startswith(sought, at)]
        return min(found, key=lambda at: abs(at - start), default=None)

    def place(self, start: int, end: int) -> Place:
        """Return the stretch from `start` to `end`, which is not empty, with its lines."""
        return Place(self.path, self._line(start), self._line(end - 1), start, end)

    def _around(self, sought: str, start: int) -> list[int]:
        """Return where `sought` stands next before and after `start`, one of them if it is near."""
        reach = _FIRST_REACH
        while True:
            both = (self._before(sought, start, reach), self._after(sought, start, reach))
            found = [place for place in both if place is not None]
            if found or reach > len(self.text):
                return found
            reach *= _WIDER

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
        """The line on which each block begins."""
        starts = range(0, len(self.text), _BLOCK)
        counts = (self.text.count("\n", start, start + _BLOCK) for start in starts)
        return list(accumulate(counts, initial=1))


# The texts of a corpus, one after another, each read when it is asked for; keeps none.
#
# A path that is asked for is looked up among the corpus's articles, and never opened otherwise.
#
class CorpusTexts:
    """The articles of a corpus, decoded as their offsets count.

    `paths` are all there are; `reasons` tells of those that could not be read why.
    """

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus
        listing = find_articles(corpus, skip_bad=True)
        self.paths = listing.paths
        self._known = frozenset(self.paths)
        self.reasons = {str(error.path): error.message for error in listing.unusable}

    def read(self, paths: Iterable[str]) -> Iterator[ArticleText]:
        """Yield the articles at these paths that are there and can be read."""
        for path in paths:
            if path not in self._known or path in self.reasons:
                continue
            try:
                text = extract_text(path, read_bytes(self._corpus, path))
            except ArticleUnreadableError as error:
                self.reasons[path] = error.message
                continue
            yield ArticleText(path, text)

    def unread(self) -> tuple[SkippedFile, ...]:
        """Return the articles that could not be read so far, by path."""
        return tuple(SkippedFile(path, reason) for path, reason in sorted(self.reasons.items()))
