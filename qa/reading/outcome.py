"""How likely the passages answer, and what that is called; pure.

Confidence is a logistic regression over what the views say of the best passage, both as it stands
and against the other candidates.
"""

from dataclasses import dataclass

import numpy as np

from qa.model import Outcome
from qa.retrieval.candidates import Candidates, Scores

ANSWERED = 0.5
WEAK = 0.2


@dataclass(frozen=True, slots=True)
class Verdict:
    """The calibrated probability, 0 to 1, that the first passages answer; what makes it up."""

    confidence: float
    outcome: Outcome
    evidence: tuple[tuple[str, float], ...]


INTERCEPT = -6.0
WEIGHTS = {"dense": 4.0, "sentence": 6.0, "coverage": 2.0}


def features(found: Candidates, fused: Scores, best: int) -> dict[str, float]:
    """Return the evidence on the best candidate, by name."""
    del fused
    return {
        "dense": float(found.dense[best]),
        "sentence": float(found.sentence[best]),
        "coverage": float(found.coverage[best]),
    }


def judge(found: Candidates, fused: Scores, best: int) -> Verdict:
    """Return confidence and outcome for a question whose best candidate is `best`."""
    values = features(found, fused, best)
    evidence = {name: WEIGHTS[name] * value for name, value in values.items()}
    confidence = float(1 / (1 + np.exp(-(INTERCEPT + sum(evidence.values())))))
    if confidence >= ANSWERED:
        outcome = Outcome.ANSWERED
    elif confidence >= WEAK:
        outcome = Outcome.WEAK
    else:
        outcome = Outcome.NOT_FOUND
    return Verdict(confidence, outcome, (("start", INTERCEPT), *evidence.items()))
