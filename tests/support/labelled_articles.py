"""News articles whose names, dates, amounts and quotations were marked by reading."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from qa.annotating.parsing import ParsedBlock, parse_blocks
from qa.articles import parse, read_bytes
from qa.articles.document import Document
from tests.support.paths import DATA

_FOLDER = DATA / "voa_overview"


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
