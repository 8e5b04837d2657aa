"""The turns of a session: question, answer, and how much of the answer was shown; asks nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa.errors import UsageError
from qa.model import Answer, FoundPassage
from qa.terminal.output.wording import counted

_ASK_FIRST = "ask a question first"


@dataclass(frozen=True, slots=True)
class SessionTurn:
    """A question and its answer.

    `number` counts from 1; `shown` is how many of the answer's passages have been on the screen,
    counted from the first.
    """

    number: int
    answer: Answer
    shown: int

    @property
    def within(self) -> str | None:
        """The name or glob of the articles that the question was restricted to."""
        return self.answer.within


class SessionTurns:
    """All turns since the session began, in order."""

    def __init__(self) -> None:
        self._turns: list[SessionTurn] = []

    def __iter__(self) -> Iterator[SessionTurn]:
        """Return an iterator over the turns in order."""
        return iter(tuple(self._turns))

    def __len__(self) -> int:
        """Return the number of turns."""
        return len(self._turns)

    def add(self, answer: Answer, *, shown: int) -> SessionTurn:
        """Add a turn and return it."""
        turn = SessionTurn(len(self._turns) + 1, answer, shown)
        self._turns.append(turn)
        return turn

    def last(self) -> SessionTurn:
        """Return the latest turn.

        Raises:
            UsageError: nothing has been asked.
        """
        if not self._turns:
            raise UsageError("there is no answer yet", remedy=_ASK_FIRST)
        return self._turns[-1]

    def turn(self, typed: str) -> SessionTurn:
        """Return the turn whose number was typed, the latest if nothing was typed.

        Raises:
            UsageError: there is no turn of that number.
        """
        last = self.last()
        if not typed:
            return last
        number = _parse_number(typed)
        if not 1 <= number <= last.number:
            raise UsageError(f"there is no turn {typed}", remedy=_range(last.number, "turn"))
        return self._turns[number - 1]

    def passage(self, typed: str) -> FoundPassage:
        """Return the latest answer's passage whose number was typed, the first if none was.

        Raises:
            UsageError: the latest answer has no passage of that number.
        """
        passages = self.last().answer.passages
        if not passages:
            raise UsageError("the last answer has no passage")
        number = _parse_number(typed or "1")
        if not 1 <= number <= len(passages):
            remedy = _range(len(passages), "passage")
            raise UsageError(f"there is no passage {typed}", remedy=remedy)
        return passages[number - 1]

    def extend(self, passages: tuple[FoundPassage, ...], *, shown: int) -> SessionTurn:
        """Replace the latest turn's passages by a longer list that begins with them."""
        last = self.last()
        turn = replace(last, answer=replace(last.answer, passages=passages), shown=shown)
        self._turns[-1] = turn
        return turn


def _parse_number(typed: str) -> int:
    """Return the number, which brackets may surround; 0 if it is none."""
    digits = typed.strip("[]")
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _range(last: int, noun: str) -> str:
    return f"there is {counted(last, noun)}" if last == 1 else f"they go from 1 to {last}"
