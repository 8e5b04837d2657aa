"""The engine: opens an index and answers questions from it, for any number of callers at once.

Loads neither torch nor the reference encoder while the index holds a compiled one.
"""

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from qa.answering.snapshot import Snapshot
from qa.errors import IndexUnusableError, QAError, UsageError
from qa.model import Answer, IndexInfo, Question
from qa.models.graph import load_in_background
from qa.readers import open_reader
from qa.settings import DEFAULT_LIMIT, MAX_LIMIT
from qa.status import index_info, is_another_corpus, is_stale
from qa.storage import Generation, current_generation, open_generation, with_current

if TYPE_CHECKING:
    from qa.conversation.memory import Conversation, Conversations

# For how many seconds the result of comparing the corpus with the index is reused.
_STALE_FOR = 2.0


def open_index(
    index: Path | str = "index",
    *,
    corpus: Path | str | None = None,
    generation: str | None = None,
) -> "Engine":
    """Open the index in the folder `index`; `corpus`, if given, is watched for changes.

    With `generation` that one answers, in use or not, and no other is ever taken. An index that was
    built from another corpus than the one given is refused.

    Raises:
        IndexMissingError, IndexDamagedError, IndexMismatchError: it cannot be used.
    """
    return Engine(Path(index), Path(corpus) if corpus is not None else None, generation)


class Engine:
    """Answers questions from one generation of an index until it is refreshed to the next.

    May be used from several threads at once. A question keeps the generation that it began with; a
    replaced one is closed when its last question is answered. If the files of a generation are gone
    before they were read, the generation in use takes its place by itself.
    """

    def __init__(self, index: Path, corpus: Path | None = None, name: str | None = None) -> None:
        self._index = index
        self._corpus = corpus
        self._pinned = name is not None
        # Guards which snapshot is current and how many use each; never held while answering.
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        self._current = self._open(name)
        self._compared: tuple[float, bool | None] = (0.0, None)
        self._closed = False

    def __enter__(self) -> Self:
        """Return the engine itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self.close()

    @property
    def info(self) -> IndexInfo:
        """Which index answers, and whether the corpus has changed since it was built."""
        with self._snapshot() as snapshot:
            return self._info(snapshot)

    @property
    def articles(self) -> int:
        """How many articles are indexed."""
        return self._current.generation.manifest.articles

    def paths(self) -> tuple[str, ...]:
        """Return the paths of the indexed articles below the corpus, sorted."""
        with self._snapshot() as snapshot:
            return tuple(path for _, path in snapshot.generation.texts.paths())

    def passage_words(self) -> float:
        """Return the mean number of words of a passage in the index."""
        with self._snapshot() as snapshot:
            return snapshot.generation.texts.passage_words()

    def warm(self) -> None:
        """Load what the first question needs."""
        self.ask_many([Question("?")])

    def refresh(self) -> bool:
        """Take the generation in use if it is another one; return whether it was.

        Raises:
            IndexUnusableError: the other one cannot be used; the old one stays.
        """
        with self._refreshing:
            name = self._current.generation.manifest.generation
            if self._pinned or current_generation(self._index) == name:
                return False
            replaced, self._current = self._current, self._open(None)
            self._compared = (0.0, None)
        self._release(replaced)
        return True

    def ask(
        self,
        question: str,
        *,
        within: str | None = None,
        limit: int = DEFAULT_LIMIT,
        conversation: "Conversation | None" = None,
    ) -> Answer:
        """Answer `question`, from articles that match `within` only if it is given.

        `limit` is how many passages the answer holds at most, 1 to MAX_LIMIT. `conversation` is the
        conversation that the question is the next turn of.

        Raises:
            UsageError: the question is empty, the limit out of range, or no article matches.
            IndexUnusableError: the index has been damaged since it was opened.
        """
        answer = self._answers([Question(question, within)], limit, [conversation])[0]
        if isinstance(answer, QAError):
            raise answer
        return answer

    def ask_many(
        self,
        questions: Sequence[Question],
        *,
        limit: int = DEFAULT_LIMIT,
        conversations: "Conversations | None" = None,
    ) -> list[Answer | QAError]:
        """Answer `questions` in order; one that cannot be answered gives its error in its place.

        Those that name a conversation are its next turns; `searched` tells what each was completed
        to. `conversations` are the caller's; without them a name counts within this call only.

        Raises:
            UsageError: the limit is out of range.
            IndexUnusableError: the index has been damaged since it was opened.
        """
        if all(question.conversation is None for question in questions):
            return self._answers(questions, limit, [None] * len(questions))
        from qa.conversation.memory import Conversations

        known = conversations if conversations is not None else Conversations()
        named = [None if q.conversation is None else known.get(q.conversation) for q in questions]
        return self._answers(questions, limit, named)

    def close(self) -> None:
        """Close the index once the questions now asked are answered; no other may be asked."""
        with self._refreshing:
            if not self._closed:
                self._closed = True
                self._release(self._current)

    def _open(self, name: str | None) -> Snapshot:
        """Open the generation of this name, or the one in use, and what reads its passages."""
        if name is None:
            return with_current(self._index, self._open)
        generation = open_generation(self._index, name, warm=True)
        try:
            if self._corpus is not None and is_another_corpus(generation, self._corpus):
                from qa.origin import refusal

                raise refusal(generation, self._corpus)
            reader = open_reader(generation)
        except IndexUnusableError:
            generation.close()
            raise
        if reader:
            generation.call_on_close(reader.close)
            generation.call_on_close(load_in_background(reader.load))
        return Snapshot(generation, reader)

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[Snapshot]:
        """Yield the current snapshot, which stays open until the block ends."""
        with self._lock:
            snapshot = self._current
            snapshot.users += 1
        try:
            yield snapshot
        finally:
            self._release(snapshot)

    def _release(self, snapshot: Snapshot) -> None:
        with self._lock:
            snapshot.users -= 1
            last = snapshot.users == 0
        if last:
            snapshot.close()

    def _answers(
        self, questions: Sequence[Question], limit: int, named: "Sequence[Conversation | None]"
    ) -> list[Answer | QAError]:
        """Answer each question; from where the files of the generation are gone, by the next."""
        if not 1 <= limit <= MAX_LIMIT:
            raise UsageError(f"the limit must be from 1 to {MAX_LIMIT}, not {limit}")
        answers: list[Answer | QAError] = []
        while len(answers) < len(questions):
            done = len(answers)
            with self._snapshot() as snapshot:
                info = self._info(snapshot)
                try:
                    for answer in snapshot.answers(questions[done:], limit, named[done:], info):
                        if isinstance(answer, IndexUnusableError) and self._has_replaced(snapshot):
                            break
                        answers.append(answer)
                except IndexUnusableError:
                    if not self._has_replaced(snapshot):
                        raise
        return answers

    def _has_replaced(self, snapshot: Snapshot) -> bool:
        """Return whether there is another generation to take in the place of this one."""
        with contextlib.suppress(IndexUnusableError):
            self.refresh()
        return self._current is not snapshot

    def _info(self, snapshot: Snapshot) -> IndexInfo:
        return index_info(snapshot.generation.manifest, stale=self._is_stale(snapshot.generation))

    def _is_stale(self, generation: Generation) -> bool | None:
        if self._corpus is None:
            return None
        compared, stale = self._compared
        now = time.monotonic()
        if not compared or now - compared > _STALE_FOR:
            stale = is_stale(generation, self._corpus)
            self._compared = (now, stale)
        return stale
