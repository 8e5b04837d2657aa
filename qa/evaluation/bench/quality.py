"""Whether the faster variant finds the same: the compiled encoder, and search in a large index.

Measured in a process of its own, started through `in_process`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from qa.encoding.protocol import Encoder, Vectors
from qa.evaluation.figures import mean
from qa.evaluation.sets import QuestionSet, read_set
from qa.retrieval.generation_searcher import PASSAGES, SENTENCES
from qa.storage import open_generation
from qa.storage.keys import Rows
from qa.storage.vectors.protocol import VectorStore

_NEIGHBOURS = 10
_BLOCK = 50_000


def lost(folder: str, most: str) -> dict[str, Any]:
    """Return R@1 of the set's paragraphs by one vector each, with either form of the encoder.

    At most `most` questions are asked; a paragraph is a line, and right if it overlaps a place
    where the answer stands.
    """
    from qa.encoding.compilation import obtain_encoder
    from qa.encoding.reference import ReferenceEncoder
    from qa.models.source import find_model

    questions = read_set(Path(folder))
    compiled = obtain_encoder(None, [], lambda _: None).encoder
    reference = ReferenceEncoder(find_model(None))
    return {
        "compiled": _recall_at_one(questions, compiled, int(most)),
        "reference": _recall_at_one(questions, reference, int(most)),
    }


def _recall_at_one(questions: QuestionSet, encoder: Encoder, most: int) -> float | None:
    paragraphs = _paragraphs(questions.corpus)
    vectors = encoder.encode_passages([text for _, _, text in paragraphs])
    asked = [question for question in questions.questions if question.answerable][:most]
    best = (encoder.encode_queries([q.text for q in asked]) @ vectors.T).argmax(1)
    right = []
    for question, row in zip(asked, best, strict=True):
        path, start, text = paragraphs[row]
        right.append(
            any(
                place.path == path and place.start < start + len(text) and start < place.end
                for place in question.answer_spans or question.evidence
            )
        )
    return mean(right)


def _paragraphs(corpus: Path) -> list[tuple[str, int, str]]:
    """Return (path, start in code points, text) of every line that is not blank."""
    found = []
    for file in sorted(corpus.rglob("*.txt")):
        start = 0
        text = file.read_bytes().decode("utf-8-sig")
        for line in text.splitlines(keepends=True):
            if line.strip():
                found.append((file.relative_to(corpus).as_posix(), start, line.rstrip()))
            start += len(line)
    return found


def recall(index: str, file: str, most: str) -> dict[str, Any]:
    """Return recall@10 of the index's search against exact search over the same vectors.

    For passages and for sentences: the mean share of the ten rows with the greatest inner products
    that are among the ten found. Rows that tie with the tenth count as among the ten.
    """
    generation = open_generation(Path(index))
    questions = Path(file).read_text(encoding="utf-8").splitlines()[: int(most)]
    queries = generation.encoder.encode_queries(questions)
    return {
        "passages": _recall(generation.passages, queries, generation.passages.search, PASSAGES),
        "sentences": _recall(generation.sentences, queries, generation.sentences.search, SENTENCES),
        "questions": len(questions),
    }


def _recall(
    vectors: VectorStore, queries: Vectors, search: Callable[[Vectors, int], Rows], candidates: int
) -> float | None:
    """Compare the best of as many candidates as a question gathers with the truth."""
    count = min(_NEIGHBOURS, vectors.count)
    best = np.full((len(queries), count), -np.inf, np.float32)
    for start in range(0, vectors.count, _BLOCK):
        rows = vectors.take(slice(start, min(start + _BLOCK, vectors.count)))
        both = np.hstack([best, queries @ rows.astype(np.float32).T])
        best = -np.partition(-both, count - 1, axis=1)[:, :count]
    shares = []
    for query, exact in zip(queries, best, strict=True):
        found = vectors.score(query, search(query, candidates)[:count])
        # The last bits of an inner product depend on how it is summed.
        shares.append(float((found >= exact.min() - 1e-5).sum()) / count)
    return mean(shares)
