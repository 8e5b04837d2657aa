"""A document to its marks: parses it, and asks one extractor after another.

Each gets the parsed blocks; what depends on who is named, as who speaks, gets the names too.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.annotating.dates import find_dates
from qa.annotating.names import find_names
from qa.annotating.numbers import find_numbers
from qa.annotating.parsing import ParsedBlock, parse_blocks
from qa.annotating.phrases import find_phrases
from qa.annotating.pipeline import on_one_core, pipeline
from qa.annotating.placement import ReadArticle
from qa.annotating.quotations import find_quotations
from qa.annotations.values import Annotations
from qa.articles.formats import is_markdown

if TYPE_CHECKING:
    from qa.articles.document import Document


def annotate(document: "Document") -> Annotations:
    """Return all marks of an article; the same text always has the same.

    Raises:
        AnnotatorUnusableError: the pipeline is not installed, or has changed.
    """
    pipeline()
    with on_one_core():
        return _annotate(document)


def _annotate(document: "Document") -> Annotations:
    blocks = tuple(parse_blocks(document))
    if not is_markdown(document.path):
        return _find_marks(document, blocks)
    read = ReadArticle(document, blocks)
    return read.placed(_find_marks(read.document, read.blocks))


def _find_marks(document: "Document", blocks: Sequence[ParsedBlock]) -> Annotations:
    names = find_names(document, blocks)
    return Annotations(
        people=names.people,
        organisations=names.organisations,
        places=names.places,
        dates=find_dates(document, blocks),
        numbers=find_numbers(document, blocks),
        quotations=find_quotations(document, blocks, names.people),
        phrases=find_phrases(document, blocks),
    )
