"""How likely the passages answer, and what that is called; pure.

Confidence is a logistic regression over what the views and the reader say of the best passage, both
as it stands and against the other candidates.
"""

from dataclasses import dataclass

import numpy as np

from qa.model import Outcome
from qa.reading.ranking import Ranking
from qa.retrieval.candidates import Candidates

# From here on something is called an answer: more likely right than wrong.
ANSWERED = 0.5
# Below this nothing is called near: on newwiki and xquad_off 0.97 of the questions with an answer
# lie above, on article_dev 0.83; of those without one 0.22, 0.12 and 0.17 do.
WEAK = 0.25

# Fitted by logistic regression on newwiki, squad2, xquad_off and article_dev, each set with equal
# weight, for "the first passage holds the answer".
INTERCEPT = -3.9
WEIGHTS = {"dense": 2.6, "sentence": 1.8, "coverage": 1.6, "lead": 6.1}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The calibrated probability, 0 to 1, that the first passages answer; what makes it up."""

    confidence: float
    outcome: Outcome
    evidence: tuple[tuple[str, float], ...]


def gather_evidence(found: Candidates, ranking: Ranking) -> dict[str, float]:
    """Return what speaks for the best candidate: its views, and its lead over the next."""
    best = ranking.order[0]
    lead = ranking.fused[best] - ranking.fused[ranking.order[1]] if len(found) > 1 else 0.0
    return {
        "dense": float(found.dense[best]),
        "sentence": float(found.sentence[best]),
        "coverage": float(found.coverage[best]),
        "lead": float(lead),
    }


def judge(found: Candidates, ranking: Ranking) -> Verdict:
    """Return confidence and outcome for a question whose candidates are ranked."""
    values = gather_evidence(found, ranking)
    evidence = {name: WEIGHTS[name] * value for name, value in values.items()}
    confidence = float(1 / (1 + np.exp(-(INTERCEPT + sum(evidence.values())))))
    if confidence >= ANSWERED:
        outcome = Outcome.ANSWERED
    elif confidence >= WEAK:
        outcome = Outcome.WEAK
    else:
        outcome = Outcome.NOT_FOUND
    return Verdict(confidence, outcome, (("start", INTERCEPT), *evidence.items()))
