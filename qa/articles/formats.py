"""The file formats of articles, and the bytes of an article to a Document; opens no file.

To add a format, write a class that satisfies `Format` in a module of its own and register an
instance of it: discovery, indexing and verification ask the registry.
"""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from qa.articles.text_formats import Markdown, PlainText
from qa.errors import ArticleUnreadableError
from qa.filesystem import sha256_of_bytes
from qa.model import Document

if TYPE_CHECKING:
    from qa.articles.document import Content


class Format(Protocol):
    """A kind of file that articles are read from.

    An instance is made whenever the package is imported: what its methods need that is slow to
    import, they import themselves.
    """

    @property
    def suffixes(self) -> frozenset[str]:
        """The endings of its files' names, in lower case and with the dot."""

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
    """The formats in use. What was registered last is tried first."""

    def __init__(self, formats: Iterable[Format] = ()) -> None:
        self._formats = list(formats)

    def register(self, added: Format) -> None:
        """Add a format; it precedes the others for the files that it accepts."""
        self._formats.insert(0, added)

    def suffixes(self) -> frozenset[str]:
        """Return the endings of all files that may be articles, in lower case."""
        return frozenset().union(*(known.suffixes for known in self._formats))

    def find(self, path: str, data: bytes) -> Format:
        """Return the format of a file, by its suffix and then by its bytes.

        Raises:
            ArticleUnreadableError: no format accepts it.
        """
        suffix = PurePosixPath(path).suffix.lower()
        for known in self._formats:
            if suffix in known.suffixes and known.accepts(data):
                return known
        raise ArticleUnreadableError(f"{path} has no format that can be read", path=path)


FORMATS = FormatRegistry((PlainText(), Markdown()))


def supported_suffixes() -> frozenset[str]:
    """Return the endings of all files that may be articles, in lower case and with the dot."""
    return FORMATS.suffixes()


def parse(path: str, data: bytes) -> Document:
    """Return the article that the bytes of the file at `path` hold.

    Raises:
        ArticleUnreadableError: the format cannot read the bytes, or they hold no text.
    """
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
    )


def extract_text(path: str, data: bytes) -> str:
    """Return the text of the article at `path`, which all offsets count in.

    Raises:
        ArticleUnreadableError: the format cannot read the bytes.
    """
    return FORMATS.find(path, data).extract_text(path, data)
