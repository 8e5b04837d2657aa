"""A saved citation before and after it is checked: frozen values without behaviour.

Offsets and lines count as everywhere in the project: code points from 0, lines from 1.
"""

from dataclasses import dataclass
from enum import StrEnum

from qa.model import Citation, QuestionId, SkippedFile, Span


class CitationStatus(StrEnum):
    """Whether the articles still hold a cited text: SAME, MOVED and MISCITED mean that they do.

    MISCITED means that they hold it, but that a field of the citation says of it what is not so in
    the article, or what cannot be checked there.
    """

    SAME = "same"
    MOVED = "moved"
    MISCITED = "miscited"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class SavedCitation:
    """A passage of a saved answer, as it was cited.

    `where` is the line or the turn of the file that it comes from. `answer` is the short answer, if
    it is in this passage, and `plain` what was shown of it, without the marks of Markdown, if that
    is saved. `sentence` and `answer` lie inside `text`.
    """

    where: str
    id: QuestionId
    question: str
    rank: int
    text: str
    citation: Citation
    sentence: Span
    answer: Span | None
    plain: str | None = None


@dataclass(frozen=True, slots=True)
class SavedAnswers:
    """All citations of a file, in order.

    `answers` counts the answers that have citations, `errors` the error objects in place of an
    answer, `empty` the answers without a passage.
    """

    citations: tuple[SavedCitation, ...]
    answers: int
    errors: int
    empty: int


@dataclass(frozen=True, slots=True)
class Location:
    """Where a text stands in an article; `path` is relative to the corpus folder."""

    path: str
    line_start: int
    line_end: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field of a citation whose value is another in the article, at the text's place."""

    field: str
    cited: str | int | None
    article: str | int | None


class DiffOp(StrEnum):
    """What happened to some words of a text."""

    KEPT = "kept"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffPart:
    """Consecutive words to which the same happened, one space between them."""

    op: DiffOp
    text: str


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """What became of a cited passage.

    `now` is where it stands; for a changed one, where the most similar text stands, if there is
    any. `sentence` and `answer` are where they stand inside of that, None if they do not (or if the
    passage held no answer). `difference` leads from the old text to the one at `now`. `fields` are
    those of the citation that are not as in the article, if the text itself stands. `reason` is a
    sentence for a person where the status alone does not say enough.
    """

    saved: SavedCitation
    status: CitationStatus
    now: Location | None = None
    sentence: Span | None = None
    answer: Span | None = None
    difference: tuple[DiffPart, ...] = ()
    fields: tuple[FieldDifference, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """All citations, checked, in their order, and the articles that could not be read."""

    citations: tuple[CheckedCitation, ...]
    unread: tuple[SkippedFile, ...] = ()

    def count(self, status: CitationStatus) -> int:
        """Return how many citations have this status."""
        return sum(checked.status is status for checked in self.citations)

    @property
    def holds(self) -> bool:
        """Whether every cited text still stands somewhere, with the fields of its citation."""
        return all(c.status in (CitationStatus.SAME, CitationStatus.MOVED) for c in self.citations)
