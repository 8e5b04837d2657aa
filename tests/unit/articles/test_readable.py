"""Markdown as it is read: no mark in it, every character with its offset."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.articles.formats import is_markdown
from qa.articles.readable import read_row, table_header


@pytest.mark.parametrize(
    ("source", "read", "stands"),
    [
        ("~~8~~ 9 million", "9 million", "9 million"),
        ("**9 million**", "9 million", "9 million"),
        ("**9** million", "9 million", "**9** million"),
        ("9 *million*", "9 million", "9 *million*"),
        ("**bold *it* too** end", "bold it too end", "**bold *it* too** end"),
        ("[9 million](http://x.org 'Sum')", "9 million", "9 million"),
        ("[9 million][sum]", "9 million", "9 million"),
        ("`9 million`", "9 million", "9 million"),
        ("9 million[^1]", "9 million", "9 million"),
        ("9 million<!-- sure? -->", "9 million", "9 million"),
        ("<b>9</b>&nbsp;million", "9\xa0million", "9</b>&nbsp;million"),
        ("5&euro;", "5€", "5&euro;"),
        ("**&#8364;5** &amp; more", "€5 & more", "**&#8364;5** &amp; more"),
        ("`&euro;` &none; &amp", "&euro; &none; &amp", "`&euro;` &none; &amp"),
        ("<del>8</del> 9 million", "9 million", "9 million"),
        ("![9 million](sum.png)", "9 million", "9 million"),
        ("one<br>two", "one two", "one<br>two"),
        ("> - 9 million", "9 million", "9 million"),
        ("```py\nx = **1**\n```", "x = **1**", "x = **1**"),
        ("<http://x.org>", "http://x.org", "http://x.org"),
        (r"\*9 million\*", "*9 million*", "*9 million\\*"),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        ("[not a link] ~ 5", "[not a link] ~ 5", "[not a link] ~ 5"),
    ],
)
def test_marks_are_not_read(source: str, read: str, stands: str) -> None:
    """What is read is the text alone, and it is known where that stands, marks in pairs."""
    found = read_row(source, 0, len(source), None)
    assert found.text.strip() == read
    start = found.text.index(read)
    span = found.to_source(start, start + len(read))
    assert span is not None
    assert source[span[0] : span[1]] == stands
    assert found.part(*span) == read


TABLE = """\
# T

| City | **Budget** | |
|:-|--:|---|
| Munich | ~~8~~ 9 `a\\|b` | x |
| Bonn || y |
"""


def test_a_row_is_read_with_the_headings_of_its_columns() -> None:
    """Labels stand nowhere in the row; an empty cell and a nameless column have none."""
    rows = []
    for first in ("| Munich", "| Bonn"):
        start = TABLE.index(first)
        end = TABLE.index("\n", start)
        header = table_header(TABLE, start, end)
        assert header == "| City | **Budget** | |"
        read = read_row(TABLE, start, end, header)
        rows.append(read.text)
        cells = [read.text[a:b].strip() for a, b in read.cells]
        assert cells == (["Munich", "9 a\\|b", "x"] if first == "| Munich" else ["Bonn", "y"])
        assert read.to_source(0, len("City: ")) is None
    assert rows == ["City: Munich; Budget:  9 a\\|b; x", "City: Bonn; y"]


@pytest.mark.parametrize(
    "text",
    [
        "Title\n---\nnot a row",
        "a | b\n\n| c | d |",
        "| a | b |\n|---|\n| c | d |",
        "text | with a bar",
    ],
)
def test_other_lines_have_no_heading_row(text: str) -> None:
    """Only a row of a table is one; a rule below a title is no table."""
    start = max(text.rfind("\n") + 1, 0)
    assert table_header(text, start, len(text)) is None


def test_only_markdown_has_marks() -> None:
    """By the ending of the file's name, in any case."""
    assert [is_markdown(path) for path in ("a.md", "b/A.MARKDOWN", "a.txt", "md")] == [
        True,
        True,
        False,
        False,
    ]


PIECES = st.sampled_from(
    [
        *("**", "*", "_", "~~", "`", "[", "](u)", "](", "![", "<b>", "</b>", "<br>", "<!--"),
        *("-->", "[^1]", "|", "\\", "\n", "\n\n", "> ", "- ", "```\n", "one two", "9", " "),
        *("<del>", "</del>", "😀"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    source=st.lists(PIECES, max_size=30).map("".join),
    header=st.none() | st.just("| a | **b** | c |"),
)
def test_what_is_read_is_exact(source: str, header: str | None) -> None:
    """Whatever the marks: runs are in order, and each is the source's own text."""
    found = read_row(source, 0, len(source), header)
    at = position = 0
    for run in found.runs:
        assert position <= run.start < run.end <= len(source)
        assert at <= run.at
        assert found.text[run.at : run.at + run.end - run.start] == source[run.start : run.end]
        at, position = run.at + run.end - run.start, run.end
    assert all(0 <= a <= b <= len(found.text) for a, b in found.cells)
    whole = found.to_source(0, len(found.text))
    if whole:
        assert 0 <= whole[0] < whole[1] <= len(source)
        first, last = found.runs[0], found.runs[-1]
        assert found.from_source(first.start, last.end) == (
            first.at,
            last.at + last.end - last.start,
        )


@pytest.mark.parametrize("mark", ["*a ", "[a", "~~a ", "`a``", "<a ", "_a ", "![", "<!-- ", "<del"])
def test_marks_that_never_close_take_no_time(mark: str) -> None:
    """A passage of nothing else is read all the same."""
    source = mark * (2_000 // len(mark))
    assert read_row(source, 0, len(source), None).text.strip()
