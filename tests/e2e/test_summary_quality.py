"""How well summaries tell what labelled news articles are about, with the real encoder."""

import json
import math
from pathlib import Path
from statistics import mean

import pytest

from qa.indexing import rebuild
from qa.service.local import open_articles
from qa.service.overviews import find_overviews
from qa.settings import Settings
from tests.support.paths import DATA

FOLDER = DATA / "voa_overview"
SHOWN = 5
GRADE_OF_MUST = 2

Span = tuple[int, int]


def _touches(one: Span, other: Span) -> bool:
    """Return whether two stretches share half of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= 0.5 * min(one[1] - one[0], other[1] - other[0])


def _figures(shown: list[Span], key: list[tuple[int, int, int]]) -> tuple[float, float]:
    """Return nDCG@5 over the order shown, and the share of what must be told that is."""
    gains = [
        max((grade for start, end, grade in key if _touches((start, end), span)), default=0)
        for span in shown[:SHOWN]
    ]
    best = sorted((grade for _, _, grade in key), reverse=True)[:SHOWN]
    must = [(start, end) for start, end, grade in key if grade == GRADE_OF_MUST]
    told = [span for span in must if any(_touches(span, other) for other in shown[:SHOWN])]
    return _gain(gains) / _gain(best), len(told) / len(must)


def _gain(grades: list[int]) -> float:
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.usefixtures("compiled_model")
def test_summaries_tell_what_readers_marked(tmp_path: Path) -> None:
    """Better than the first five sentences, which reach .82 and .74 on these articles."""
    corpus, index = FOLDER / "corpus", tmp_path / "index"
    rebuild(corpus, index, reader="none", annotations=False)
    articles = open_articles(Settings(corpus, index))
    found = find_overviews(articles)
    articles.close()
    keys = {
        label["article"]: [(start, end, grade) for start, end, grade in label["key"]]
        for label in map(json.loads, map(_text, (FOLDER / "labels").glob("*.json")))
    }
    figures = [
        _figures(
            [(place.char_start, place.char_end) for place in overview.summary],
            keys[overview.article.path],
        )
        for overview in found.overviews
    ]
    assert len(figures) == len(keys) == 16
    assert mean(ndcg for ndcg, _ in figures) >= 0.92
    assert mean(must for _, must in figures) >= 0.90
