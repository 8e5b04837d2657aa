"""Confidence is a probability made of named evidence, and the outcome follows from it."""

import math

import numpy as np
import pytest

from qa.answering.confidence import (
    ANSWERED,
    REQUEST,
    WEAK,
    WITH_READER,
    WITHOUT_READER,
    assess_confidence,
    gather_evidence,
)
from qa.answering.question_type import QuestionKind
from qa.answering.ranking import fuse, rank
from qa.model import Outcome
from qa.readers.protocol import FoundSpan
from qa.retrieval.protocol import Candidates


def candidates(*cosines: float, coverage: float = 0.5) -> Candidates:
    """Return candidates of one sentence each."""
    views = np.array(cosines)
    count = len(cosines)
    return Candidates(
        keys=np.arange(count, dtype=np.uint64),
        dense=views,
        sentence=views,
        bm25=np.ones(count),
        coverage=np.full(count, coverage),
        sentence_scores=views,
        offsets=np.arange(count + 1),
    )


def test_confidence_is_the_logistic_of_the_evidence() -> None:
    """What `--explain` shows adds up to what stands above it."""
    found = candidates(0.8, 0.3)

    assessment = assess_confidence(found, rank(found, fuse(found), {}), QuestionKind.SPAN)

    total = math.fsum(share for _, share in assessment.evidence)
    assert assessment.confidence == pytest.approx(1 / (1 + math.exp(-total)))
    assert [name for name, _ in assessment.evidence] == ["start", *WITHOUT_READER.weights]


def test_what_the_reader_says_counts_where_there_is_one() -> None:
    """A span it is sure of makes an answer likelier than one it is not."""
    found = candidates(0.6, 0.5)
    fused = fuse(found)

    sure = assess_confidence(
        found, rank(found, fused, {0: FoundSpan(0, 1, 8.0)}), QuestionKind.SPAN
    )
    unsure = assess_confidence(
        found, rank(found, fused, {0: FoundSpan(0, 1, -8.0)}), QuestionKind.SPAN
    )

    assert sure.confidence > unsure.confidence
    assert [name for name, _ in sure.evidence] == ["start", *WITH_READER.weights]


def test_a_lone_passage_leads_no_other() -> None:
    """There is none to compare it with."""
    found = candidates(0.6)

    assert gather_evidence(found, rank(found, fuse(found), {}))["lead"] == 0.0


def test_the_outcome_follows_from_confidence() -> None:
    """From one half on something is an answer, below the lower mark nothing is near."""
    outcomes = {}
    for cosine in np.linspace(0, 1, 50).tolist():
        found = candidates(cosine, coverage=cosine)
        assessment = assess_confidence(found, rank(found, fuse(found), {}), QuestionKind.SPAN)
        outcomes[assessment.confidence] = assessment.outcome

    assert {outcomes[c] for c in outcomes if c >= ANSWERED} == {Outcome.ANSWERED}
    assert {outcomes[c] for c in outcomes if WEAK <= c < ANSWERED} == {Outcome.WEAK}
    assert {outcomes[c] for c in outcomes if c < WEAK} == {Outcome.NOT_FOUND}


def test_a_request_is_never_answered() -> None:
    """However near its words: no article sings."""
    found = candidates(0.9, 0.2)
    ranking = rank(found, fuse(found), {})

    assessment = assess_confidence(found, ranking, QuestionKind.REQUEST)

    assert assessment.outcome is Outcome.NOT_FOUND
    assert assessment.evidence[-1] == ("request", REQUEST)
