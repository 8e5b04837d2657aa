"""The last turns of a conversation, kept as texts: no rows and no index.

Texts stay valid when the index is rebuilt, rows do not.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Self

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
        short = answer.answer
        return cls(
            question=answer.question.strip(),
            searched=answer.searched,
            outcome=answer.outcome,
            passage=first.text if first else None,
            highlighted=first.sentence.text if first else None,
            answer=(short.plain or short.text) if short else None,
            path=first.citation.path if first else None,
        )


class Conversation:
    """The last turns of one conversation, at most KEPT; it belongs to the client that holds it.

    Its questions are answered one at a time: whoever answers holds `lock`.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._turns: tuple[Turn, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns that the next question may depend on, oldest first."""
        return self._turns

    @property
    def last(self) -> Turn | None:
        """The turn before the question now asked."""
        return self._turns[-1] if self._turns else None

    def add(self, answer: Answer) -> None:
        """Remember the turn that an answer ends."""
        self._turns = (*self._turns, Turn.of(answer))[-KEPT:]

    def forget(self) -> None:
        """Forget all turns: the next question stands alone."""
        self._turns = ()


# A conversation is a few kilobytes; a batch may name any number of them.
MOST_CONVERSATIONS = 1000


class Conversations:
    """The conversations of one client by name; of more than `most` the least recently used goes."""

    def __init__(self, most: int = MOST_CONVERSATIONS) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Conversation] = OrderedDict()

    def get(self, name: str) -> Conversation:
        """Return the conversation of this name, a new one if there is none."""
        with self._lock:
            conversation = self._kept.setdefault(name, Conversation())
            self._kept.move_to_end(name)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return conversation
