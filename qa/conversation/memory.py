"""The last turns of a conversation, kept as texts: no rows and no index.

Texts stay valid when the index is rebuilt, rows do not.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Self

from qa.encoding.protocol import Vectors
from qa.model import Answer, Outcome

# A question depends on the last turn alone, which holds what it depended on itself; the older ones
# are kept to be shown.
KEPT = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """A question asked and what was found.

    `question` is as typed, `searched` as searched. `passage` is the first passage's text,
    `highlighted` its highlighted sentence, `path` its article below the corpus: None where nothing
    was shown. `answer` is the short answer, None where there was none.
    """

    question: str
    searched: str
    outcome: Outcome
    passage: str | None = None
    highlighted: str | None = None
    answer: str | None = None
    path: str | None = None

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Return the turn that ends with this answer."""
        first = answer.passages[0] if answer.passages else None
        return cls(
            question=answer.question.strip(),
            searched=answer.searched,
            outcome=answer.outcome,
            passage=first.text if first else None,
            highlighted=first.sentence.text if first else None,
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


# Conversations by name, the least recently used forgotten first; knows nothing of questions.
# A conversation is a few kilobytes; a batch may name any number of them.
MOST = 1000


class Conversations:
    """Remembers the turns of at most `most` conversations."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, Conversation] = OrderedDict()

    def get(self, name: str | None) -> Conversation:
        """Return the conversation of this name, an empty one if there is none or no name."""
        if name is None or name not in self._kept:
            return Conversation()
        self._kept.move_to_end(name)
        return self._kept[name]

    def add(self, name: str | None, turn: Turn) -> None:
        """Remember one more turn; without a name nothing is remembered."""
        if name is None:
            return
        self._kept[name] = self.get(name).then(turn)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def forget(self, name: str) -> None:
        """Forget a conversation; one that is not known is forgotten already."""
        self._kept.pop(name, None)
