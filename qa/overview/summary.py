"""The few sentences of an article that tell what it is about, in their order; pure.

News puts what matters first, so the first sentences are hard to beat. Some of them are better left
out: quotations (the words around them say more), what only a sentence before explains ("He said
so", or "Reed said so" where nobody has read who Reed is), asides in a few words. What is near to
the first sentence and to the middle of all sentences is on the subject.

The weights were chosen on sixteen labelled news articles and rounded; a tenth more or less of any
of them changes little. `tests/e2e/test_summary_quality.py` measures them.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.annotations.values import Named
from qa.articles.credits import recognize_credit
from qa.model import Passage, Sentence
from qa.overview.introductions import Naming, find_namings
from qa.overview.standing_alone import stands_alone
from qa.settings import DEFAULT_SENTENCES

# Of the root of the share of the article before it: 0 for the first sentence, near 1 for the last.
_LATE = -1.0
# Of a sentence that opens its paragraph: what follows there explains it.
_OPENS_PARAGRAPH = 0.5
# Of one that opens with a quotation, asks, or does not end as sentences do: a heading, a link.
_NOT_STATED = -0.8
# Of the logarithm of its length, within these bounds: a long sentence says more.
_LENGTH = 0.4
_SHORT, _LONG = 40, 250
# Of its cosine with the direction of the first sentence and the mean of all.
_ON_SUBJECT = 0.4
# Of one that takes somebody for known whom no sentence before it in the summary introduces.
_UNEXPLAINED = -0.5
# Above this cosine two sentences say the same.
_SAME = 0.85

_STATEMENT_END = re.compile(r"[.!…:;][\"'”’»)\]*_]*$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that a summary may hold; `row` is that of its vector."""

    sentence: Sentence
    row: int
    opens_paragraph: bool


def summarize(
    text: str,
    passages: Sequence[Passage],
    vectors: NDArray[Any],
    count: int = DEFAULT_SENTENCES,
    *,
    people: Sequence[Named] = (),
) -> tuple[Sentence, ...]:
    """Return at most `count` sentences of the article `text`, in its order.

    `vectors` are those of all sentences of `passages`, in order, of length 1; shape (number of
    sentences, dimension). The sentences are distinct and stand alone; an article that has none of
    these gives its first one. `people` are those whom the article names.
    """
    candidates = list(_candidates(text, passages))
    if not candidates:
        sentences = (s for passage in passages for s in passage.sentences)
        return tuple(s for s in sentences if _LETTER.search(s.text))[: min(count, 1)]
    all_vectors = np.asarray(vectors, np.float32)
    scores = _scores(candidates, all_vectors)
    namings = find_namings(text, [(c.sentence.start, c.sentence.end) for c in candidates], people)
    chosen: list[int] = []
    repeating: set[int] = set()
    for _ in range(count):
        for at in _best_first(scores, namings, chosen):
            if at in repeating:
                continue
            # What is taken repeats itself.
            repeating.add(at)
            if not _repeats(candidates[at], [candidates[c] for c in chosen], all_vectors):
                chosen.append(at)
                break
    return tuple(candidates[at].sentence for at in sorted(chosen))


def _candidates(text: str, passages: Sequence[Passage]) -> Iterable[_Candidate]:
    """Yield what may be in a summary, in order."""
    row = 0
    for passage in passages:
        sentences = passage.sentences
        is_credit = recognize_credit(passage.text, near_top=row == 0) is not None
        for number, sentence in enumerate(sentences):
            if not is_credit and stands_alone(sentence.text):
                opens = number == 0 or "\n" in text[sentences[number - 1].end : sentence.start]
                yield _Candidate(sentence, row, opens)
            row += 1


def _scores(candidates: Sequence[_Candidate], vectors: NDArray[np.float32]) -> Any:
    """Return how much each candidate belongs into a summary, shape (number of candidates,)."""
    subject = _unit(vectors.mean(axis=0)) + vectors[candidates[0].row]
    near = vectors[[c.row for c in candidates]] @ _unit(subject)
    total = len(vectors)
    stated = [
        _LATE * math.sqrt(c.row / total)
        + _OPENS_PARAGRAPH * c.opens_paragraph
        + _NOT_STATED * (not _is_stated(c.sentence.text))
        + _LENGTH * math.log(min(max(len(c.sentence.text), _SHORT), _LONG))
        for c in candidates
    ]
    return np.asarray(stated, np.float32) + _ON_SUBJECT * near


def _is_stated(sentence: str) -> bool:
    return sentence[0] not in '"“«' and bool(_STATEMENT_END.search(sentence))


def _best_first(
    scores: NDArray[np.float32], namings: Sequence[Naming], chosen: Iterable[int]
) -> list[int]:
    """Return the candidates by their scores beside those chosen, the best first.

    One that takes somebody for known whom no chosen one before it introduces is worth less.
    """
    first: dict[int, int] = {}
    for at in sorted(chosen, reverse=True):
        first.update(dict.fromkeys(namings[at].introduced, at))
    unexplained = [
        any(first.get(person, at) >= at for person in naming.taken_for_known)
        for at, naming in enumerate(namings)
    ]
    worth = scores + np.float32(_UNEXPLAINED) * np.asarray(unexplained)
    order: list[int] = np.argsort(-worth, kind="stable").tolist()
    return order


def _repeats(
    candidate: _Candidate,
    chosen: Sequence[_Candidate],
    vectors: NDArray[np.float32],
) -> bool:
    """Return whether a candidate says what one that was chosen says."""
    words = candidate.sentence.text.split()
    return any(
        float(vectors[candidate.row] @ vectors[other.row]) > _SAME
        or words == other.sentence.text.split()
        for other in chosen
    )


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    unit: NDArray[np.float32] = vector / length if length else vector
    return unit
