"""Stretches of the parse that may be names, trimmed to the name, with what speaks for which kind.

Decides nothing: a candidate carries the label that spaCy gave it and what stands around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.annotating.naming.pieces import PROPER_TAGS, Kind, find_pieces
from qa.annotating.naming.words import (
    GENERATIONS,
    GIVEN_NAMES,
    GOVERNMENTS,
    INNER_TITLES,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACES,
    ROLE_NOUNS,
    TITLE_STARTS,
    TITLES,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from qa.annotating.parsing import ParsedBlock


_OFFICES = TITLES | {"head"}
_MOST_WORDS = 12  # a longer run of capitals is a headline or noise


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a block, tokens `first` to `last` (exclusive), that may be a name.

    `label` is what spaCy takes it for, None if for nothing of ours. `title` is the last word of a
    title before it, in lower case. `words` are those of the name as they are compared. An
    `adjective` may be one of a people ("Greek"), and is a name only where it is somebody's surname.
    """

    block: "ParsedBlock"
    first: int
    last: int
    label: Kind | None
    title: str | None
    words: tuple[str, ...]
    adjective: bool = False

    @property
    def text(self) -> str:
        """The name as it is written."""
        return self.block.doc[self.first : self.last].text

    @property
    def head(self) -> "Token":
        """The token by which the name hangs in its sentence."""
        tokens = self.block.doc[self.first : self.last]
        inside = (t for t in tokens if not self.first <= t.head.i < self.last)
        return next(inside, tokens[-1])


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: small, without hyphens and final stops."""
    plain = text.replace("’", "'").replace("-", " ").replace("–", " ").replace(".-", " ")
    words = (word.strip(".,'\"“”‘()[]").casefold() for word in plain.split())
    return tuple(word for word in words if word)


def find_candidates(blocks: Sequence["ParsedBlock"]) -> Iterator[Candidate]:
    """Yield the candidates of an article's blocks in order; no two overlap."""
    for block in blocks:
        for first, last, label in find_pieces(block.doc):
            for start, end in _pairs(block.doc, first, last, label):
                yield from _trimmed(block, start, end, label)


def _pairs(doc: "Doc", first: int, last: int, label: Kind | None) -> Iterator[tuple[int, int]]:
    """Yield the parts of two places that a hyphen joins ("U.S.-North Korea"), else the whole."""
    if label is Kind.PLACE:
        hyphens = [i for i in range(first + 1, last - 1) if doc[i].text in {"-", "–"}]
        if len(hyphens) == 1:
            i = hyphens[0]
            parts = (" ".join(words_of(doc[a:b].text)) for a, b in ((first, i), (i + 1, last)))
            if all(part in PLACES for part in parts):
                yield first, i
                yield i + 1, last
                return
    yield first, last


def _trimmed(
    block: "ParsedBlock", first: int, last: int, label: Kind | None
) -> Iterator[Candidate]:
    """Yield the name without what is not part of it; a name on either side of a title."""
    doc = block.doc
    first, last = _without_edges(doc, first, last)
    if not 0 < last - first <= _MOST_WORDS:
        return
    owner = _owner_end(doc, first, last) if label is Kind.PERSON else None
    if owner is not None:
        yield from _trimmed(block, first, owner, None)
        yield from _trimmed(block, owner, last, None)
        return
    split = _title_end(doc, first, last, label)
    if split is None:
        if doc[last - 1].lower_ in INNER_TITLES and last - first > 1 and label is not None:
            last, label = last - 1, None
        candidate = _candidate(block, first, last, label)
        if _is_name(candidate):
            yield candidate
        return
    if split[0] > first and doc[first].lower_ not in TITLES | TITLE_STARTS:
        yield from _trimmed(block, first, split[0], None)
    rest = _candidate(block, split[1], last, Kind.PERSON if label else None)
    if rest.words:
        yield rest


def _is_name(candidate: Candidate) -> bool:
    """Return whether a candidate has letters, and is neither a title nor what people are called."""
    words, label = candidate.words, candidate.label
    if not words or not any(letter.isupper() for letter in candidate.text):
        return False
    if sum(letter.isalpha() for letter in candidate.text) <= 1:
        return False
    if words == ("state",) and label is Kind.ORGANISATION:
        return False  # of "Secretary of State"
    if candidate.adjective and candidate.block.doc[candidate.first].tag_ not in PROPER_TAGS:
        return False
    return label is not None or words[-1] not in TITLES


def _owner_end(doc: "Doc", first: int, last: int) -> int | None:
    """Return where "Hadrian's" within a span ends, None if nothing in it owns the rest."""
    ends = (i for i in range(first + 2, last) if doc[i - 1].tag_ == "POS")
    return next(ends, None)


def _without_edges(doc: "Doc", first: int, last: int) -> tuple[int, int]:
    while first < last and (doc[first].tag_ == "DT" or not doc[first].text[0].isalnum()):
        first += 1
    for i in range(first, last):
        if (
            doc[i].text == "("
            or (doc[i].text == ")" and i != first + 1)
            or (doc[i].tag_ == "POS" and i == last - 1)
        ):
            last = i
            break
    while first < last and (
        doc[last - 1].tag_ in {"POS", "IN", "CC", "DT"} or not _ends_name(doc[last - 1])
    ):
        last -= 1
    # "Head of Europol" is what somebody is, and where.
    while last - first > 2 and doc[first + 1].lower_ == "of" and doc[first].lower_ in _OFFICES:  # noqa: PLR2004
        first += 2
    return first, last


def _ends_name(token: "Token") -> bool:
    return token.text[-1].isalnum() or (token.text[-1] in ".!" and len(token) > 1)


def _title_end(doc: "Doc", first: int, last: int, label: Kind | None) -> tuple[int, int] | None:
    """Return where the last title in the span starts and ends, a name following; None if none."""
    if doc[last - 1].lower_ in ORGANISATION_WORDS | GOVERNMENTS:
        return None
    for i in range(last - 2, first - 1, -1):
        word = doc[i].lower_.strip(".")
        leading = label in {None, Kind.PERSON} and (word in TITLES or _is_role(word, last - first))
        if word in INNER_TITLES or (leading and i == first):
            return (i, i + 1) if doc[i + 1].text[0].isupper() else None
    return None


def _is_role(word: str, tokens: int) -> bool:
    """Return whether "Novelist" or the like begins a name of several words."""
    return tokens > 2 and word in ROLE_NOUNS and word not in GIVEN_NAMES  # noqa: PLR2004


def _candidate(block: "ParsedBlock", first: int, last: int, label: Kind | None) -> Candidate:
    doc = block.doc
    before = first - 1
    if before >= 0 and doc[before].text == "(":
        before -= 1
    title = doc[before].lower_.strip(".") if before >= 0 else ""
    if before >= 1 and title == "general" and doc[before - 1].lower_ == "attorney":
        title = "attorney"
    if before >= 0 and doc[before].is_lower and doc[before].tag_ not in {"NN", "NNS"}:
        title = ""
    words = words_of(doc[first:last].text)
    adjective = last - first == 1 and doc[first].ent_type_ == "NORP"
    return Candidate(
        block, first, last, label, title if title in TITLES else None, words, adjective
    )


def is_written_as_person(candidate: Candidate) -> bool:
    """Return whether the words could be a person's name: capitals but for particles, no figures."""
    plain = candidate.text.replace("-", " ").split()
    return all(
        word[0].isupper() or word.casefold() in PARTICLES | GENERATIONS or word[0] in "'’(\"“"
        for word in plain
    ) and not any(letter.isdigit() for letter in candidate.text)
