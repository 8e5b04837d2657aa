"""Markdown to blocks and titles."""

from collections import Counter

import pytest

from qa.articles import parse
from qa.articles.document import Document
from qa.articles.readable import table_header
from qa.chunking import split_passages
from qa.indexing.embed import texts_of


def _parse(text: str) -> Document:
    return parse("a.md", text.encode())


def _parts(document: Document) -> list[tuple[str, str, str | None]]:
    return [(b.kind.value, document.text[b.start : b.end], b.section) for b in document.blocks]


ARTICLE = """\
# The *frozen* `harbour` & [town](http://example.org "t")

By **Jane Doe**

It froze in
January.

Second heading
--------------

- one
- two

  still two
  - nested
- three

> quoted
>
> twice

| a | b |
|---|---|
| c | d |

```py
x = 1

# no heading
```
<!-- kept -->

[ref]: http://example.org
"""

PARTS = [
    ("heading", '# The *frozen* `harbour` & [town](http://example.org "t")'),
    ("credit", "By **Jane Doe**"),
    ("paragraph", "It froze in\nJanuary."),
    ("heading", "Second heading\n--------------"),
    ("paragraph", "- one"),
    ("paragraph", "- two"),
    ("paragraph", "still two"),
    ("paragraph", "- nested"),
    ("paragraph", "- three"),
    ("paragraph", "> quoted\n>\n> twice"),
    ("table_header", "| a | b |\n|---|---|"),
    ("table_row", "| c | d |"),
    ("paragraph", "```py\nx = 1\n\n# no heading\n```"),
    ("markup", "<!-- kept -->"),
    ("paragraph", "[ref]: http://example.org"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_blocks_are_exact_slices_of_the_source(newline: str) -> None:
    """Paragraphs, items, quotations, tables and code keep their marks; nothing is left out."""
    parts = _parts(_parse(ARTICLE.replace("\n", newline)))
    assert [(kind, text.replace(newline, "\n")) for kind, text, _ in parts] == PARTS


def test_headings_are_sections_and_the_first_is_the_title() -> None:
    """A section's name is the heading's text without its marks."""
    document = _parse(ARTICLE)
    assert document.title == "The frozen harbour & town"
    assert document.author == "Jane Doe"
    parts = _parts(document)
    assert parts[0][2] == parts[2][2] == "The frozen harbour & town"
    assert parts[3][2] == parts[-1][2] == "Second heading"
    assert parts[1][2] is None


def test_without_heading_and_front_matter_there_is_no_title() -> None:
    """A title is never invented."""
    assert _parse("Only a paragraph.\n").title is None


def test_references_in_headings_are_resolved() -> None:
    """A link by reference shows its text alone, an image its description."""
    document = _parse("# A [link][r] ![picture](p.png)\n\nText.\n\n[r]: http://example.org\n")
    assert document.title == "A link picture"


def test_a_rule_below_a_long_paragraph_does_not_hide_it() -> None:
    """By the letter that is a heading; text of that length must stay answerable."""
    text = "The harbour froze, and nobody could remember when it last had. " * 5
    document = _parse(f"{text}\n---\n\nMore.\n")
    assert [kind for kind, _, _ in _parts(document)] == ["paragraph", "paragraph"]
    assert document.title is None


HTML = """\
<div class="x">

Text in it.

</div>
<p>One <b>bold</b> word, <del>not</del> two.</p>
<ul><li>First</li>
<li>Second</li></ul>

<table><tr><td>Munich</td><td>Reiter</td></tr><tr><td>Bonn</td></tr></table>

<img src="x.png" alt="x">

Line one<br>
line two<br>

<script>
let x = 1;
</script>

<!-- never closed

so it is text
"""


def test_tags_are_no_paragraphs_and_the_text_inside_stays() -> None:
    """Tags and comments are apart from the paragraphs around and between them, exactly."""
    document = _parse(HTML)
    parts = [(kind, text) for kind, text, _ in _parts(document)]
    assert [text for kind, text in parts if kind == "paragraph"] == [
        "Text in it.",
        "One <b>bold</b> word, <del>not</del> two.",
        "First",
        "Second",
        "Munich</td><td>Reiter",
        "Bonn",
        "Line one<br>\nline two",
        "<!-- never closed\n\nso it is text",
    ]
    assert {kind for kind, _ in parts} == {"paragraph", "markup"}
    kept = "".join(text for _, text in parts)
    assert "".join(kept.split()) == "".join(HTML.split())


def test_rows_are_blocks_in_lists_and_without_bars_at_their_ends() -> None:
    """A table is its heading, with the rule below it, and one block for each row."""
    nested = "- item\n\n  | C | D |\n  |---|---|\n  | 1 | 2 |\n\nC | D\n--- | ---\n1 | 2\nalone\n"
    assert [(kind, text) for kind, text, _ in _parts(_parse(nested))] == [
        ("paragraph", "- item"),
        ("table_header", "| C | D |\n  |---|---|"),
        ("table_row", "| 1 | 2 |"),
        ("table_header", "C | D\n--- | ---"),
        ("table_row", "1 | 2"),
        ("table_row", "alone"),
    ]


def test_rows_are_blocks_in_quotations() -> None:
    """The marks before them are markup; what stands around the table stays a paragraph."""
    text = (
        "> Above.\n>\n> | City | Mayor |\n> |--|--|\n"
        "> | Velm | Clara |\n> | Aden | Rob |\n>\n> Below.\n"
        "\n> > | A |\n> > |--|\n> > | 1 |\n"
    )
    document = _parse(text)
    assert [part[:2] for part in _parts(document) if part[0] != "markup"] == [
        ("paragraph", "> Above.\n>"),
        ("table_header", "| City | Mayor |\n> |--|--|"),
        ("table_row", "| Velm | Clara |"),
        ("table_row", "| Aden | Rob |"),
        ("paragraph", ">\n> Below."),
        ("table_header", "| A |\n> > |--|"),
        ("table_row", "| 1 |"),
    ]
    passages = split_passages(document)
    read = ["Above.", "City: Velm; Mayor: Clara", "City: Aden; Mayor: Rob", "Below.", "A: 1"]
    assert texts_of(document, passages).passages == read
    headers = [table_header(text, passage.start, passage.end) for passage in passages]
    assert headers == [None, "| City | Mayor |", "| City | Mayor |", None, "| A |"]


def test_headings_inside_lists_and_quotations_are_body() -> None:
    """Only a heading of the article itself opens a section."""
    assert _parts(_parse("- # item\n\n> # quoted\n")) == [
        ("paragraph", "- # item", None),
        ("paragraph", "> # quoted", None),
    ]


def test_nuls_and_separators_do_not_shift_lines() -> None:
    """Only LF, CRLF and CR end a line; NUL and the Unicode separators are text."""
    document = _parse("One\x00\u2028two\x85\x0cthree.\n\n# H\n\nFour.\n")
    assert _parts(document) == [
        ("paragraph", "One\x00\u2028two\x85\x0cthree.", None),
        ("heading", "# H", "H"),
        ("paragraph", "Four.", "H"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "> " * 10_000 + "deep",
        "- " * 10_000 + "deep",
        "".join("  " * depth + "- a\n" for depth in range(200)),
        "[" * 10_000,
        "# " + "*a_`![" * 2_000,
    ],
)
def test_deep_nesting_is_bounded(text: str) -> None:
    """Ten thousand levels neither crash nor lose a character."""
    document = _parse(text)
    kept = "".join(part for _, part, _ in _parts(document))
    assert "".join(kept.split()) == "".join(text.split())


def test_a_text_too_long_for_the_parser_is_read_as_plain_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Front matter still counts, and offsets still are the file's."""
    monkeypatch.setattr("qa.articles.markdown._LONGEST_PARSED", 300_000)
    paragraph = "The harbour froze in the first week of the year.\n\n"
    document = _parse("---\ntitle: Ice\n---\n" + paragraph * 6_500)
    assert document.title == "Ice"
    assert len(document.blocks) == 6_500
    first = document.blocks[0]
    assert document.text[first.start : first.end] == paragraph.strip()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_long_text_is_parsed_in_parts_like_a_whole(
    newline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headings, rows and sections are those of the whole, wherever a part ends."""
    unit = "# Head {0}\n\nText {0}.\n\n- a\n\n  b\n\n| A | B |\n|--|--|\n| {0} | y |\n\n"
    text = "".join(unit.format(number) for number in range(200)).replace("\n", newline)
    whole = _parse(text)
    monkeypatch.setattr("qa.articles.markdown._PART", 500)
    assert _parse(text) == whole
    kinds = Counter(part[0] for part in _parts(whole))
    assert kinds == {"heading": 200, "paragraph": 600, "table_header": 200, "table_row": 200}
