"""The values that the stages hand on to one another; frozen, and free of behaviour.

All offsets count Unicode code points in `Document.text`, start inclusive, end exclusive. For every
value with an offset `document.text[value.start:value.end] == value.text`. Lines and paragraphs
count from 1. Every score is higher-is-better.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

# What a program asking many questions calls each of them; an answer carries it unchanged.
QuestionId = str | int | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What a citation points at: a paragraph, neighbouring short ones, or part of a long one.

    `paragraph` is the number of the first body paragraph in it; `line_start` and `line_end` are the
    lines of its first and last character. `sentences` are in order and cover its non-blank text.
    """

    start: int
    end: int
    text: str
    paragraph: int
    line_start: int
    line_end: int
    section: str | None
    sentences: tuple[Sentence, ...]


class Outcome(StrEnum):
    """Whether the articles answer the question."""

    ANSWERED = "answered"
    WEAK = "weak"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an article's text."""

    text: str
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a passage stands, so that it can be opened and checked; `sha256` is of its text."""

    document: str
    title: str | None
    path: str
    section: str | None
    paragraph: int
    line_start: int
    line_end: int
    char_start: int
    char_end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Scores:
    """How near a passage is to the question, each view on its own scale.

    `dense` is the cosine of question and passage, -1 to 1; `sentence` the best cosine of question
    and one of its sentences; `bm25` the BM25 score of its words, from 0; `fused` the figure that
    orders the passages, 0 to 1.
    """

    dense: float
    sentence: float
    bm25: float
    fused: float


@dataclass(frozen=True, slots=True)
class Ranks:
    """A passage's place in each view among the candidates, from 1, for explanation."""

    dense: int
    sentence: int
    bm25: int


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage shown in answer to a question; `sentence` is the one that answers best.

    `also` are the other places at which the text stands, and `also_more` the number of those that
    are beyond the first few. `speaker` is who says most of the sentence, None if it is not said.
    """

    rank: int
    text: str
    citation: Citation
    sentence: Span
    scores: Scores
    ranks: Ranks
    also: tuple[Citation, ...] = ()
    also_more: int = 0
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The shortest text that answers, inside the passage of rank `passage`.

    `plain` is the text without the marks of Markdown, None if it has none.
    """

    text: str
    passage: int
    char_start: int
    char_end: int
    plain: str | None = None


# What decides a yes/no question.
Polarity = Literal["yes", "no"]


class AnswerKind(StrEnum):
    """What kind of answer it is: what was asked for decides, not what was found."""

    FACT = "fact"
    STATEMENT = "statement"
    REASON = "reason"
    LIST = "list"
    YES_NO = "yes_no"
    SUMMARY = "summary"
    QUOTES = "quotes"
    PEOPLE = "people"
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """One of several parts of an answer; `passage` is the rank of the one it is in, if shown.

    `detail` is what the article says of it: a person's role, what a date is in ISO 8601.
    `citation` is of the passage that holds it, None where that is told by `passage` alone.
    """

    text: str
    char_start: int
    char_end: int
    passage: int | None
    speaker: str | None = None
    detail: str | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another answer that it might be, inside the passage of rank `passage`."""

    text: str
    char_start: int
    char_end: int
    passage: int
    confidence: float


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file left out of the index, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Which index gave an answer. `built_at` is UTC, ISO 8601; `stale` means the corpus changed.

    `compared` is False if that is not known: there was no corpus to compare the index with.
    `skipped` are the files of the corpus that were left out of it.
    """

    generation: str
    encoder: str
    built_at: str
    stale: bool
    compared: bool = True
    skipped: tuple[SkippedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is found for one question.

    `searched` is the question as searched, `within` the name or glob that articles had to match.
    `confidence` is the calibrated probability, 0 to 1, that the passages shown answer it. `answer`
    is None unless something answers. `explanation` maps each piece of evidence to its share in
    `confidence` (log-odds). `elapsed_ms` is wall time. `asked` is the type that was asked for, as
    "person", if known. `polarity` is set where a yes/no question is decided. `items` are the parts
    of an answer that has several; `alternatives` is what it might be instead, where it is
    uncertain. `notices` are sentences for the user about the question. `reason` is a sentence that
    says why nothing is found, "" if that is not known.
    """

    question: str
    searched: str
    outcome: Outcome
    confidence: float
    answer: ShortAnswer | None
    passages: tuple[FoundPassage, ...]
    index: IndexInfo
    elapsed_ms: float
    id: QuestionId = None
    explanation: tuple[tuple[str, float], ...] = ()
    within: str | None = None
    kind: AnswerKind = AnswerKind.FACT
    asked: str | None = None
    polarity: Polarity | None = None
    items: tuple[AnswerItem, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    notices: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to articles whose paths match `within`, name or glob; a turn of `conversation`."""

    text: str
    within: str | None = None
    conversation: str | None = None
    id: QuestionId = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is; `total` 0 means unknown. `stage` is a verb phrase."""

    stage: str
    done: int
    total: int


# Called from the thread that does the work.
ProgressCallback = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class CorpusChanges:
    """How a corpus differs from an index, as paths below the corpus."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a rebuild did. `encoded` and `reused` count texts; `seconds` is wall time.

    `notices` are sentences for the user about fallbacks. `in_use` is False after a dry run.
    """

    generation: str
    changes: CorpusChanges
    skipped: tuple[SkippedFile, ...]
    passages: int
    sentences: int
    encoded: int
    reused: int
    seconds: float
    notices: tuple[str, ...] = ()
    in_use: bool = True


@dataclass(frozen=True, slots=True)
class KeptGeneration:
    """A generation that lies in an index, in use or not. `built_at` is UTC, ISO 8601."""

    generation: str
    built_at: str
    articles: int
