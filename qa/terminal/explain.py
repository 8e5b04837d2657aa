"""How the scores and the confidence of an answer came about, as lines of plain text."""

import math

from qa.model import Answer, FoundPassage
from qa.terminal import looks
from qa.terminal.harmless import one_line

_HEAD = f"{'view':<10}{'score':>8}{'rank':>6}"


def score_lines(passage: FoundPassage) -> list[str]:
    """Return a small table of each view's score and rank; each score is on its own scale."""
    scores, ranks = passage.scores, passage.ranks
    return [
        _HEAD,
        _score("dense", scores.dense, ranks.dense),
        _score("sentence", scores.sentence, ranks.sentence),
        _score("bm25", scores.bm25, ranks.bm25),
        _score("fused", scores.fused, passage.rank),
    ]


def score_line(passage: FoundPassage) -> str:
    """Return each view's score on one line, under its own name."""
    scores = passage.scores
    views = {
        "dense": scores.dense,
        "sentence": scores.sentence,
        "bm25": scores.bm25,
        "fused": scores.fused,
    }
    return looks.BETWEEN.join(f"{view} {score:.3f}" for view, score in views.items())


def evidence_lines(answer: Answer) -> list[str]:
    """Return each piece of evidence with its share in the confidence, in log-odds."""
    lines = [f"confidence {answer.confidence:.2f} comes from (log-odds)"]
    lines += [f"  {share:>+7.2f}  {one_line(name)}" for name, share in answer.explanation]
    total = math.fsum(share for _, share in answer.explanation)
    return [*lines, f"  {total:>+7.2f}  in all"]


def _score(view: str, score: float, rank: int) -> str:
    return f"{view:<10}{score:>8.3f}{rank:>6}"
