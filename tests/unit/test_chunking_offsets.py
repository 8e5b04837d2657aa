"""Offsets hold for any text: blocks, passages and sentences in order, complete, exact."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qa.articles import parse
from qa.articles.document import Block, Document
from qa.chunking import HIDDEN, split_passages
from qa.errors import ArticleUnreadableError
from qa.model import Passage, Sentence

PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            " ",
            "    ",
            "\t",
            "\x00",
            "\u2028",
            "\x85",
            "\x1c",
            "\ufeff",
        ),
        *("# ", "## ", "- ", "1. ", "> ", "---\n", "===", "```", "| a | b |\n|---|---|\n", "<!--"),
        *("| c | d |\n", "-->", "<div>", "</div>\n", "<br>", "<b>", "~~", "**", "](u)"),
        *(
            "[a]: b",
            "[a]",
            "*",
            "_",
            "`",
            "“",
            "”",
            '"',
            "‘",
            "’",
            "* * *",
            "\u202e",
            "😀",
            "e\u0301",
        ),
        *("Hello there.", "Why is it so?", "The U.S. said", "By Jane Doe", "Edited by: Jane Doe"),
        *("title: x", "مرحبا بالعالم.", "是。", "word " * 50, "A full sentence stands here. " * 12),
    ]
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200),
    st.lists(st.one_of(PIECES, st.text(max_size=5)), min_size=1, max_size=30).map("".join),
)


def _assert_in_order(text: str, spans: Sequence[Block | Passage | Sentence], end: int) -> None:
    """Assert that spans follow one another up to `end` with nothing but white space between."""
    position = spans[0].start
    for span in spans:
        assert position <= span.start < span.end
        assert not text[position : span.start].strip()
        content = text[span.start : span.end]
        assert content == content.strip()
        position = span.end
    assert not text[position:end].strip()


def _assert_exact(document: Document) -> None:
    text = document.text
    _assert_in_order(text, document.blocks, len(text))
    passages = split_passages(document)
    hidden = [b for b in document.blocks if b.kind in HIDDEN]
    everything: list[Block | Passage] = [*hidden, *passages]
    everything.sort(key=lambda span: span.start)
    _assert_in_order(text, everything, len(text))
    assert everything[0].start == document.blocks[0].start
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.line_start == 1 + text[: passage.start].count("\n")
        assert passage.line_end == 1 + text[: passage.end - 1].count("\n")
        assert passage.sentences[0].start == passage.start
        assert passage.sentences[-1].end == passage.end
        _assert_in_order(text, passage.sentences, passage.end)
        assert all(s.text == text[s.start : s.end] for s in passage.sentences)
    numbers = [passage.paragraph for passage in passages]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("path", ["a.txt", "a.md"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_any_text_is_covered_exactly(path: str, text: str) -> None:
    """Nothing that is not blank is lost, nothing overlaps, everything slices back."""
    data = text.encode()
    assume(text.removeprefix("\ufeff").strip())
    try:
        document = parse(path, data)
    except ArticleUnreadableError:
        # What begins like front matter may be broken or may be all there is.
        assert path == "a.md"
        assert text.removeprefix("\ufeff").startswith("---")
        return
    assert document.text == text.removeprefix("\ufeff")
    if path == "a.txt":
        assert not document.text[: document.blocks[0].start].strip()
    _assert_exact(document)


@settings(max_examples=30, deadline=None)
@given(text=TEXTS)
def test_parsing_is_pure(text: str) -> None:
    """The same bytes give the same passages."""
    assume(text.removeprefix("\ufeff").strip())
    data = text.encode()
    assert split_passages(parse("a.txt", data)) == split_passages(parse("a.txt", data))
