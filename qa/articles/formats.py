"""The file formats of articles, and the bytes of an article to a Document; opens no file.

To add a format, write a class that satisfies `Format` in a module of its own and register it with
the endings of its files: discovery, indexing and verification ask the registry.
"""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from qa.errors import ArticleUnreadableError
from qa.filesystem import sha256_of_bytes

if TYPE_CHECKING:
    from qa.articles.document import Content, Document


class Format(Protocol):
    """A kind of file that articles are read from."""

    def accepts(self, data: bytes) -> bool:
        """Return whether a file with one of the suffixes and these bytes is of this format."""

    def extract_text(self, path: str, data: bytes) -> str:
        """Return the article's text, which all its offsets count in: the `text` of `read`.

        Raises:
            ArticleUnreadableError: the bytes cannot be read; `place` says where, if known.
        """

    def read(self, path: str, data: bytes) -> "Content":
        """Return the article's text, blocks, metadata and locators.

        `path`, relative to the corpus, is for messages alone.

        Raises:
            ArticleUnreadableError: the bytes cannot be read; `place` says where, if known.
        """


class FormatRegistry:
    """The formats in use, by the endings of their files. What was registered last is tried first.

    A format is made when a file of its ending is read, so that listing articles imports none.
    """

    def __init__(self) -> None:
        self._formats: list[tuple[frozenset[str], Callable[[], Format]]] = []

    def register(self, suffixes: frozenset[str], make: Callable[[], Format]) -> None:
        """Add a format for files whose names end so, in lower case and with the dot."""
        self._formats.insert(0, (suffixes, make))

    def suffixes(self) -> frozenset[str]:
        """Return the endings of all files that may be articles, in lower case."""
        return frozenset().union(*(suffixes for suffixes, _ in self._formats))

    def find(self, path: str, data: bytes) -> Format:
        """Return the format of a file, by its suffix and then by its bytes.

        Raises:
            ArticleUnreadableError: no format accepts it.
        """
        suffix = _suffix(path)
        for suffixes, make in self._formats:
            if suffix in suffixes and (found := make()).accepts(data):
                return found
        raise ArticleUnreadableError(f"{path} has no format that can be read", path=path)


def _plain_text() -> Format:
    from qa.articles.text_formats import PlainText

    return PlainText()


def _markdown() -> Format:
    from qa.articles.text_formats import Markdown

    return Markdown()


PLAIN_TEXT = frozenset({".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown"})

FORMATS = FormatRegistry()
FORMATS.register(PLAIN_TEXT, _plain_text)
FORMATS.register(MARKDOWN, _markdown)


def is_markdown(path: str) -> bool:
    """Return whether the article at this path has Markdown's marks in its text."""
    return _suffix(path) in MARKDOWN


def supported_suffixes() -> frozenset[str]:
    """Return the endings of all files that may be articles, in lower case and with the dot."""
    return FORMATS.suffixes()


def parse(path: str, data: bytes) -> "Document":
    """Return the article that the bytes of the file at `path` hold.

    Raises:
        ArticleUnreadableError: the format cannot read the bytes, or they hold no text.
    """
    from qa.articles.document import Document
    from qa.articles.names import plain_name

    content = FORMATS.find(path, data).read(path, data)
    if not content.blocks:
        raise ArticleUnreadableError(f"{path} holds no text", path=path)
    metadata = content.metadata
    return Document(
        path=path,
        name=plain_name(path),
        text=content.text,
        sha256=sha256_of_bytes(data),
        size=len(data),
        blocks=content.blocks,
        title=metadata.title,
        author=metadata.author,
        date=metadata.date,
        source=metadata.source,
        url=metadata.url,
        locators=content.locators,
        notices=content.notices,
    )


def extract_text(path: str, data: bytes) -> str:
    """Return the text of the article at `path`, which all offsets count in.

    Raises:
        ArticleUnreadableError: the format cannot read the bytes.
    """
    return FORMATS.find(path, data).extract_text(path, data)


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
