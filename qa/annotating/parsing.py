"""An article's blocks as spaCy parses them, with their places in the article.

Markdown is parsed as it is read, without its marks. What is parsed is bounded, so that time and
memory grow with the text however it was made: a long block is parsed in pieces, a sentence that
nobody would write is left out, and so is what comes after the first million characters.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.annotating.pipeline import pipeline
from qa.annotations.values import Mark
from qa.articles.document import BlockKind, Document
from qa.articles.formats import is_markdown
from qa.articles.readable import ReadableText, read_row
from qa.language.sentences import TextRange, find_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

PARSED = frozenset({BlockKind.PARAGRAPH, BlockKind.CREDIT, BlockKind.TABLE_ROW})
"""Kinds of blocks in which something is marked."""

MOST_PARSED = 1_000_000
"""Characters of an article that are parsed at most; a novel has about as many."""

# All in characters. A piece has the sentences of several paragraphs of news, which no mark leaves;
# the longest sentence of a thousand articles of news has 600.
_LONGEST_PIECE = 4_000
_LONGEST_SENTENCE = 1_000
# spaCy cuts marks off a word one by one, in time quadratic in its length. Addresses are long words.
_LONGEST_WORD = 300
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1}}}")
# What the networks see at once: more is no faster, and takes 10 kB of memory a character.
_BATCH = 12_000
_CELL_END = "|"


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A block of an article, or a piece of a long one, and its parse.

    `start` and `end` are its offsets in the article. The sentences of `doc` are those that the
    index cuts; of a table's row, its cells. `readable` tells of Markdown where the text of `doc`
    stands.
    """

    start: int
    end: int
    kind: BlockKind
    doc: "Doc"
    readable: ReadableText | None = None

    def mark(self, span: "Span") -> Mark:
        """Return where a span of the parse stands in the article."""
        return self.mark_of(span.start_char, span.end_char)

    def mark_of(self, start: int, end: int) -> Mark:
        """Return where a stretch of `doc.text`, not empty, stands in the article.

        Marks of Markdown within it are included, and where one of a pair is, so is the other.
        """
        if self.readable is None:
            return Mark(self.start + start, self.start + end)
        first, last = self.readable.to_source(start, end) or self._replaced(self.readable, start)
        return Mark(self.start + first, self.start + last)

    def _replaced(self, readable: ReadableText, at: int) -> tuple[int, int]:
        """Return what stands in the source where something else is read: `<br>` is a space."""
        runs = readable.runs
        after = bisect_left(runs, at, key=lambda run: run.at)
        end = self.end - self.start
        first = min(runs[after - 1].end if after else 0, end - 1)
        return first, max(runs[after].start if after < len(runs) else end, first + 1)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is parsed at once: some sentences of a block, by their offsets in the article."""

    kind: BlockKind
    sentences: tuple[TextRange, ...]

    @property
    def start(self) -> int:
        return self.sentences[0].start

    @property
    def end(self) -> int:
        return self.sentences[-1].end


def parse_blocks(document: Document) -> Iterator[ParsedBlock]:
    """Yield the parsed blocks of a document, in order, as far as they are parsed.

    Raises:
        AnnotatorUnusableError: the pipeline is not installed, or has changed.
    """
    is_read = is_markdown(document.path)
    for batch in _batches(_bounded(_pieces(document))):
        readable = [
            read_row(document.text, piece.start, piece.end, None) if is_read else None
            for piece in batch
        ]
        docs = [_cut(document, piece, read) for piece, read in zip(batch, readable, strict=True)]
        parsed = pipeline().pipe(docs, batch_size=len(docs))
        for piece, read, doc in zip(batch, readable, parsed, strict=True):
            # The networks' last layer, most of what a parse holds, is of no use any more.
            doc.tensor = doc.tensor[:0]
            yield ParsedBlock(piece.start, piece.end, piece.kind, doc, read)


def _pieces(document: Document) -> Iterator[_Piece]:
    for block in document.blocks:
        if block.kind not in PARSED:
            continue
        text = document.text[block.start : block.end]
        kept: list[TextRange] = []
        for found in find_sentences(text):
            sentence = TextRange(block.start + found.start, block.start + found.end)
            fits = _is_language(text[found.start : found.end])
            if kept and (not fits or sentence.end - kept[0].start > _LONGEST_PIECE):
                yield _Piece(block.kind, tuple(kept))
                kept = []
            if fits:
                kept.append(sentence)
        if kept:
            yield _Piece(block.kind, tuple(kept))


def _bounded(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces within the part of an article that is parsed."""
    total = 0
    for piece in pieces:
        total += piece.end - piece.start
        if total > MOST_PARSED:
            return
        yield piece


def _batches(pieces: Iterator[_Piece]) -> Iterator[Sequence[_Piece]]:
    """Yield the pieces in groups, each parsed at once."""
    batch: list[_Piece] = []
    size = 0
    for piece in pieces:
        length = piece.end - piece.start
        if batch and size + length > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += length
    if batch:
        yield batch


def _is_language(sentence: str) -> bool:
    """Return whether a sentence may have been written to be read."""
    if len(sentence) > _LONGEST_SENTENCE or _LONG_WORD.search(sentence):
        return False
    return 2 * sum(map(_is_letter_or_space, sentence)) >= len(sentence)


def _is_letter_or_space(character: str) -> bool:
    return character.isalnum() or character.isspace()


def _cut(document: Document, piece: _Piece, readable: ReadableText | None) -> "Doc":
    """Return the piece in tokens, with its sentences, not yet parsed."""
    if readable is None:
        text = document.text[piece.start : piece.end]
        starts = {sentence.start - piece.start for sentence in piece.sentences}
    else:
        text = readable.text
        starts = {
            readable.from_source(sentence.start - piece.start, sentence.end - piece.start)[0]
            for sentence in piece.sentences
        }
    doc = pipeline().make_doc(text)
    cells = piece.kind is BlockKind.TABLE_ROW
    after_cell = False
    for token in doc:
        token.is_sent_start = token.idx in starts or after_cell
        after_cell = cells and token.text == _CELL_END
    return doc
