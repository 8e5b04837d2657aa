"""A document to its marks: parses it, and asks one extractor after another.

Each gets the parsed blocks; what depends on who is named, as who speaks, gets the names too.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.annotating.names import find_names
from qa.annotating.parsing import ParsedBlock, parse_blocks
from qa.annotations.values import Annotations

if TYPE_CHECKING:
    from qa.articles.document import Document


def annotate(document: "Document") -> Annotations:
    """Return all marks of an article; the same text always has the same.

    Raises:
        AnnotatorUnusableError: the pipeline is not installed, or has changed.
    """
    return _find_marks(document, tuple(parse_blocks(document)))


def _find_marks(document: "Document", blocks: Sequence[ParsedBlock]) -> Annotations:
    names = find_names(document, blocks)
    return Annotations(
        people=names.people,
        organisations=names.organisations,
        places=names.places,
    )
