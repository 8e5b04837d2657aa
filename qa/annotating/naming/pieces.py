"""Entities of the parse and runs of proper nouns beside them, joined where they are one name."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from qa.annotating.naming.words import ORGANISATION_WORDS, PARTICLES, TITLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Kind(StrEnum):
    """What a name is of."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


_KINDS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
}
# These are no names of ours, but what is labelled so may be one by the words around it.
_DOUBTFUL = frozenset({"NORP", "WORK_OF_ART", "PRODUCT", "EVENT"})
PROPER_TAGS = frozenset({"NNP", "NNPS"})
_MODIFIERS = frozenset({"compound", "nmod"})

Piece = tuple[int, int, Kind | None]
"""First token, end, and what spaCy takes it for, None if for nothing of ours."""


def _pieces(doc: "Doc") -> Iterator[Piece]:
    """Yield entities that may be names, and the runs of proper nouns outside all entities."""
    labels: list[str] = [""] * len(doc)
    starts = {}
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        people = entity.label_ == "NORP" and len(entity) > 1
        if people or (kind is None and entity.label_ not in _DOUBTFUL):
            labels[entity.start : entity.end] = ["other"] * len(entity)
        else:
            for first, last in _within_sentences(doc, entity.start, entity.end):
                starts[first] = (last, kind)
    i = 0
    while i < len(doc):
        if i in starts:
            end, kind = starts[i]
            yield i, end, kind
            i = end
        elif labels[i] == "" and _is_proper(doc[i]):
            end = i + 1
            while end < len(doc) and end not in starts and labels[end] == "":
                if not _continues(doc, end) or doc[end].is_sent_start:
                    break
                end += 1
            yield i, end, None
            i = end
        else:
            i += 1


def _within_sentences(doc: "Doc", first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a span that the starts of sentences cut."""
    for i in range(first + 1, last):
        if doc[i].is_sent_start:
            yield first, i
            first = i
    yield first, last


def _is_proper(token: "Token") -> bool:
    """Return whether a token may be a name by itself; the tagger errs where a sentence begins."""
    if not token.text[0].isupper():
        return False
    return token.tag_ in PROPER_TAGS or (
        token.dep_ in {"nsubj", "nsubjpass", "poss"} and token.tag_ in {"NN", "NNS"}
    )


def _continues(doc: "Doc", i: int) -> bool:
    """Return whether a token goes on with the run of proper nouns before it."""
    token = doc[i]
    if token.tag_ in PROPER_TAGS:
        return token.text[0].isalnum()
    follows = i + 1 < len(doc) and doc[i + 1].tag_ in PROPER_TAGS and doc[i + 1].text[0].isupper()
    return follows and (token.lower_ in PARTICLES or (token.text == "-" and not token.whitespace_))


def find_pieces(doc: "Doc") -> Iterator[Piece]:
    """Yield the pieces, those joined that are one name of which only a part was labelled."""
    held: Piece | None = None
    for found in _pieces(doc):
        piece = found
        if held is not None and held[2] is Kind.PERSON and _is_open(doc, held[1], piece[0]):
            held, rest = _with_next(doc, held, piece)
            if rest is None:
                continue
            piece = rest
        label = _label_joined(doc, held, piece) if held is not None else None
        if held is not None and label is not None:
            held = (held[0], piece[1], label)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _with_next(doc: "Doc", held: Piece, piece: Piece) -> tuple[Piece, Piece | None]:
    """Return the piece with the next token, and what of the next piece is left."""
    end = piece[0] + 1
    rest = end
    if rest < piece[1] and doc[rest].tag_ not in {*PROPER_TAGS, "POS"}:
        rest += 1
    left = (rest, piece[1], piece[2]) if rest < piece[1] else None
    return (held[0], end, Kind.PERSON), left


def _is_open(doc: "Doc", last: int, following: int) -> bool:
    """Return whether a name breaks off at "van" or the like, and the next piece goes on with it."""
    between = doc[last - 1 : following]
    return len(between) <= 3 and all(token.lower_ in PARTICLES for token in between)  # noqa: PLR2004


def _encloses(doc: "Doc", left: Piece, right: Piece) -> bool:
    """Return whether a given name that was put in is followed by the rest: "(Ann) Wood"."""
    return (
        left[2] is Kind.PERSON
        and left[1] - left[0] == 1
        and right[0] == left[1] + 1
        and left[0] > 0
        and doc[left[0] - 1].text == "("
        and doc[left[1]].text == ")"
    )


def _label_joined(doc: "Doc", left: Piece, right: Piece) -> Kind | None:
    """Return what two neighbours are as one name, None if they are two."""
    if _encloses(doc, left, right):
        return Kind.PERSON
    end, last = doc[left[1] - 1], doc[right[1] - 1]
    titled = not TITLES.isdisjoint({end.lower_.strip("."), last.lower_})
    if left[1] != right[0] or titled or end.tag_ == "POS" or doc[right[0]].is_sent_start:
        return None
    labels = (left[2], right[2])
    modifies = end.dep_ in _MODIFIERS
    if Kind.PERSON not in labels:
        whole = last.lower_ in ORGANISATION_WORDS and modifies and end.head in (last, last.head)
        broken = end.tag_ == "IN" and left[2] is Kind.ORGANISATION
        return Kind.ORGANISATION if whole or broken else None
    within = modifies and right[0] <= end.head.i < right[1]
    return Kind.PERSON if within and None in labels and doc[right[0]].lower_ not in TITLES else None
