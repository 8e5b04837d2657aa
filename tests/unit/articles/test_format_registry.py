"""A format is added in a file of its own, as here, and every step of a build uses it."""

from pathlib import PurePosixPath

import pytest

from qa.articles import extract_text, find_articles, formats, parse
from qa.articles.document import Block, BlockKind, Content, Locator, Metadata
from qa.articles.formats import FormatRegistry
from qa.articles.text_formats import Markdown, PlainText
from qa.errors import ArticleUnreadableError
from qa.model import Outcome
from tests.support.desk import Desk

PAGES = b"%PAGES\fOwls hunt mice at night.\fThe old barn shelters many owls in winter."
TEXT = "Owls hunt mice at night.\n\nThe old barn shelters many owls in winter."


class PagedText:
    """Pages between form feeds after a mark: bytes, text and offsets all differ."""

    def accepts(self, data: bytes) -> bool:
        """Return whether the mark is there."""
        return data.startswith(b"%PAGES")

    def extract_text(self, path: str, data: bytes) -> str:
        """Return the pages with a blank line between them."""
        return self.read(path, data).text

    def read(self, path: str, data: bytes) -> Content:
        """Return a paragraph and a locator for each page."""
        pages = data.decode().split("\f")[1:]
        starts = [sum(len(page) + 2 for page in pages[:number]) for number in range(len(pages))]
        spans = [(start, start + len(page)) for start, page in zip(starts, pages, strict=True)]
        return Content(
            text="\n\n".join(pages),
            blocks=tuple(Block(BlockKind.PARAGRAPH, start, end) for start, end in spans),
            metadata=Metadata(title=PurePosixPath(path).stem),
            locators=tuple(Locator(*span, page=page) for page, span in enumerate(spans, 1)),
        )


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> FormatRegistry:
    """The registry in use, with the format of this file in it."""
    changed = FormatRegistry()
    changed.register(formats.MARKDOWN, Markdown)
    changed.register(formats.PLAIN_TEXT, PlainText)
    changed.register(frozenset({".pages", ".txt"}), PagedText)
    monkeypatch.setattr(formats, "FORMATS", changed)
    return changed


def test_the_formats_of_today() -> None:
    """Two formats share four suffixes; none takes another's files."""
    assert formats.FORMATS.suffixes() == {".txt", ".text", ".md", ".markdown"}
    assert isinstance(formats.FORMATS.find("a/B.TXT", b""), PlainText)
    assert isinstance(formats.FORMATS.find("a.md/b.Markdown", b""), Markdown)
    with pytest.raises(ArticleUnreadableError, match=r"a\.pdf has no format") as caught:
        formats.FORMATS.find("a.pdf", b"")
    assert caught.value.path == "a.pdf"


@pytest.mark.usefixtures("registry")
def test_a_format_is_chosen_by_suffix_and_by_content() -> None:
    """A format that was added later may take some files of a suffix, and leaves the others."""
    assert parse("a.pages", PAGES).text == TEXT
    assert parse("a.txt", PAGES).text == TEXT
    assert parse("a.txt", b"%PAGE").text == "%PAGE"
    assert extract_text("a.txt", PAGES) == TEXT
    with pytest.raises(ArticleUnreadableError, match="has no format"):
        parse("a.pages", b"Plain.")


@pytest.mark.usefixtures("registry")
def test_a_document_has_what_its_format_reads() -> None:
    """Text, blocks, metadata and locators are the format's, identity is the file's."""
    document = parse("night/owls.pages", PAGES)
    assert (document.name, document.title, document.size) == ("night/owls", "owls", len(PAGES))
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "Owls hunt mice at night.",
        "The old barn shelters many owls in winter.",
    ]
    assert document.locators == (Locator(0, 24, page=1), Locator(26, 68, page=2))


@pytest.mark.usefixtures("registry")
def test_an_added_format_is_found_indexed_and_cited(desk: Desk) -> None:
    """From discovery to the answer nothing else has to be changed, and nothing is stale after."""
    desk.write_three()
    desk.write("night/owls.pages", PAGES)
    assert "night/owls.pages" in find_articles(desk.corpus).paths
    assert "night/owls.pages" in desk.rebuild().changes.added
    answer = desk.ask("Where do owls find shelter in winter?")
    assert answer.outcome is not Outcome.NOT_FOUND
    cited = answer.passages[0].citation
    assert (cited.path, cited.title) == ("night/owls.pages", "owls")
    assert TEXT[cited.char_start : cited.char_end] == answer.passages[0].text
    assert not desk.status().index.stale
