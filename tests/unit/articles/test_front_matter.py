"""Front matter to metadata, and what is refused in it."""

import pytest

from qa.articles import parse
from qa.articles.document import Document
from qa.errors import ArticleUnreadableError


def _parse(front: str, newline: str = "\n") -> Document:
    return parse("a.md", f"---\n{front}\n---\n\nBody.\n".replace("\n", newline).encode())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_front_matter_is_metadata_and_not_body(newline: str) -> None:
    """The five values are taken; the body begins below."""
    document = _parse(
        'Title: "Ice: a *report*"\nauthor: Jane Doe\ndate: January 2, 2024\n'
        "source: DW\nurl: https://example.org/ice\nother: x",
        newline,
    )
    assert document.title == "Ice: a *report*"
    assert document.author == "Jane Doe"
    assert document.date == "2024-01-02"
    assert document.source == "DW"
    assert document.url == "https://example.org/ice"
    assert [document.text[b.start : b.end] for b in document.blocks] == ["Body."]


def test_values_of_odd_types_are_read_or_left() -> None:
    """Lists of authors are joined, people have names, numbers stay text, the rest is None."""
    assert _parse("authors: [Jane Doe, {name: John Roe}, [x]]").author == "Jane Doe, John Roe, x"
    assert _parse("title: 1984").title == "1984"
    assert _parse("title: |\n  Two\n  lines").title == "Two lines"
    assert _parse("title: {a: b}").title is None
    assert _parse("title: ~\nauthor:").title is None
    assert _parse("date: 2024-01-02T10:00:00Z").date == "2024-01-02T10:00:00Z"
    assert _parse("date: someday").date is None
    assert _parse("# nothing").title is None


@pytest.mark.parametrize("front", ["Just a line.", "- a\n- b"])
def test_what_is_no_mapping_is_body(front: str) -> None:
    """A text may begin with a rule; it is not hidden."""
    document = _parse(front)
    body = "".join(document.text[b.start : b.end] for b in document.blocks)
    assert front.splitlines()[0] in body
    assert "Body." in body


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("title: a\nurl: b: c", 3),
        ("a: &x [b]\nc: *x", 3),
        ("a: !!python/object/apply:os.system [ls]", 2),
        ("a: b\nc: !!int none", 2),
        ("a: !!timestamp never", 2),
        ("a: !!bool perhaps", 2),
        ("a: !!int ''", 2),
        ("a: !!float ''", 2),
        ("a: !!float " + ":".join(["59"] * 2_000), 2),
        ("a: b\nc: \x07", 3),
        ("a: " + "[" * 10_000, 2),
        ("? [a]\n: b", 2),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(front: str, line: int) -> None:
    """Broken YAML, aliases, objects and deep nesting end in one error that names the place."""
    with pytest.raises(ArticleUnreadableError, match="front matter cannot be read") as caught:
        _parse(front)
    assert caught.value.path == "a.md"
    assert caught.value.place == f"line {line}"


def test_an_unclosed_block_is_body() -> None:
    """Without a closing rule nothing is front matter."""
    document = parse("a.md", b"---\ntitle: x\n")
    assert document.title is None
    assert [document.text[b.start : b.end] for b in document.blocks] == ["---\ntitle: x"]


def test_what_cannot_be_stored_or_shown_is_no_title() -> None:
    """Half a pair of surrogates becomes a question mark; a title has at most 1,000 characters."""
    assert _parse('title: "A\\ud800B"').title == "A?B"
    assert _parse("title: " + "x" * 1_000).title == "x" * 1_000
    assert _parse("title: " + "x" * 1_001).title is None
    assert _parse("authors: [" + ", ".join(["Jane Doe"] * 200) + "]").author is None


def test_what_was_meant_as_metadata_and_is_none_is_told_with_its_line() -> None:
    """A date that is none, a value that is no text, a block without an end; others say nothing."""
    document = _parse("title: {a: b}\nother: x\ndate: 2020-13-45", "\r\n")
    assert (document.title, document.date) == (None, None)
    assert document.notices == (
        "line 2: title has no value of at most 1,000 characters",
        'line 4: date "2020-13-45" is not understood; write it like 2024-01-31',
    )
    assert [document.text[b.start : b.end] for b in document.blocks] == ["Body."]
    both = _parse("date: someday\npublished: 2024-01-02")
    assert (both.date, both.notices) == ("2024-01-02", ())
    assert _parse("title: ~\ndate:\nsource: ''").notices == ()


@pytest.mark.parametrize(
    "text", ["---\ntitle: Ice\n\nBody.", "---\nlayout: post\nDate: 2024-01-02\n", "---\nurl:"]
)
def test_front_matter_without_an_end_is_text_and_told(text: str) -> None:
    """No character is lost, and its author learns why there is no title."""
    document = parse("a.md", text.encode())
    assert document.notices == (
        "line 1: front matter without an end is read as text; end it with a line ---",
    )
    assert document.text[document.blocks[0].start :].startswith("---")
    assert document.title is None


@pytest.mark.parametrize("text", ["---\n\ntitle: Ice", "---\nA title: none", "--- a\ntitle: b"])
def test_a_rule_above_a_text_is_no_front_matter(text: str) -> None:
    """Nothing is told of a text that begins with a rule."""
    assert parse("a.md", text.encode()).notices == ()
