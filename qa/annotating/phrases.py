"""Noun phrases with all that stands before the noun, and with the of-phrases behind it.

They are what an answer to a question of fact is widened to: "over 35% of all imports" for "35%".
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qa.annotations.values import Mark

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from qa.annotating.parsing import ParsedBlock
    from qa.articles.document import Document

# Words before a number that say how exact it is; the parser does not always hang them on it.
_APPROXIMATE = frozenset(
    "about above almost approximately around at barely below estimated exactly fewer just least"
    " less many more most much nearly only over roughly some than under up to as an".split()
)
_LONE = frozenset({"at", "to", "as", "an", "than", "well", "just", "only", "most", "much", "many"})
_MARKS = frozenset("\"“”‘’'.,;:!?()[]—–-*")
_PHRASES_OF = ("of",)
_MOST_JOINED = 4  # phrases that "of" makes one; a longer chain is misread
_LONGEST = 30  # tokens


def find_phrases(_document: "Document", blocks: Sequence["ParsedBlock"]) -> tuple[Mark, ...]:
    """Return the noun phrases in the parsed blocks of a document, in order, none in another."""
    return tuple(
        block.mark(block.doc[first:last]) for block in blocks for first, last in _joined(block.doc)
    )


def _joined(doc: "Doc") -> Iterator[tuple[int, int]]:
    """Yield the phrases of a block, those that "of" joins as one."""
    held: tuple[int, int] | None = None
    joined = 0
    for first, last in _phrases(doc):
        if held is not None and first < held[1]:
            continue
        if (
            held is not None
            and first == held[1] + 1
            and doc[held[1]].lower_ in _PHRASES_OF
            and joined < _MOST_JOINED
            and last - held[0] <= _LONGEST
            and not doc[first].is_sent_start
        ):
            held = (held[0], last)
            joined += 1
            continue
        if held is not None:
            yield _closed(doc, *held)
        held, joined = (first, last), 0
    if held is not None:
        yield _closed(doc, *held)


def _closed(doc: "Doc", first: int, last: int) -> tuple[int, int]:
    """Return the phrase with the quotation mark that closes one within it."""
    inside = doc[first:last].text
    if last < len(doc):
        mark = doc[last].text
        if (mark == "”" and "“" in inside) or (mark == '"' and inside.count(mark) % 2):
            return first, last + 1
    return first, last


def _phrases(doc: "Doc") -> Iterator[tuple[int, int]]:
    """Yield noun phrases up to the noun, and numerals that stand for one ("six of the banks")."""
    chunks = ((chunk.start, chunk.end) for chunk in doc.noun_chunks)
    end = 0
    for first, last in chunks:
        yield from _numerals(doc, end, first)
        end = max(end, last)
        if last - first == 1 and doc[first].pos_ in {"PRON", "DET"}:
            continue
        trimmed = _trimmed(doc, first, last)
        if trimmed is not None:
            yield trimmed
    yield from _numerals(doc, end, len(doc))


def _numerals(doc: "Doc", first: int, last: int) -> Iterator[tuple[int, int]]:
    for i in range(first, min(last, len(doc) - 1)):
        if doc[i].tag_ == "CD" and doc[i + 1].lower_ in _PHRASES_OF:
            yield _with_approximation(doc, i), i + 1


def _trimmed(doc: "Doc", first: int, last: int) -> tuple[int, int] | None:
    """Return the phrase without marks at its ends, with what says how exact its number is."""
    while first < last and (doc[first].text[0] in _MARKS or doc[first].is_space):
        first += 1
    while first < last and (doc[last - 1].text[0] in _MARKS or doc[last - 1].is_space):
        last -= 1
    if first < last and doc[first].lower_ == "not":
        first += 1
    if first == last or last - first > _LONGEST:
        return None
    if doc[first].tag_ in {"CD", "$"} or doc[first].like_num:
        first = _with_approximation(doc, first)
    return first, last


def _with_approximation(doc: "Doc", first: int) -> int:
    """Return where "more than" or the like before a number begins."""
    start = first
    while start > 0 and not doc[start].is_sent_start and doc[start - 1].lower_ in _APPROXIMATE:
        start -= 1
    while start < first and doc[start].lower_ in _LONE and start + 1 == first:
        start += 1
    return start
