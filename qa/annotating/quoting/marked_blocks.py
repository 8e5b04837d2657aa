"""A parsed block with what stands between quotation marks in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from qa.annotating.parsing import ParsedBlock
from qa.annotating.quoting.quotation_marks import Marked
from qa.annotating.quoting.scare_quotes import is_sentence
from qa.annotations.values import Mark


class MarkedBlock:
    """A block with its stretches in marks; for each its tokens, for each token if it is in one.

    `quoted` has one entry a token. Stretches are named by their index in `marked`; their tokens,
    marks included, reach from `ranges[index][0]` to before `ranges[index][1]`.
    """

    def __init__(self, block: ParsedBlock, marked: Sequence[Marked]) -> None:
        self.block = block
        self.doc = block.doc
        self.text = block.doc.text
        self.marked = marked
        self.quoted = [False] * len(block.doc)
        self.ranges: list[tuple[int, int]] = []
        token_starts = [token.idx for token in block.doc]
        for stretch in marked:
            first = bisect_left(token_starts, stretch.outer_start)
            last = bisect_left(token_starts, stretch.outer_end)
            self.ranges.append((first, last))
            self.quoted[first:last] = [True] * (last - first)
        sentences = list(block.doc.sents)
        self._sentence_starts = [sentence.start_char for sentence in sentences]
        self._sentence_ends = [sentence.end_char for sentence in sentences]
        openings = {first for first, _ in self.ranges}
        self._run_starts = [
            sentence.start
            for sentence in sentences
            if sentence.start in openings or not self.quoted[sentence.start]
        ]

    def words(self, index: int) -> str:
        """Return the text of a stretch, without its marks."""
        return self.text[self.marked[index].start : self.marked[index].end]

    def is_sentence(self, index: int) -> bool:
        """Whether a stretch reads as a sentence of its own."""
        return is_sentence(self.words(index))

    def is_left_open(self, index: int) -> bool:
        """Whether a comma, a question or an exclamation mark shows that "X said" follows."""
        stretch = self.marked[index]
        inside = self.text[stretch.end - 1 : stretch.outer_end]
        following = self.text[stretch.outer_end : stretch.outer_end + 1]
        return any(mark in inside for mark in ",?!—–") or following == ","

    def run(self, token: int) -> tuple[int, int]:
        """Return the tokens of the sentence round a token; quotations join sentences to one."""
        index = bisect_right(self._run_starts, token)
        start = self._run_starts[index - 1] if index else 0
        return start, self._run_starts[index] if index < len(self._run_starts) else len(self.doc)

    def trimmed(self, tokens: tuple[int, int]) -> tuple[int, int]:
        """Return tokens without punctuation after the last word."""
        start, end = tokens
        while end - 1 > start and self.doc[end - 1].is_punct:
            end -= 1
        return start, end

    def characters(self, tokens: tuple[int, int]) -> tuple[int, int]:
        """Return where tokens begin and end in the block's text."""
        last = self.doc[tokens[1] - 1]
        return self.doc[tokens[0]].idx, last.idx + len(last)

    def sentence(self, start: int, end: int) -> Mark:
        """Return the place in the article of the sentences that a stretch of the block touches."""
        first = max(0, bisect_right(self._sentence_starts, start) - 1)
        last = max(first, bisect_left(self._sentence_starts, end) - 1)
        offset = self.block.start
        return Mark(offset + self._sentence_starts[first], offset + self._sentence_ends[last])
