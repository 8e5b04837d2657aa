"""The formulas of the figures, as pure functions over plain sequences.

A figure over nothing is None, never 0. Knows neither questions nor answers, only ranks, flags,
texts and confidences. SciPy is imported where it is used: it is slow to load.
"""

import re
import string
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLE = re.compile(r"\b(?:a|an|the)\b")


def mean(values: Sequence[float]) -> float | None:
    """Return the arithmetic mean; of flags, the share that is true."""
    return sum(values) / len(values) if values else None


def recall_at(cutoff: int, first_ranks: Sequence[int | None]) -> float | None:
    """Return the share of questions with a relevant passage among the first `cutoff`.

    `first_ranks` holds each question's rank of the first relevant passage, from 1, None where
    there is none. R@k = |{q: rank(q) <= k}| / |q|, called success at k in TREC's evaluation.
    """
    return mean([rank is not None and rank <= cutoff for rank in first_ranks])


def mean_reciprocal_rank(cutoff: int, first_ranks: Sequence[int | None]) -> float | None:
    """Return the mean of 1 / rank of the first relevant passage, 0 beyond `cutoff`.

    As in the question answering track of TREC-8 (Voorhees, 1999).
    """
    return mean([1 / rank if rank is not None and rank <= cutoff else 0.0 for rank in first_ranks])


def normalised(answer: str) -> str:
    """Return an answer as SQuAD compares it.

    In the order of its official script: lower case, ASCII punctuation out, the words a, an and the
    out, white space to single blanks (Rajpurkar and others, 2016).
    """
    return " ".join(_ARTICLE.sub(" ", answer.lower().translate(_PUNCTUATION)).split())


def exact_match(given: str | None, accepted: Sequence[str]) -> float:
    """Return 1.0 if the answer is one of those accepted once `normalised`, else 0.0.

    None is no answer; where nothing is accepted, no answer is the right one.
    """
    if given is None or not accepted:
        return float(given is None and not accepted)
    return float(normalised(given) in {normalised(answer) for answer in accepted})


def token_f1(given: str | None, accepted: Sequence[str]) -> float:
    """Return the best F1, 0 to 1, of the answer's words against one of those accepted.

    F1 = 2PR / (P + R) over the bags of words of the `normalised` texts; where either has no word
    left, 1.0 if both have none, else 0.0, as in SQuAD 2.0's script (Rajpurkar and others, 2018).
    None is no answer; where nothing is accepted, no answer is the right one.
    """
    if given is None or not accepted:
        return float(given is None and not accepted)
    words = Counter(normalised(given).split())
    return max(_f1(words, Counter(normalised(answer).split())) for answer in accepted)


def _f1(given: Counter[str], accepted: Counter[str]) -> float:
    if not given or not accepted:
        return float(given == accepted)
    # 2PR / (P + R) with P = shared / given and R = shared / accepted.
    return 2 * (given & accepted).total() / (given.total() + accepted.total())


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """Return the probability that a positive's score is above a negative's, equal ones counting ½.

    The area under the ROC curve as the Mann-Whitney statistic U / (|P| |N|) (Hanley and McNeil,
    1982), whose U is exact where summing the curve's trapezoids is not. None unless there are both.
    """
    if not positives or not negatives:
        return None
    from scipy.stats import mannwhitneyu

    # The method concerns the p-value alone, which is not used.
    u = mannwhitneyu(positives, negatives, method="asymptotic").statistic
    return float(u) / (len(positives) * len(negatives))


def expected_calibration_error(
    confidences: Sequence[float], right: Sequence[bool], *, bins: int = 10
) -> float | None:
    """Return how far confidence is from the share that is right, 0 to 1.

    ECE = Σ_b |b| / n · |share right in b − mean confidence of b| over `bins` bins of equal count,
    or as near as n allows, in order of confidence (Nguyen and O'Connor, 2015; Guo and others, 2017,
    with bins of equal width). Equal confidences keep the order given.
    """
    pairs = sorted(zip(confidences, right, strict=True), key=lambda pair: pair[0])
    if not pairs:
        return None
    edges = [len(pairs) * edge // bins for edge in range(bins + 1)]
    # |b| / n · |Σright / |b| − Σconfidence / |b|| = |Σright − Σconfidence| / n
    gaps = (
        abs(sum(hit - confidence for confidence, hit in pairs[start:end]))
        for start, end in pairwise(edges)
    )
    return sum(gaps) / len(pairs)


def false_answers_while(
    answered: float, answerable: Sequence[float], unanswerable: Sequence[float]
) -> float | None:
    """Return the least share of false answers that answering enough questions costs.

    Both sequences are confidences. Everything at or above one threshold is answered: the highest at
    which at least the share `answered` of the answerable is. It is one point of the ROC curve, the
    false positive rate at a given true positive rate. None unless there are both kinds.
    """
    if not answerable or not unanswerable:
        return None
    descending = sorted(answerable, reverse=True)
    count = next(
        count for count in range(len(descending) + 1) if count / len(descending) >= answered
    )
    if count == 0:
        return 0.0
    return mean([score >= descending[count - 1] for score in unanswerable])
