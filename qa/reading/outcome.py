"""How likely the passages answer, and what that is called; pure.

Confidence is a logistic regression over what the views say of the best passage, both as it stands
and against the other candidates.
"""

from dataclasses import dataclass

import numpy as np

from qa.model import Outcome
from qa.retrieval.candidates import Candidates, Scores

# From here on something is called an answer: more likely right than wrong.
ANSWERED = 0.5
# Below this nothing is called near: on newwiki and xquad_off 0.97 of the questions with an answer
# lie above, on article_dev 0.83; of those without one 0.22, 0.12 and 0.17 do.
WEAK = 0.25


@dataclass(frozen=True, slots=True)
class Verdict:
    """The calibrated probability, 0 to 1, that the first passages answer; what makes it up."""

    confidence: float
    outcome: Outcome
    evidence: tuple[tuple[str, float], ...]


# Fitted by logistic regression on newwiki, squad2, xquad_off and article_dev, each set with equal
# weight, for "the first passage holds the answer".
INTERCEPT = -3.9
WEIGHTS = {"dense": 2.6, "sentence": 1.8, "coverage": 1.6, "lead": 6.1}


def gather_evidence(found: Candidates, fused: Scores, best: int) -> dict[str, float]:
    """Return what speaks for the best candidate: its views, and its lead over the next."""
    others = np.delete(fused, best)
    return {
        "dense": float(found.dense[best]),
        "sentence": float(found.sentence[best]),
        "coverage": float(found.coverage[best]),
        "lead": float(fused[best] - others.max()) if len(others) else 0.0,
    }


def judge(found: Candidates, fused: Scores, best: int) -> Verdict:
    """Return confidence and outcome for a question whose best candidate is `best`."""
    values = gather_evidence(found, fused, best)
    evidence = {name: WEIGHTS[name] * value for name, value in values.items()}
    confidence = float(1 / (1 + np.exp(-(INTERCEPT + sum(evidence.values())))))
    if confidence >= ANSWERED:
        outcome = Outcome.ANSWERED
    elif confidence >= WEAK:
        outcome = Outcome.WEAK
    else:
        outcome = Outcome.NOT_FOUND
    return Verdict(confidence, outcome, (("start", INTERCEPT), *evidence.items()))
