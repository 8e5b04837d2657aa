"""The same questions to the index in use and to the one that is to take its place; shows nothing.

What an answer cites is the passage in which it stands, the first if there is no short answer; what
was not found cites nothing, whichever passages come near.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.errors import QAError
from qa.model import Answer, Citation, IndexInfo, Outcome, Progress, Question
from qa.service.batch import AT_ONCE

if TYPE_CHECKING:
    from qa.engine import Engine

FAILED = "error"


@dataclass(frozen=True, slots=True)
class AnswerSummary:
    """What an index says to a question: the outcome, the answer's text and where it stands.

    A question that it cannot be asked has the outcome FAILED and the message as its text.
    """

    outcome: str
    text: str | None = None
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A question to which the two indexes say something else; both ways of saying it."""

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
        """Whether the citations differ, if only in line or section."""
        return self.before.citation != self.after.citation


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many questions were asked of the indexes `before` and `after`, and what differed."""

    before: IndexInfo
    after: IndexInfo
    questions: int
    differences: tuple[Difference, ...]


def compare_answers(
    old: "Engine", new: "Engine", questions: Sequence[Question], report: Callable[[Progress], None]
) -> Comparison:
    """Ask both indexes all questions and return what differs."""
    differences: list[Difference] = []
    for start in range(0, len(questions), AT_ONCE):
        report(Progress("comparing answers", start, len(questions)))
        portion = questions[start : start + AT_ONCE]
        before, after = (map(said_in, index.ask_many(portion)) for index in (old, new))
        asked = (Difference(*each) for each in zip(portion, before, after, strict=True))
        differences += [entry for entry in asked if entry.before != entry.after]
    return Comparison(old.info, new.info, len(questions), tuple(differences))


def said_in(answer: Answer | QAError) -> AnswerSummary:
    """Return of an answer what is compared."""
    if isinstance(answer, QAError):
        return AnswerSummary(FAILED, answer.message)
    if answer.outcome is Outcome.NOT_FOUND or not answer.passages:
        return AnswerSummary(answer.outcome.value)
    if answer.answer is None:
        first = answer.passages[0]
        return AnswerSummary(answer.outcome.value, first.sentence.text, first.citation)
    cited = next(p for p in answer.passages if p.rank == answer.answer.passage)
    return AnswerSummary(answer.outcome.value, answer.answer.text, cited.citation)
