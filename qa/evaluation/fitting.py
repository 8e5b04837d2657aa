"""Fit what turns evidence into confidence, on several kinds of text at once.

    python -m qa.evaluation.fitting FOLDER [FOLDER …]

Each FOLDER is a question set. A logistic regression over the evidence on the best passage
(`qa.answering.confidence.gather_evidence`) is fitted to "the first passage answers", every set with
equal weight, and printed with the calibration error and AUROC of each set, once fitted on all and
once on all others: what holds on a set it was not fitted on may hold on the next. Changes nothing.
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

# Keeps weights that the sets do not settle small.
_PENALTY = 1e-3
_STEPS = 50

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence on every question of a set.

    `values` has shape (questions, names); `right` tells whether the first passage answers, and
    `answerable` whether any could, both of shape (questions,).
    """

    name: str
    names: tuple[str, ...]
    values: Array
    right: NDArray[np.bool_]
    answerable: NDArray[np.bool_]


def gather(folder: Path) -> Evidence:
    """Ask every question of the set that stands alone, or opens a conversation."""
    questions = read_set(folder)
    index = index_folder(folder)
    rebuild(questions.corpus, index)
    begun: set[str] = set()
    rows, right, answerable = [], [], []
    names: tuple[str, ...] = ()
    with open_index(index) as engine:
        for question in questions.questions:
            if question.conversation is not None:
                if question.conversation in begun:
                    continue
                begun.add(question.conversation)
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
    """Return intercept and weights of the regression, by Newton's method."""
    values = np.concatenate([evidence.values for evidence in sets])
    right = np.concatenate([evidence.right for evidence in sets]).astype(np.float64)
    share = np.concatenate([np.full(len(e.right), 1 / len(e.right)) for e in sets]) / len(sets)
    inputs = np.hstack([np.ones((len(values), 1)), values])
    weights = np.zeros(inputs.shape[1])
    penalty = np.full(len(weights), _PENALTY)
    penalty[0] = 0
    for _ in range(_STEPS):
        chance = predict(weights[0], weights[1:], values)
        slope = inputs.T @ (share * (chance - right)) + penalty * weights
        bend = (inputs * (share * chance * (1 - chance))[:, None]).T @ inputs
        weights -= np.linalg.solve(bend + np.diag(penalty + 1e-9), slope)
    return float(weights[0]), weights[1:]


def predict(intercept: float, weights: Array, values: Array) -> Array:
    """Return the probability for each row of `values`."""
    chance: Array = 1 / (1 + np.exp(-(intercept + values @ weights)))
    return chance


def _row(evidence: Evidence, intercept: float, weights: Array) -> str:
    chance = predict(intercept, weights, evidence.values).tolist()
    error = expected_calibration_error(chance, evidence.right.tolist())
    able = [c for c, a in zip(chance, evidence.answerable, strict=True) if a]
    unable = [c for c, a in zip(chance, evidence.answerable, strict=True) if not a]
    area = auroc(able, unable)
    answered = np.mean(np.array(able) >= ANSWERED)
    false = f"{np.mean(np.array(unable) >= ANSWERED):.2f}" if unable else "-"
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
