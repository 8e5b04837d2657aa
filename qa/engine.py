"""The only door for every face: open an index, ask, take a newer index.

Loads neither torch nor the reference encoder while the index holds a compiled one.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from qa.conversation.memory import Conversations, Query, Turn
from qa.encoding.protocol import Vectors
from qa.errors import IndexUnusableError, QAError, UsageError
from qa.model import Answer, IndexInfo, Question
from qa.models.graph import load_in_background
from qa.readers.opening import open_reader
from qa.settings import DEFAULT_LIMIT, MAX_LIMIT
from qa.status import index_info, is_stale
from qa.storage import Generation, current_generation, open_generation, with_current

if TYPE_CHECKING:
    from qa.readers.protocol import Reader
    from qa.retrieval import Selection

# How long a look at the corpus counts, in seconds: files are compared at most that often.
_STALE_FOR = 2.0


def open_index(
    index: Path | str = "index",
    *,
    corpus: Path | str | None = None,
    generation: str | None = None,
) -> "Engine":
    """Open the index in the folder `index`; `corpus`, if given, is watched for changes.

    With `generation` that one answers, in use or not, and no other is ever taken.

    Raises:
        IndexMissingError, IndexDamagedError, IndexMismatchError: it cannot be used.
    """
    return Engine(Path(index), Path(corpus) if corpus is not None else None, generation)


class Engine:
    """Answers questions from one generation of an index until told to take the next.

    If its files are gone before they were read, the generation in use takes its place by itself.
    May be used from several threads, one question at a time.
    """

    def __init__(self, index: Path, corpus: Path | None = None, name: str | None = None) -> None:
        self._index = index
        self._corpus = corpus
        self._pinned = name is not None
        self._lock = threading.RLock()
        self._generation, self._reader = self._open(name)
        # While the models load, what searches and reads is imported where it is first needed.
        self._stale = (0.0, False)
        self._conversations = Conversations()

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
        with self._lock:
            return index_info(self._generation.manifest, stale=self._is_stale())

    @property
    def articles(self) -> int:
        """How many articles are indexed."""
        return self._generation.manifest.articles

    def paths(self) -> tuple[str, ...]:
        """Return the paths of the indexed articles below the corpus, sorted."""
        with self._lock:
            return tuple(path for _, path in self._generation.texts.paths())

    def passage_words(self) -> float:
        """Return the mean number of words of a passage in the index."""
        with self._lock:
            return self._generation.texts.passage_words()

    def warm(self) -> None:
        """Load what the first question needs."""
        self.ask_many([Question("?")])

    def refresh(self) -> bool:
        """Take the generation in use if it is another one; return whether it was.

        Raises:
            IndexUnusableError: the other one cannot be used; the old one stays.
        """
        with self._lock:
            name = self._generation.manifest.generation
            if self._pinned or current_generation(self._index) == name:
                return False
            generation, reader = self._open(None)
            self._generation.close()
            self._generation, self._reader = generation, reader
            self._stale = (0.0, False)
            return True

    def ask(
        self,
        question: str,
        *,
        within: str | None = None,
        limit: int = DEFAULT_LIMIT,
        conversation: str | None = None,
    ) -> Answer:
        """Answer `question`, from articles that match `within` only if it is given.

        `limit` is how many passages the answer holds at most, 1 to 100. `conversation` names the
        conversation that the question is the next turn of.

        Raises:
            UsageError: the question is empty, the limit out of range, or no article matches.
            IndexUnusableError: the index has been damaged since it was opened.
        """
        answer = self.ask_many([Question(question, within, conversation)], limit=limit)[0]
        if isinstance(answer, QAError):
            raise answer
        return answer

    def ask_many(
        self, questions: Sequence[Question], *, limit: int = DEFAULT_LIMIT
    ) -> list[Answer | QAError]:
        """Answer `questions` in order; one that cannot be answered gives its error in its place.

        Those of one conversation are its next turns; `searched` tells what each was completed to.

        Raises:
            UsageError: the limit is out of range.
        """
        if not 1 <= limit <= MAX_LIMIT:
            raise UsageError(f"the limit must be from 1 to {MAX_LIMIT}, not {limit}")
        with self._lock:
            return self._answers(questions, limit)

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """Return the turns that the next question of a conversation may lean on, oldest first."""
        with self._lock:
            return self._conversations.get(conversation).turns

    def forget(self, conversation: str) -> None:
        """Forget a conversation: its next question stands alone."""
        with self._lock:
            self._conversations.forget(conversation)

    def close(self) -> None:
        """Close the index; the engine is of no use afterwards."""
        with self._lock:
            self._generation.close()

    def _open(self, name: str | None) -> "tuple[Generation, Reader | None]":
        """Open the generation of this name, or the one in use, and what reads its passages."""
        if name is None:
            return with_current(self._index, self._open)
        generation = open_generation(self._index, name, warm=True)
        try:
            reader = open_reader(generation)
        except IndexUnusableError:
            generation.close()
            raise
        if reader:
            generation.call_on_close(reader.close)
            generation.call_on_close(load_in_background(reader.load))
        return generation, reader

    def _answers(self, questions: Sequence[Question], limit: int) -> list[Answer | QAError]:
        """Answer each question; from where the files of the generation are gone, by the next."""
        began = time.perf_counter()
        texts = [_searchable(question.text) for question in questions]
        try:
            with self._blaming_damage():
                vectors = self._generation.encoder.encode_queries(texts)
        except IndexUnusableError:
            if not self._takes_another():
                raise
            return self._answers(questions, limit)
        each = (time.perf_counter() - began) / max(len(texts), 1)
        info = index_info(self._generation.manifest, stale=self._is_stale())
        answers: list[Answer | QAError] = []
        for question, vector in zip(questions, vectors, strict=True):
            try:
                with self._blaming_damage():
                    answers.append(self._answer(question, vector, limit, info, each))
            except QAError as error:
                if isinstance(error, IndexUnusableError) and self._takes_another():
                    return [*answers, *self._answers(questions[len(answers) :], limit)]
                answers.append(error)
        return answers

    def _takes_another(self) -> bool:
        """Return whether there was another generation to take in the place of this one."""
        with suppress(IndexUnusableError):
            return self.refresh()
        return False

    def _answer(
        self, question: Question, vector: Vectors, limit: int, info: IndexInfo, encoding: float
    ) -> Answer:
        began = time.perf_counter() - encoding
        typed = Query(_searchable(question.text), vector)
        if not typed.searched:
            raise UsageError("the question is empty")
        generation = self._generation
        from qa.answering.pipeline import find
        from qa.retrieval import select_articles

        selection: Selection | None = None
        if question.within:
            selection = select_articles(generation, question.within)
        query = self._completed(typed, question.conversation, selection)
        found = find(generation, self._reader, query.searched, query.vector, selection, limit)
        answer = Answer(
            question=question.text,
            searched=query.searched,
            outcome=found.verdict.outcome,
            confidence=found.verdict.confidence,
            answer=found.answer,
            passages=found.passages,
            index=info,
            elapsed_ms=(time.perf_counter() - began) * 1000,
            id=question.id,
            explanation=found.verdict.evidence,
        )
        self._conversations.add(question.conversation, Turn.of(answer))
        return answer

    def _completed(
        self, typed: Query, conversation: str | None, selection: "Selection | None"
    ) -> Query:
        """Return what to search for a question that may lean on the turns before it."""
        before = self._conversations.get(conversation)
        if before.last is None:
            return typed
        # Most questions stand alone and need none of it.
        from qa.answering.ranking import fuse
        from qa.conversation.choosing import prepare
        from qa.retrieval import find_candidates

        generation = self._generation

        def best(query: Query) -> float:
            terms = generation.fulltext.terms(query.searched)
            found = find_candidates(generation, query.vector, terms, selection)
            return float(fuse(found).max(initial=0.0))

        return prepare(typed, before, generation.encoder.encode_queries, best)

    @contextmanager
    def _blaming_damage(self) -> Iterator[None]:
        """Look for damage in the index when a library fails in a way that nobody foresaw."""
        try:
            yield
        except (QAError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException:
            # A panic in tantivy is no Exception.
            self._generation.verify()
            raise

    def _is_stale(self) -> bool:
        if self._corpus is None:
            return False
        looked, stale = self._stale
        now = time.monotonic()
        if not looked or now - looked > _STALE_FOR:
            stale = is_stale(self._generation, self._corpus)
            self._stale = (now, stale)
        return stale


def _searchable(question: str) -> str:
    """Return the question without space around it; half a pair of surrogates is no text."""
    pairs = question.encode("utf-16-le", "surrogatepass")
    return pairs.decode("utf-16-le", "replace").strip()
