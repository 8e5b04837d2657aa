"""Articles made of a few sentences, parsed with the real pipeline."""

from qa.annotating.parsing import ParsedBlock, parse_blocks
from qa.annotations.values import Mark, Named
from qa.articles.document import Document
from qa.articles.formats import parse


def parsed(*paragraphs: str) -> tuple[Document, list[ParsedBlock]]:
    """Return an article of these paragraphs, and its parsed blocks."""
    document = parse("article.txt", "\n\n".join(paragraphs).encode())
    return document, list(parse_blocks(document))


def written(document: Document, marks: tuple[Mark, ...]) -> list[str]:
    """Return the texts of marks."""
    return [document.text[mark.start : mark.end] for mark in marks]


def forms(document: Document, named: tuple[Named, ...]) -> dict[str, list[str]]:
    """Return how each is written at its mentions, by its name."""
    return {entry.name: written(document, entry.mentions) for entry in named}
