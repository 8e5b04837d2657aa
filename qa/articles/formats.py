"""The bytes of an article to a Document, pure; touches no file."""

import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qa.errors import ArticleUnreadableError
from qa.model import Document

if TYPE_CHECKING:
    from qa.articles.document import Body

MOST_LINES = 1_000_000
"""Lines that are not blank an article may have: each takes some 200 bytes while it is read."""

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"\S[^\r\n]*")
_MARKDOWN = frozenset({".md", ".markdown"})


def parse(path: str, data: bytes) -> Document:
    """Return the article that the bytes of the file at `path` hold.

    The bytes are UTF-8; a byte-order mark is left out of the text, everything else is kept as it
    stands, controls included, so that offsets are true to the file.

    Raises:
        ArticleUnreadableError: the bytes are not UTF-8, hold no text or more lines than an article
            may have, or the front matter cannot be read. `place` names the line, and for a decoding
            error the byte of that line.
    """
    text = decode(path, data)
    _check_lines(path, text)
    suffix = PurePosixPath(path).suffix
    body = _read(path, text, suffix.lower())
    if not body.blocks:
        raise ArticleUnreadableError(f"{path} holds no text", path=path)
    told = body.metadata
    return Document(
        path=path,
        name=path.removesuffix(suffix),
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        blocks=body.blocks,
        title=told.title,
        author=told.author,
        date=told.date,
        source=told.source,
        url=told.url,
    )


def _check_lines(path: str, text: str) -> None:
    # A line that is not blank takes two characters: most texts need no counting.
    if len(text) < 2 * MOST_LINES:
        return
    if sum(1 for _ in _LINE.finditer(text)) > MOST_LINES:
        raise ArticleUnreadableError(
            f"{path} has more than {MOST_LINES:,} lines, the most an article may have", path=path
        )


def _read(path: str, text: str, suffix: str) -> "Body":
    # Asking lists articles and never parses one: what reads the formats is not for it to load.
    if suffix in _MARKDOWN:
        from qa.articles import markdown

        return markdown.read(path, text)
    from qa.articles import plain_text

    return plain_text.read(text)


def decode(path: str, data: bytes) -> str:
    """Return the text that the bytes of the file at `path` hold, which all offsets count in.

    Raises:
        ArticleUnreadableError: the bytes are not UTF-8; `place` names the line and its byte.
    """
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + (len(_BOM) if data.startswith(_BOM) else 0)
        line = 1 + data.count(b"\n", 0, at)
        byte = at - data.rfind(b"\n", 0, at)
        place = f"line {line}, byte {byte}"
        is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        hint = ": it looks like UTF-16, save it as UTF-8" if is_utf16 else ""
        raise ArticleUnreadableError(
            f"{path} is not UTF-8 text at {place}{hint}", path=path, place=place
        ) from error
