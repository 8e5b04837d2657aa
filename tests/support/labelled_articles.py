"""News articles whose names, dates, amounts and quotations were marked by reading."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from qa.annotating.parsing import ParsedBlock, parse_blocks
from qa.articles import parse, read_bytes
from qa.articles.document import Document
from tests.support.paths import DATA

_FOLDER = DATA / "voa_overview"
_TITLES = frozenset(["the", "mr", "ms", "president", "rep", "sen"])

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article, its parse and its labels, by the README.md beside them."""

    document: Document
    blocks: tuple[ParsedBlock, ...]
    labels: dict[str, Any]


@cache
def labelled_articles() -> tuple[LabelledArticle, ...]:
    """Return the labelled articles, parsed once."""
    return tuple(_read())


def _read() -> Iterator[LabelledArticle]:
    for path in sorted((_FOLDER / "labels").glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        document = parse(labels["article"], read_bytes(_FOLDER / "corpus", labels["article"]))
        yield LabelledArticle(document, tuple(parse_blocks(document)), labels)


def overlap(one: Span, other: Span) -> float:
    """Return what two spans share, as a part of what either holds: 0 to 1."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / max(1, max(one[1], other[1]) - min(one[0], other[0]))


def is_same_name(one: str | None, other: str) -> bool:
    """Return whether one name holds the words of the other, or they share two; titles are none."""
    first, second = _name_words(one or ""), _name_words(other)
    if not first or not second:
        return False
    return first <= second or second <= first or len(first & second) > 1


def _name_words(name: str) -> set[str]:
    plain = re.sub(r"['’]s\b|[^\w\s]", "", name.lower())
    return set(plain.split()) - _TITLES
