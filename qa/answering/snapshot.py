"""One open generation: what a question is answered from, whatever replaces it meanwhile."""

import contextlib
import os
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.errors import QAError, UsageError
from qa.model import Answer, IndexInfo, Question
from qa.storage import Generation
from qa.storage.manifest import BUNDLED_READER

if TYPE_CHECKING:
    from qa.answering.pipeline import Request
    from qa.conversation.memory import Conversation
    from qa.encoding.protocol import Vectors
    from qa.readers.protocol import Reader


_ENGLISH = re.compile(
    r"\b(?:the|and|who|what|which|when|where|why|how|did|does|with|from)\b", re.IGNORECASE
)


def _notice(reader: str) -> str:
    """Return that the default encoder, and the reader if it is the bundled one, know English."""
    knows, options = "the encoder knows", "--model paraphrase-multilingual-MiniLM-L12-v2"
    if reader == BUNDLED_READER:
        knows = "the encoder and the reader know"
        options += " --reader deepset/xlm-roberta-base-squad2"
    return f"{knows} English alone; `qa rebuild {options}` takes those that know more languages"


class Snapshot:
    """An open generation with its searcher and reader; `users` counts who needs it open."""

    def __init__(self, generation: Generation, reader: "Reader | None") -> None:
        # The models load on threads of their own meanwhile.
        from qa.retrieval.generation_searcher import GenerationSearcher

        self.generation = generation
        self._searcher = GenerationSearcher(generation)
        self._reader = reader
        self.users = 1

    def answers(
        self,
        questions: Sequence[Question],
        limit: int,
        named: "Sequence[Conversation | None]",
        info: IndexInfo,
    ) -> Iterator[Answer | QAError]:
        """Yield what answers each question, or its error, in order.

        Of several, all are encoded ahead. With a reader, those that stand outside conversations are
        also answered ahead, as many at once as there are processors, each reading one passage at a
        time; a single question has its passages read side by side.

        Raises:
            IndexUnusableError: the questions cannot be encoded.
        """
        from qa.answering.pipeline import Request
        from qa.retrieval.protocol import Filters, Query

        texts = [_searchable(question.text) for question in questions]
        weights = self.generation.manifest.encoder.weights
        at_once = 1 if len(questions) > 1 else os.cpu_count() or 1

        def answered(number: int, encoded: _Encoded) -> Answer | QAError:
            began = time.perf_counter() - encoded.seconds
            question, conversation = questions[number], named[number]
            typed, filters = Query(texts[number], encoded.vector), Filters(question.within or None)
            try:
                with conversation.lock if conversation else contextlib.nullcontext():
                    previous = conversation.last if conversation else None
                    request = Request(typed, filters, previous, limit, weights, at_once)
                    answer = self._answer(question, request, info, began, conversation)
            except QAError as error:
                return error
            return answer

        if len(questions) == 1:
            yield answered(0, self._encode(texts[0]))
            return
        with _Threads("encoding") as encoders, _Threads("answering") as answerers:
            encoded = [encoders.submit(self._encode, text) for text in texts]
            # Searching holds the interpreter's lock, reading does not.
            early = {
                number: answerers.submit(lambda at: answered(at, encoded[at].result()), number)
                for number, conversation in enumerate(named)
                if self._reader and conversation is None
            }
            for number, waiting in enumerate(encoded):
                ahead = early.get(number)
                yield ahead.result() if ahead else answered(number, waiting.result())

    def close(self) -> None:
        """Close the generation's files and end what loads or reads for it."""
        self.generation.close()

    def _encode(self, text: str) -> "_Encoded":
        began = time.perf_counter()
        with self._explaining_damage():
            vector = self.generation.encoder.encode_queries([text])[0]
        return _Encoded(vector, time.perf_counter() - began)

    def _answer(
        self,
        question: Question,
        request: "Request",
        info: IndexInfo,
        began: float,
        conversation: "Conversation | None",
    ) -> Answer:
        """Answer the question that `request` holds, the next turn of the conversation.

        `began` is when, by `time.perf_counter`.
        """
        from qa.answering.pipeline import find_answer
        from qa.answering.question_type import QuestionKind

        if not request.typed.text:
            raise UsageError("the question is empty")
        encoder = self.generation.encoder
        encode = encoder.encode_queries
        notices = self._notices(request.typed.text)
        # No word of another language is a misspelt English one.
        is_common = bool if notices else encoder.is_one_piece
        with self._explaining_damage():
            found = find_answer(request, self._searcher, self._reader, encode, is_common)
        answer = Answer(
            question=question.text,
            searched=found.searched,
            outcome=found.assessment.outcome,
            confidence=found.assessment.confidence,
            answer=found.answer,
            passages=found.passages,
            index=info,
            elapsed_ms=(time.perf_counter() - began) * 1000,
            id=question.id,
            explanation=found.assessment.evidence,
            within=question.within or None,
            kind=found.kind or found.asked.kind.answer_kind,
            asked=found.topic or (found.asked.type and found.asked.type.value),
            polarity=found.polarity,
            items=found.items,
            alternatives=found.alternatives,
            notices=(*notices, *found.notices),
            reason=found.reason,
        )
        # What asks nothing, or for all, leaves the subject of the conversation as it was.
        if conversation and found.asked.kind is not QuestionKind.NOTHING and not found.is_whole:
            conversation.add(answer)
        return answer

    def _notices(self, question: str) -> tuple[str, ...]:
        """Return what the user should know of a question that only other models understand."""
        manifest = self.generation.manifest
        # Most questions hold one of these words. Of a model that the user chose nothing is known.
        if manifest.encoder.model is not None or _ENGLISH.search(question):
            return ()
        from qa.language.detection import is_foreign

        return (_notice(manifest.reader),) if is_foreign(question) else ()

    @contextlib.contextmanager
    def _explaining_damage(self) -> Iterator[None]:
        """Look for damage in the index when a library fails in a way that nobody foresaw."""
        try:
            yield
        except (QAError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException:
            # A panic in tantivy is no Exception.
            self.generation.verify()
            raise


@dataclass(frozen=True, slots=True)
class _Encoded:
    """The vector of a question, and how many seconds it took."""

    vector: "Vectors"
    seconds: float


class _Threads(ThreadPoolExecutor):
    """As many threads as there are processors; leaving the block drops what has not begun."""

    def __init__(self, name: str) -> None:
        super().__init__(os.cpu_count() or 1, name)

    def __exit__(self, *_: object) -> None:
        """Wait for what is being done, and for nothing else."""
        self.shutdown(cancel_futures=True)


def _searchable(question: str) -> str:
    """Return the question without space around it; half a pair of surrogates is no text."""
    pairs = question.encode("utf-16-le", "surrogatepass")
    return pairs.decode("utf-16-le", "replace").strip()
