"""The probability that the passages answer, and the outcome that follows from it; pure.

Confidence is a logistic regression over the scores of the best passage and the reader's margin,
both absolute and against the other candidates. `python -m qa.evaluation.fitting` fits it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from qa.answering.question_type import QuestionKind
from qa.answering.ranking import Ranking
from qa.model import Outcome
from qa.retrieval.protocol import Candidates

# From here on something is called an answer: more likely right than wrong.
ANSWERED = 0.5
# Below this nothing is called near: on article_dev, xquad_off and squad2 0.96 or more of the
# questions with an answer lie above; of those without one 0.33, 0.08 and 0.80 do.
WEAK = 0.25

NO_DOUBTS: Mapping[str, float] = MappingProxyType({})
_LARGEST_MARGIN = 10.0
# The name of the intercept in what `--explain` shows.
_INTERCEPT_NAME = "start"


@dataclass(frozen=True, slots=True)
class Regression:
    """The log-odds that the first passage answers: an intercept, and a weight for each evidence."""

    intercept: float
    weights: Mapping[str, float]


# Fitted on newwiki, squad2, xquad_off and article_dev, each set with equal weight, for "the first
# passage holds the answer".
WITHOUT_READER = Regression(-3.9, {"dense": 2.6, "sentence": 1.8, "coverage": 1.6, "lead": 6.1})
# Fitted likewise on guardian_dev, voa_natural, article_dev, squad2 and xquad_off, and on the
# questions of the first two put to three pools of articles at once, of some 500, 3,000 and 20,000
# passages: in these a first passage is right in .59, .57 and .53 of questions, and without
# "searched" confidence was as high as ever (ECE .08, .10 and .16 instead of .05, .04 and .06).
# Fitted on all but one, AUROC on that one is the same within .003 and ECE at most .03 higher.
# guardian_train and newwiki are left out, as the reader was trained on them.
WITH_READER = Regression(0.29, {"dense": 2.24, "margin": 0.27, "searched": -0.34})
# Not fitted: no article answers a request to sing, however near its words.
REQUEST = -6.0
# An answer that the last question had already is weak, however sure the reader is of it.
REPEATED = -3.0


@dataclass(frozen=True, slots=True)
class Assessment:
    """How likely the first passages answer.

    `confidence` is the calibrated probability, 0 to 1; `evidence` holds the named summands of its
    log-odds, in order.
    """

    confidence: float
    outcome: Outcome
    evidence: tuple[tuple[str, float], ...]


def gather_evidence(found: Candidates, ranking: Ranking) -> dict[str, float]:
    """Return the features of the best candidate, by name.

    Its scores by each view, 0 to 1; its lead over the next in the fused score; the number of
    passages that were searched, in powers of ten, as among many some come near by chance; and, if
    the reader read it, the margin, clipped to 10 logits either way.
    """
    best = int(ranking.order[0])
    lead = ranking.fused[best] - ranking.fused[ranking.order[1]] if len(found) > 1 else 0.0
    evidence = {
        "dense": float(found.dense[best]),
        "sentence": float(found.sentence[best]),
        "coverage": float(found.coverage[best]),
        "lead": float(lead),
        "searched": float(np.log10(max(found.searched, 1))),
    }
    if span := ranking.spans.get(best):
        evidence["margin"] = float(np.clip(span.margin, -_LARGEST_MARGIN, _LARGEST_MARGIN))
    return evidence


def assess_confidence(
    found: Candidates,
    ranking: Ranking,
    kind: QuestionKind,
    *,
    repeats: bool = False,
    doubts: Mapping[str, float] = NO_DOUBTS,
) -> Assessment:
    """Return confidence and outcome for a question of this kind whose candidates are ranked.

    `repeats` says that what was found is the answer to the last question, which asked otherwise;
    `doubts` are others about it, in log-odds.
    """
    model = WITH_READER if ranking.spans else WITHOUT_READER
    features = gather_evidence(found, ranking)
    evidence = {_INTERCEPT_NAME: model.intercept}
    evidence |= {name: weight * features[name] for name, weight in model.weights.items()}
    if kind in {QuestionKind.REQUEST, QuestionKind.NOTHING}:
        evidence[kind.value] = REQUEST
    if repeats:
        evidence["repeats the last answer"] = REPEATED
    evidence |= doubts
    confidence = float(1 / (1 + np.exp(-sum(evidence.values()))))
    if confidence >= ANSWERED:
        outcome = Outcome.ANSWERED
    elif confidence >= WEAK:
        outcome = Outcome.WEAK
    else:
        outcome = Outcome.NOT_FOUND
    return Assessment(confidence, outcome, tuple(evidence.items()))
