"""Asks two indexes the same questions and returns what differs; shows nothing.

The citation of an answer is that of the passage that holds it, of the first passage if there is no
short answer. A question that is not found has no citation, whichever passages come near.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.errors import QAError
from qa.model import Answer, Citation, IndexInfo, Outcome, Progress, ProgressCallback, Question
from qa.service.batch import AT_ONCE

if TYPE_CHECKING:
    from qa.engine import Engine

FAILED = "error"


@dataclass(frozen=True, slots=True)
class AnswerSummary:
    """What is compared of an answer: outcome, text and citation.

    A question that cannot be answered has the outcome FAILED and the error's message as its text.
    """

    outcome: str
    text: str | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A question to which the two indexes give different answers, and both answers."""

    question: Question
    before: AnswerSummary
    after: AnswerSummary

    @property
    def outcome(self) -> bool:
        """Whether the outcomes differ."""
        return self.before.outcome != self.after.outcome

    @property
    def text(self) -> bool:
        """Whether the answers' texts differ."""
        return self.before.text != self.after.text

    @property
    def citation(self) -> bool:
        """Whether the citations differ, even if only in line or section."""
        return self.before.citation != self.after.citation


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many questions were asked of the indexes `before` and `after`, and what differed."""

    before: IndexInfo
    after: IndexInfo
    questions: int
    differences: tuple[Difference, ...]


def compare_answers(
    old: "Engine", new: "Engine", questions: Sequence[Question], report: ProgressCallback
) -> Comparison:
    """Ask both indexes all questions and return what differs."""
    differences: list[Difference] = []
    for start in range(0, len(questions), AT_ONCE):
        report(Progress("comparing answers", start, len(questions)))
        batch = questions[start : start + AT_ONCE]
        before, after = (map(summarize, index.ask_many(batch)) for index in (old, new))
        asked = (Difference(*each) for each in zip(batch, before, after, strict=True))
        differences += [entry for entry in asked if entry.before != entry.after]
    return Comparison(old.info, new.info, len(questions), tuple(differences))


def summarize(answer: Answer | QAError) -> AnswerSummary:
    """Return what is compared of an answer."""
    if isinstance(answer, QAError):
        return AnswerSummary(FAILED, answer.message)
    if answer.outcome is Outcome.NOT_FOUND or not answer.passages:
        return AnswerSummary(answer.outcome.value)
    if answer.answer is None:
        first = answer.passages[0]
        return AnswerSummary(answer.outcome.value, first.sentence.text, first.citation)
    cited = next(p for p in answer.passages if p.rank == answer.answer.passage)
    return AnswerSummary(answer.outcome.value, answer.answer.text, cited.citation)
