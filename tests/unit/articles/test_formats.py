"""Bytes to Documents: decoding, identity, and what is refused."""

import hashlib

import pytest

from qa.articles import parse
from qa.articles.document import Block, BlockKind
from qa.errors import ArticleUnreadableError


def test_a_document_tells_what_file_it_is() -> None:
    """Path, name without its ending, digest and size are of the file as it lies on disk."""
    data = "\ufeffKöln liegt am Rhein.\r\n".encode()
    document = parse("news/köln.2024.TXT", data)
    assert document.path == "news/köln.2024.TXT"
    assert document.name == "news/köln.2024"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.size == len(data)
    assert document.title is None


def test_offsets_are_true_to_the_file() -> None:
    """The mark at the beginning is left out; newlines, NULs and controls stay as they are."""
    document = parse("a.txt", "\ufeff\r\nOne\x00 \x1b[2J\u202e😀.\rTwo é.\n\n".encode())
    assert document.text == "\r\nOne\x00 \x1b[2J\u202e😀.\rTwo é.\n\n"
    assert document.blocks == (
        Block(BlockKind.PARAGRAPH, 2, 14),
        Block(BlockKind.PARAGRAPH, 15, 21),
    )


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"One.\nTw\xff.", "line 2, byte 3"),
        (b"\xef\xbb\xbfa\xff", "line 1, byte 5"),
        (b"a\r\n\xed\xa0\x80", "line 2, byte 1"),
        (b"caf\xe9", "line 1, byte 4"),
    ],
)
def test_bytes_that_are_not_utf8_are_placed(data: bytes, place: str) -> None:
    """The message names the file, the line, and the byte of that line."""
    with pytest.raises(ArticleUnreadableError) as caught:
        parse("bad.txt", data)
    assert caught.value.path == "bad.txt"
    assert caught.value.place == place
    assert f"bad.txt is not UTF-8 text at {place}" in str(caught.value)


def test_utf16_is_recognised() -> None:
    """The commonest other encoding is named, so that the person knows what to change."""
    with pytest.raises(ArticleUnreadableError, match="looks like UTF-16"):
        parse("a.txt", "Hello".encode("utf-16"))


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.txt", b""),
        ("a.txt", b"\xef\xbb\xbf"),
        ("a.txt", " \n\t\r\n\u00a0\u2028".encode()),
        ("a.md", b"\n\n"),
        ("a.md", b"---\ntitle: T\n---\n\n"),
    ],
)
def test_a_file_without_text_is_refused(path: str, data: bytes) -> None:
    """White space alone, or front matter alone, is no article."""
    with pytest.raises(ArticleUnreadableError, match="holds no text"):
        parse(path, data)


def test_an_article_has_at_most_a_million_lines() -> None:
    """Blank lines do not count: they take no memory."""
    assert parse("a.txt", b"\n" * 10_000_000 + b"The end.").blocks[0].start == 10_000_000
    with pytest.raises(ArticleUnreadableError, match="more than 1,000,000 lines"):
        parse("a.txt", b"a\n" * 1_000_001)
