"""Document to passages with their sentences, pure; depends on no file format and no encoder.

A passage is what a person would cite: a paragraph, neighbouring short ones, a table row, or a part
of a long one cut between sentences. Few paragraphs are cut: whole ones were found more often than
halves (R@1 on xquad_en 0.967 with at most 220 words, 0.945 with at most 160). The encoder does not
read a long passage beyond some 180 words, but the vectors of its sentences and its words cover the
rest.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.articles.document import Block, BlockKind, Document
from qa.language.sentences import find_sentences
from qa.model import Passage, Sentence

CHUNKING_VERSION = 6
"""Increased whenever `split_passages` changes its result for some document; in the manifest."""

SHORT = 60
"""A paragraph of fewer characters is joined to a neighbour in its section."""

LONGEST_JOINED = 400
"""Characters that joined paragraphs have together at most."""

HIDDEN = frozenset({BlockKind.HEADING, BlockKind.TABLE_HEADER, BlockKind.MARKUP})
"""Kinds of blocks that are in no passage: what they say is read with the passages below them."""

LONGEST_WORDS = 220
LONGEST = 1_400
"""Words and characters beyond which a paragraph is cut."""

NUMBERED = frozenset({BlockKind.PARAGRAPH, BlockKind.CREDIT, BlockKind.TABLE_HEADER})
"""Kinds of blocks that count as paragraphs; a table's rows have the number of its header."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A passage without text and lines: its offsets, first paragraph's number, sentences."""

    start: int
    end: int
    paragraph: int
    section: str | None
    sentences: tuple[Sentence, ...]


def split_passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document; see `iter_passages`."""
    return tuple(iter_passages(document))


def iter_passages(document: Document) -> Iterator[Passage]:
    r"""Yield the passages of a document in order; together they cover all that is not `HIDDEN`.

    Paragraphs and credit lines are numbered from 1 in order, a table counts as one. A credit line
    and a table row are joined with nothing, and no passage reaches over what is hidden. Lines count
    `\n`.
    """
    text = document.text
    counted, line = 0, 1
    for draft in _drafts(text, document.blocks):
        line_start = line + text.count("\n", counted, draft.start)
        counted, line = draft.end, line_start + text.count("\n", draft.start, draft.end)
        yield Passage(
            start=draft.start,
            end=draft.end,
            text=text[draft.start : draft.end],
            paragraph=draft.paragraph,
            line_start=line_start,
            line_end=line,
            section=draft.section,
            sentences=draft.sentences,
        )


def _drafts(text: str, blocks: Sequence[Block]) -> Iterator[_Draft]:
    """Yield the passages: short neighbours joined, long paragraphs cut."""
    group: _Draft | None = None
    paragraph = 0
    for block in blocks:
        paragraph += block.kind in NUMBERED
        joins = block.kind is BlockKind.PARAGRAPH and _joins(group, block)
        if group is not None and not joins:
            yield group
            group = None
        if block.kind in HIDDEN:
            continue
        draft = _draft(text, block, paragraph)
        if group is not None:
            group = _Draft(
                group.start,
                draft.end,
                group.paragraph,
                group.section,
                group.sentences + draft.sentences,
            )
        elif block.kind is not BlockKind.PARAGRAPH or _part_count(text, draft) > 1:
            yield from _parts(text, draft)
        else:
            group = draft
    if group is not None:
        yield group


def _draft(text: str, block: Block, paragraph: int) -> _Draft:
    content = text[block.start : block.end]
    if block.kind is BlockKind.TABLE_ROW and len(content) <= LONGEST:
        # What answers is in one cell, what is asked about in another.
        sentences: tuple[Sentence, ...] = (Sentence(block.start, block.end, content),)
    else:
        sentences = tuple(
            Sentence(block.start + s.start, block.start + s.end, content[s.start : s.end])
            for s in find_sentences(content)
        )
    return _Draft(block.start, block.end, paragraph, block.section, sentences)


def _joins(group: _Draft | None, block: Block) -> bool:
    """Return whether the block is joined to the paragraphs before it."""
    if group is None or group.section != block.section:
        return False
    either_short = min(group.end - group.start, block.end - block.start) < SHORT
    return either_short and block.end - group.start <= LONGEST_JOINED


def _part_count(text: str, draft: _Draft) -> int:
    """Return into how many parts a paragraph is to be cut, 1 if it is left whole."""
    length = draft.end - draft.start
    # Words are not counted where characters alone cannot exceed the bound.
    words = len(text[draft.start : draft.end].split()) if length > LONGEST_WORDS else 0
    return max(-(-length // LONGEST), -(-words // LONGEST_WORDS))


def _parts(text: str, draft: _Draft) -> Iterator[_Draft]:
    """Yield the parts of a paragraph, near in length, each a run of whole sentences."""
    count = _part_count(text, draft)
    sentences = draft.sentences
    ends = [s.end - draft.start for s in sentences]
    total = ends[-1]
    cuts = [0]
    for part in range(1, count):
        goal = total * part / count
        cut = bisect_left(ends, goal) + 1
        # The boundary before the goal may be nearer than the one after it.
        if cut > 1 and goal - ends[cut - 2] < ends[cut - 1] - goal:
            cut -= 1
        if cuts[-1] < cut < len(sentences):
            cuts.append(cut)
    cuts.append(len(sentences))
    for first, last in pairwise(cuts):
        run = sentences[first:last]
        yield _Draft(run[0].start, run[-1].end, draft.paragraph, draft.section, run)
