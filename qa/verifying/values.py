"""What is known of a saved citation, before and after it is checked; frozen, free of behaviour.

Offsets and lines count as everywhere in the project: code points from 0, lines from 1.
"""

from dataclasses import dataclass
from enum import StrEnum

from qa.model import Citation, SkippedFile, Span


class CitationStatus(StrEnum):
    """Whether a cited text still stands where it stood."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class SavedCitation:
    """A passage of a saved answer, as it was cited.

    `where` is the line or the turn of the file that it comes from. `answer` is the short answer, if
    it stands in this passage. `sentence` and `answer` lie inside `text`.
    """

    where: str
    id: str | int | None
    question: str
    rank: int
    text: str
    citation: Citation
    sentence: Span
    answer: Span | None


@dataclass(frozen=True, slots=True)
class SavedAnswers:
    """All citations of a file, in order.

    `answers` counts the answers that have some, `errors` the error objects that stand in place of
    an answer, `empty` the answers without a passage.
    """

    citations: tuple[SavedCitation, ...]
    answers: int
    errors: int
    empty: int


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article."""

    path: str
    line_start: int
    line_end: int
    char_start: int
    char_end: int


class DiffOp(StrEnum):
    """What became of some words of a text."""

    KEPT = "kept"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffPart:
    """Neighbouring words that share a fate, one space between them."""

    fate: DiffOp
    text: str


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """What became of a cited passage.

    `now` is where it stands; of a changed one where the most similar text stands, if there is any.
    `sentence` and `answer` are where they stand inside of that, None if they do not (or if the
    passage held no answer). `difference` leads from the old text to the one at `now`. `reason` is a
    sentence for a person where the standing alone does not say enough.
    """

    saved: SavedCitation
    standing: CitationStatus
    now: Place | None = None
    sentence: Span | None = None
    answer: Span | None = None
    difference: tuple[DiffPart, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of all citations, in their order; `unread` are articles that could not be."""

    citations: tuple[CheckedCitation, ...]
    unread: tuple[SkippedFile, ...] = ()

    def count(self, standing: CitationStatus) -> int:
        """Return how many have this standing."""
        return sum(checked.standing is standing for checked in self.citations)

    @property
    def holds(self) -> bool:
        """Whether every cited text still stands somewhere."""
        return all(
            c.standing in (CitationStatus.SAME, CitationStatus.MOVED) for c in self.citations
        )
