"""Figures for answers: exact match, F1 and the area under the ROC curve."""

import re
import string
from collections import Counter
from collections.abc import Sequence

_DROPPED = str.maketrans("", "", string.punctuation + "“”‘’—–…")


def normal(answer: str) -> str:
    """Return the answer in lower case without punctuation and articles, as SQuAD compares it."""
    words = answer.lower().translate(_DROPPED)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", words).split())


def exact(answer: str, accepted: Sequence[str]) -> float:
    """Return 1 if the answer is one of the accepted ones, otherwise 0."""
    return float(normal(answer) in {normal(other) for other in accepted})


def f1(answer: str, accepted: Sequence[str]) -> float:
    """Return the best harmonic mean of precision and recall of words, 0 to 1."""
    return max(
        (_f1(normal(answer).split(), normal(other).split()) for other in accepted), default=0
    )


def auroc(right: Sequence[float], wrong: Sequence[float]) -> float:
    """Return how often a score of `right` is above one of `wrong`; ties count half."""
    if not right or not wrong:
        return float("nan")
    ranked = sorted([(s, 1) for s in right] + [(s, 0) for s in wrong])
    total, below, i = 0.0, 0, 0
    while i < len(ranked):
        j = i
        while j < len(ranked) and ranked[j][0] == ranked[i][0]:
            j += 1
        ups = sum(kind for _, kind in ranked[i:j])
        downs = j - i - ups
        total += ups * (below + downs / 2)
        below += downs
        i = j
    return total / (len(right) * len(wrong))


def _f1(left: list[str], right: list[str]) -> float:
    shared = sum((Counter(left) & Counter(right)).values())
    if not shared:
        return 0.0
    precision, recall = shared / len(left), shared / len(right)
    return 2 * precision * recall / (precision + recall)
