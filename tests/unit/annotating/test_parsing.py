"""What is parsed of an article stands where it is said to stand, however the article was made."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.annotating.annotate import annotate
from qa.annotating.parsing import MOST_PARSED, ParsedBlock, parse_blocks
from qa.annotations.record import from_record, to_record
from qa.annotations.values import Annotations, Mark, Named
from qa.articles import parse
from qa.articles.document import Document

WORDS = st.sampled_from(
    [
        *"Ann Reed, the judge said: “We won” 3 cups . on Monday | 5 *left* Oslo’s [so](x)".split(),
        *"<br> &nbsp; `code` ** _ \" ' ” ( 🚢 é\u0301 $4.5 million & # - > ﬁ\0 ‘no’ he,".split(),
        *"2 May 2014 ~~x~~".split(),
        "\n\n",
        "\r\n",
    ]
)
# Without a letter at its end some would be no article.
TEXTS = st.lists(WORDS | st.text(max_size=4), max_size=60).map(
    lambda words: " ".join([*words, "Oslo"])
)


def document(text: str, path: str = "a.txt") -> Document:
    """Return the article of this text."""
    return parse(path, text.encode())


def parsed(text: str, path: str = "a.txt") -> list[ParsedBlock]:
    """Return the parsed blocks of an article."""
    return list(parse_blocks(document(text, path)))


def shown(text: str, path: str = "a.md") -> list[tuple[str, str]]:
    """Return each token as it is read, and as it stands in the article."""
    found = []
    for block in parsed(text, path):
        for token in block.doc:
            mark = block.mark(block.doc[token.i : token.i + 1])
            found.append((token.text, text[mark.start : mark.end]))
    return found


@settings(max_examples=60)
@given(TEXTS)
def test_every_stretch_of_a_plain_text_is_what_was_parsed(text: str) -> None:
    """Each token and each sentence, letter for letter."""
    article = document(text)
    for block in parse_blocks(article):
        assert article.text[block.start : block.end] == block.doc.text
        for span in (*block.doc.sents, *(block.doc[t.i : t.i + 1] for t in block.doc)):
            mark = block.mark(span)
            assert article.text[mark.start : mark.end] == span.text


@settings(max_examples=60)
@given(TEXTS)
def test_every_stretch_of_markdown_lies_in_its_block(text: str) -> None:
    """It is not empty, and stands in the text."""
    article = document(text, "a.md")
    for block in parse_blocks(article):
        for start in range(len(block.doc.text)):
            mark = block.mark_of(start, start + 1)
            assert block.start <= mark.start < mark.end <= block.end <= len(article.text)


def marks_of(found: Annotations) -> Iterator[Mark]:
    """Yield all marks of an article."""
    named: tuple[Named, ...] = found.people + found.organisations + found.places
    for entry in named:
        yield from entry.mentions
        if entry.role:
            yield entry.role
    yield from (Mark(date.start, date.end) for date in found.dates)
    yield from found.numbers
    yield from found.phrases
    for quotation in found.quotations:
        yield Mark(quotation.start, quotation.end)
        yield quotation.sentence
        for mark in (quotation.speaker_as_written, quotation.clause):
            if mark:
                yield mark


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_every_mark_lies_in_the_article(text: str, path: str) -> None:
    """It is not empty; the marks are the same each time, and come back from their record."""
    article = document(text, path)
    found = annotate(article)
    for mark in marks_of(found):
        assert 0 <= mark.start < mark.end <= len(article.text)
    assert annotate(article) == found
    assert from_record(to_record(found), len(article.text)) == found


def test_markdown_is_parsed_as_it_is_read() -> None:
    """Emphasis, links and tags are no words, and offsets stay those of the file."""
    text = "*Ann* [Reed](http://a.example) said **no**<br>today &amp; left.\n"
    assert shown(text) == [
        ("Ann", "Ann"),
        ("Reed", "Reed"),
        ("said", "said"),
        ("no", "no"),
        ("today", "today"),
        ("&", "&amp;"),
        ("left", "left"),
        (".", "."),
    ]


def test_what_reaches_over_one_mark_of_emphasis_reaches_over_the_other() -> None:
    """What is shown is balanced."""
    text = "Yesterday **Ann** Reed left."
    (block,) = parsed(text, "a.md")
    mark = block.mark(block.doc[1:3])
    assert text[mark.start : mark.end] == "**Ann** Reed"


def test_sentences_are_those_of_the_index() -> None:
    """A quotation of two sentences stays with the words that say whose it is."""
    text = "“It rains. It pours,” said Dr. Ann Reed. She left."
    (block,) = parsed(text)
    assert [sentence.text for sentence in block.doc.sents] == [
        "“It rains. It pours,” said Dr. Ann Reed.",
        "She left.",
    ]


def test_the_cells_of_a_row_are_parsed_one_by_one() -> None:
    """No name reaches over the line between two."""
    text = "| City | Mayor |\n| --- | --- |\n| Munich | Ann Reed |\n"
    (block,) = parsed(text, "a.md")
    assert [s.text for s in block.doc.sents] == ["|", "Munich |", "Ann Reed |"]


def test_a_long_block_is_parsed_in_pieces_between_sentences() -> None:
    """Together they hold the block."""
    sentence = "Ann Reed of Oslo said on Monday that profits had risen."
    text = " ".join([sentence] * 300)
    blocks = parsed(text)
    assert len(blocks) > 2
    assert all(block.end - block.start <= 4_000 for block in blocks)
    assert " ".join(text[block.start : block.end] for block in blocks) == text
    assert all(s.text == sentence for block in blocks for s in block.doc.sents)


@pytest.mark.parametrize(
    "hostile",
    [
        "“" * 10_000,
        "A" * 100_000,
        "the man of " * 2_000,
        'a"' * 10_000,
        "-- .. " * 2_000,
        "a.b,c/d-" * 2_000,
    ],
    ids=["marks", "name", "sentence", "word", "ornament", "address"],
)
def test_what_nobody_would_write_is_not_parsed(hostile: str) -> None:
    """What stands before and after it is."""
    text = f"Ann Reed left.\n\n{hostile}\n\nTom Hill came."
    found = [block.doc.text for block in parsed(text)]
    assert found[0] == "Ann Reed left."
    assert found[-1] == "Tom Hill came."
    assert sum(map(len, found)) < 1_100


def test_an_article_is_parsed_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes after it has no marks."""
    assert MOST_PARSED == 1_000_000
    monkeypatch.setattr("qa.annotating.parsing.MOST_PARSED", 40)
    text = "Ann Reed left.\n\nTom Hill came.\n\nBoth of them stayed."
    assert [block.doc.text for block in parsed(text)] == ["Ann Reed left.", "Tom Hill came."]


def test_where_nothing_can_be_marked_nothing_is_parsed() -> None:
    """Headings are not parsed."""
    assert parsed("# Only a heading\n", "a.md") == []
    assert annotate(document("# Only a heading\n", "a.md")) == Annotations()
