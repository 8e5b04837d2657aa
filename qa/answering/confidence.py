"""How likely the passages answer, and what that is called; pure.

Confidence is a logistic regression over what the views and the reader say of the best passage, both
as it stands and against the other candidates. `python -m qa.evaluation.fitting` fits it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qa.answering.question_type import QuestionKind
from qa.answering.ranking import Ranking
from qa.model import Outcome
from qa.retrieval.candidates import Candidates

# From here on something is called an answer: more likely right than wrong.
ANSWERED = 0.5
# Below this nothing is called near: on article_dev, xquad_off and squad2 0.96 or more of the
# questions with an answer lie above; of those without one 0.33, 0.08 and 0.80 do.
WEAK = 0.25

_MOST_MARGIN = 10.0


@dataclass(frozen=True, slots=True)
class Regression:
    """The log-odds that the first passage answers: a start, and a weight for each evidence."""

    start: float
    weights: Mapping[str, float]


# Fitted on newwiki, squad2, xquad_off and article_dev, each set with equal weight, for "the first
# passage holds the answer".
WITHOUT_READER = Regression(-3.9, {"dense": 2.6, "sentence": 1.8, "coverage": 1.6, "lead": 6.1})
# Between the fit on squad2, xquad_off and article_dev and the fit on these and the first turns of
# chat_stories; newwiki is left out because the reader has learnt from its articles. Of the views
# only the passage's nearness is left: words and sentences speak through the lead and the reader,
# and weights of their own helped on no set that they were not fitted on.
WITH_READER = Regression(-0.3, {"dense": 1.4, "lead": 1.6, "margin": 0.25})
# Not fitted: no article answers a request to sing, however near its words.
REQUEST = -6.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The calibrated probability, 0 to 1, that the first passages answer; what makes it up."""

    confidence: float
    outcome: Outcome
    evidence: tuple[tuple[str, float], ...]


def gather_evidence(found: Candidates, ranking: Ranking) -> dict[str, float]:
    """Return what speaks for the best candidate.

    Its views; its lead over the next, in the fused figure; and of what the reader found in it the
    margin, held within 10 logits either way.
    """
    best = int(ranking.order[0])
    lead = ranking.fused[best] - ranking.fused[ranking.order[1]] if len(found) > 1 else 0.0
    evidence = {
        "dense": float(found.dense[best]),
        "sentence": float(found.sentence[best]),
        "coverage": float(found.coverage[best]),
        "lead": float(lead),
    }
    if span := ranking.spans.get(best):
        evidence["margin"] = float(np.clip(span.margin, -_MOST_MARGIN, _MOST_MARGIN))
    return evidence


def judge(found: Candidates, ranking: Ranking, kind: QuestionKind) -> Verdict:
    """Return confidence and outcome for a question of this kind whose candidates are ranked."""
    model = WITH_READER if ranking.spans else WITHOUT_READER
    values = gather_evidence(found, ranking)
    evidence = {"start": model.start}
    evidence |= {name: weight * values[name] for name, weight in model.weights.items()}
    if kind is QuestionKind.REQUEST:
        evidence["request"] = REQUEST
    confidence = float(1 / (1 + np.exp(-sum(evidence.values()))))
    if confidence >= ANSWERED:
        outcome = Outcome.ANSWERED
    elif confidence >= WEAK:
        outcome = Outcome.WEAK
    else:
        outcome = Outcome.NOT_FOUND
    return Verdict(confidence, outcome, tuple(evidence.items()))
