"""What is remembered of a conversation: its last turns, as texts; no rows and no index.

Texts outlive a rebuild of the index, rows do not.
"""

from dataclasses import dataclass
from typing import Self

from qa.encoding.protocol import Vectors
from qa.model import Answer, Outcome

# A question leans on the last turn, which carries what it leant on itself; older ones are kept for
# the eye.
KEPT = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """A question asked and what was found.

    `question` is as typed, `searched` as searched. `passage` is the first passage's text, `lit` its
    lit sentence, `path` its article below the corpus: None where nothing was shown. `answer` is
    the short answer, None where there was none.
    """

    question: str
    searched: str
    outcome: Outcome
    passage: str | None = None
    lit: str | None = None
    answer: str | None = None
    path: str | None = None

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Return the turn that an answer ends."""
        first = answer.passages[0] if answer.passages else None
        return cls(
            question=answer.question.strip(),
            searched=answer.searched,
            outcome=answer.outcome,
            passage=first.text if first else None,
            lit=first.sentence.text if first else None,
            answer=answer.answer.text if answer.answer else None,
            path=first.citation.path if first else None,
        )


@dataclass(frozen=True, slots=True)
class Conversation:
    """The last turns, oldest first, at most KEPT."""

    turns: tuple[Turn, ...] = ()

    @property
    def last(self) -> Turn | None:
        """The turn before the question now asked."""
        return self.turns[-1] if self.turns else None

    def then(self, turn: Turn) -> Self:
        """Return the conversation with one more turn."""
        return type(self)((*self.turns, turn)[-KEPT:])


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched: the text, shown to the person, and the unit vector, shape (dimension,)."""

    searched: str
    vector: Vectors
