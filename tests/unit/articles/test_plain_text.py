"""Plain text to blocks, with the forms that files take."""

from qa.articles import parse
from qa.articles.document import BlockKind, Document
from tests.support.paths import SAMPLE

WRAPPED = """\
The harbour froze in the first week of the year, and nobody could
remember when it had last done so. Fishermen walked out over the ice
to their boats.

Preparations

Sledges were brought from the farms above the town. Horses were shod
with nails, and lanterns hung along the way that led to the island
and its lighthouse.

“Who goes first?” asked the mayor, and
looked around.
"""


def _parse(text: str) -> Document:
    return parse("a.txt", text.encode())


def _parts(document: Document) -> list[tuple[str, str, str | None]]:
    return [(b.kind.value, document.text[b.start : b.end], b.section) for b in document.blocks]


def test_the_sample_has_its_four_headings_and_its_credit() -> None:
    """Every line is a paragraph; forms tell headings and the credit from body."""
    document = parse(SAMPLE.name, SAMPLE.read_bytes())
    parts = _parts(document)
    assert [text for kind, text, _ in parts if kind == "heading"] == [
        "US tariffs pushing India towards Russia",
        "Why are Russia and India so close?",
        "India and Moscow want ‘strategic autonomy’ in a shifting world",
        "Balancing Moscow and Washington",
    ]
    assert [text for kind, text, _ in parts if kind == "credit"] == ["Edited by: Darko Janjevic"]
    assert sum(kind == "paragraph" for kind, _, _ in parts) == 39
    assert parts[0][2] is None
    assert parts[-2][2] == "Balancing Moscow and Washington"
    assert parts[-1][2] is None
    assert (document.title, document.author) == (None, None)


def test_wrapped_lines_between_blank_lines_are_one_paragraph() -> None:
    """Lines that are filled and break off mid-sentence are wrapped; each block is a paragraph."""
    blocks = WRAPPED.strip().split("\n\n")
    assert _parts(_parse(WRAPPED)) == [
        ("paragraph", blocks[0], None),
        ("heading", "Preparations", "Preparations"),
        ("paragraph", blocks[2], "Preparations"),
        ("paragraph", blocks[3], "Preparations"),
    ]


def test_newlines_of_every_kind_give_the_same_blocks() -> None:
    """CRLF and lone CR are newlines too, and stay in the text."""
    for newline in ("\r\n", "\r"):
        document = _parse(WRAPPED.replace("\n", newline))
        texts = [text.replace(newline, "\n") for _, text, _ in _parts(document)]
        assert texts == WRAPPED.strip().split("\n\n")


def test_long_lines_are_paragraphs_with_or_without_blank_lines() -> None:
    """A line that ends as a sentence is a paragraph by itself."""
    first = "The minister said on Monday that the bridge would be rebuilt within a year. " * 3
    second = "Engineers doubted it. " * 9
    for gap in ("\n", "\n\n", "\r\n", "\n \n\n"):
        document = _parse(f"{first}{gap}{second}{gap}")
        assert _parts(document) == [
            ("paragraph", first.strip(), None),
            ("paragraph", second.strip(), None),
        ]


def test_headings_right_above_their_paragraph_are_kept_apart() -> None:
    """A long line below a short one shows that lines are not wrapped."""
    body = "The minister said on Monday that the bridge would be rebuilt within a year. " * 3
    document = _parse(f"Before\n{body}\n\nAfter\n{body}\n")
    assert [(kind, section) for kind, _, section in _parts(document)] == [
        ("heading", "Before"),
        ("paragraph", "Before"),
        ("heading", "After"),
        ("paragraph", "After"),
    ]


def test_a_headline_with_byline_and_date_is_taken_apart() -> None:
    """The lines on top need no blank lines between them; the headline is a section, no title."""
    document = _parse(f"Ice in the harbour\nBy Jane Doe\nJanuary 2, 2024\n\n{WRAPPED}")
    assert _parts(document)[:4] == [
        ("heading", "Ice in the harbour", "Ice in the harbour"),
        ("credit", "By Jane Doe", None),
        ("credit", "January 2, 2024", None),
        ("paragraph", WRAPPED.partition("\n\n")[0], "Ice in the harbour"),
    ]
    assert (document.author, document.date, document.title) == ("Jane Doe", "2024-01-02", None)


def test_the_date_of_publication_goes_before_that_of_an_update() -> None:
    """Whichever stands first in the file."""
    document = _parse(
        "Updated: 2024-03-01\nPublished: 2024-01-02\nThe bridge was rebuilt within a year.\n"
    )
    assert document.date == "2024-01-02"


def test_lists_and_verse_have_no_headings() -> None:
    """Runs of short lines are body, however much each looks like a heading."""
    lines = ["You need", "Salt", "Pepper and a little thyme", "Butter", "Two eggs"]
    document = _parse("\n".join(lines) + "\nMix everything well and bake it for at least an hour.")
    assert {kind for kind, _, _ in _parts(document)} == {"paragraph"}


def test_list_items_in_wrapped_text_are_paragraphs() -> None:
    """Each marked item begins one, with the lines that continue it."""
    text = WRAPPED + (
        "\n- bring a lantern that burns for a night, because the way over the\n"
        "  ice is long\n- bring rope\n"
    )
    assert [t for _, t, _ in _parts(_parse(text))][-2:] == [
        "- bring a lantern that burns for a night, because the way over the\n  ice is long",
        "- bring rope",
    ]


def test_dialogue_has_no_headings() -> None:
    """Spoken lines are body, even questions and lines without a full stop."""
    text = (
        "“Tom, we are in a fix”\n\n“What shall we do?”\n\n"
        "Sam worked rapidly at the knots, and was soon as free as he had ever been.\n\n"
        "“Can you get the other hand free?”\n\n"
        "“I can try,” said Tom, who was by now thoroughly tired of the adventure.\n"
    )
    assert {kind for kind, _, _ in _parts(_parse(text))} == {"paragraph"}


def test_ornaments_are_no_paragraphs_of_their_own() -> None:
    """A row of stars joins the paragraph before it, at the beginning the one after it."""
    first = "The harbour froze in the first week of the year."
    document = _parse(f"***\n\n{first}\n\n* * *\n\n{first}\n")
    assert [text for _, text, _ in _parts(document)] == [f"***\n\n{first}\n\n* * *", first]
    assert document.blocks[0].kind is BlockKind.PARAGRAPH
