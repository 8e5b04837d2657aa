"""Formats whose files are text: plain text and Markdown; the article's text is the file's own."""

import re
from typing import TYPE_CHECKING

from qa.errors import ArticleUnreadableError

if TYPE_CHECKING:
    from qa.articles.document import Content

MOST_LINES = 1_000_000
"""Lines that are not blank an article may have: each takes some 200 bytes while it is read."""

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"\S[^\r\n]*")


class _Utf8Text:
    """What formats have in common whose files are text."""

    def accepts(self, data: bytes) -> bool:
        """Return True: what is not UTF-8 is refused with its place when it is read."""
        del data
        return True

    def extract_text(self, path: str, data: bytes) -> str:
        """Return the file's text, as `decode_utf8` gives it."""
        return decode_utf8(path, data)


class PlainText(_Utf8Text):
    """Text without marks, paragraph by paragraph; implements `Format`."""

    def read(self, path: str, data: bytes) -> "Content":
        """Return the article; its text holds at most MOST_LINES lines."""
        text = _decode_bounded(path, data)
        from qa.articles.plain_text import read_plain_text

        return read_plain_text(text)


class Markdown(_Utf8Text):
    """CommonMark with tables and YAML front matter, the marks kept; implements `Format`."""

    def read(self, path: str, data: bytes) -> "Content":
        """Return the article; its text holds at most MOST_LINES lines, its front matter is YAML."""
        text = _decode_bounded(path, data)
        from qa.articles.markdown import read_markdown

        return read_markdown(path, text)


def decode_utf8(path: str, data: bytes) -> str:
    """Return the text that UTF-8 bytes hold, without a byte-order mark.

    Everything else is kept as it is in the file, controls included, so that offsets are true to it.

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


def _decode_bounded(path: str, data: bytes) -> str:
    """Return the text of a file, refused if it has more than MOST_LINES lines."""
    text = decode_utf8(path, data)
    # A line that is not blank takes two characters: most texts need no counting.
    if len(text) >= 2 * MOST_LINES and sum(1 for _ in _LINE.finditer(text)) > MOST_LINES:
        raise ArticleUnreadableError(
            f"{path} has more than {MOST_LINES:,} lines, the most an article may have", path=path
        )
    return text
