"""Fit the regression that turns evidence into confidence, on several kinds of text at once.

    python -m qa.evaluation.fitting FOLDER [FOLDER …]

Each FOLDER is a question set. A logistic regression over the evidence on the best passage
(`qa.answering.confidence.gather_evidence`) is fitted to "the first passage answers", every set with
equal weight, and printed with the calibration error and AUROC of each set, once fitted on all and
once on all others: what holds on a set it was not fitted on may hold on the next. It only prints:
the constants in `qa.answering.confidence` are edited by hand.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.answering.confidence import ANSWERED, WITH_READER, WITHOUT_READER
from qa.engine import open_index
from qa.evaluation.figures import auroc, expected_calibration_error
from qa.evaluation.judgement import judge
from qa.evaluation.run import index_folder
from qa.evaluation.sets import read_set
from qa.indexing import rebuild
from qa.model import Question
from qa.offline import keep_process_offline

# Keeps the weights small that the sets do not determine: half the squared length of the weights, in
# units of the mean loss.
_PENALTY = 1e-3
# Of the gradient at the optimum, so that printed digits are final.
_TOLERANCE = 1e-10

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence on every question of a set.

    `values` has shape (questions, names); `right` is whether the first passage answers, and
    `answerable` whether any could, both of shape (questions,).
    """

    name: str
    names: tuple[str, ...]
    values: Array
    right: NDArray[np.bool_]
    answerable: NDArray[np.bool_]


def gather(folder: Path) -> Evidence:
    """Return the evidence on every question of a set that opens a conversation or stands alone."""
    questions = read_set(folder)
    index = index_folder(folder)
    rebuild(questions.corpus, index)
    opened: set[str] = set()
    rows, right, answerable = [], [], []
    names: tuple[str, ...] = ()
    with open_index(index) as engine:
        for question in questions.questions:
            if question.conversation is not None:
                if question.conversation in opened:
                    continue
                opened.add(question.conversation)
            found = engine.ask_many([Question(question.text, question.within)], limit=10)[0]
            if isinstance(found, Exception):
                raise found
            shares = dict(found.explanation)
            model = WITH_READER if "margin" in shares else WITHOUT_READER
            evidence = {name: shares[name] / weight for name, weight in model.weights.items()}
            names = tuple(evidence)
            rows.append(list(evidence.values()))
            right.append(judge(question, found).first_right)
            answerable.append(question.answerable)
    return Evidence(questions.name, names, np.array(rows), np.array(right), np.array(answerable))


def fit(sets: list[Evidence]) -> tuple[float, Array]:
    """Return intercept and weights of a logistic regression in which every set weighs the same.

    Both kinds of questions, with a right first passage and without, must occur.
    """
    from sklearn.linear_model import LogisticRegression

    values = np.concatenate([evidence.values for evidence in sets])
    right = np.concatenate([evidence.right for evidence in sets])
    share = np.concatenate([np.full(len(e.right), 1 / len(e.right)) for e in sets]) / len(sets)
    model = LogisticRegression(C=1 / _PENALTY, solver="newton-cholesky", tol=_TOLERANCE)
    model.fit(values, right, sample_weight=share)
    return float(model.intercept_[0]), np.asarray(model.coef_[0])


def predict(intercept: float, weights: Array, values: Array) -> Array:
    """Return the probability for each row of `values`."""
    probability: Array = 1 / (1 + np.exp(-(intercept + values @ weights)))
    return probability


def _row(evidence: Evidence, intercept: float, weights: Array) -> str:
    probability = predict(intercept, weights, evidence.values)
    error = expected_calibration_error(probability.tolist(), evidence.right.tolist())
    answerable = probability[evidence.answerable]
    unanswerable = probability[~evidence.answerable]
    area = auroc(answerable.tolist(), unanswerable.tolist())
    answered = np.mean(answerable >= ANSWERED)
    false = f"{np.mean(unanswerable >= ANSWERED):.2f}" if unanswerable.size else "-"
    shown = f"{area:.3f}" if area is not None else "-"
    return (
        f"{evidence.name:20} ECE {error:.3f}  AUROC {shown}  answered {answered:.2f}  false {false}"
    )


def main(folders: list[str]) -> int:
    """Fit on the sets in `folders` and print what comes of it."""
    if not folders:
        sys.stderr.write("usage: python -m qa.evaluation.fitting FOLDER [FOLDER …]\n")
        return 2
    sets = [gather(Path(folder)) for folder in folders]
    intercept, weights = fit(sets)
    lines = [f"{'start':12} {intercept:+.2f}"]
    lines += [f"{n:12} {w:+.2f}" for n, w in zip(sets[0].names, weights.tolist(), strict=True)]
    lines += ["", "fitted on all:", *(_row(evidence, intercept, weights) for evidence in sets)]
    if len(sets) > 1:
        lines += ["", "fitted on the others:"]
        lines += [_row(e, *fit([other for other in sets if other is not e])) for e in sets]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    keep_process_offline()
    sys.exit(main(sys.argv[1:]))
