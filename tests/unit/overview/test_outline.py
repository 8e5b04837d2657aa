"""The headings of an article, with the places of their words."""

from qa.overview.outline import find_outline
from qa.overview.places import PlaceFinder
from tests.support.made_overviews import cut

BODY = "A paragraph of many words about the sea and its boats, and this is where it ends."


def _outline(text: str, path: str, title: str | None = None) -> list[tuple[str, str, int, int]]:
    passages = cut(text, path)
    found = find_outline(text, passages, PlaceFinder(text, passages), title=title)
    for heading in found:
        place = heading.place
        assert text[place.char_start : place.char_end] == place.text
    return [(h.section, h.place.text, h.place.paragraph, h.place.line) for h in found]


def test_headings_of_plain_text() -> None:
    """Each with the paragraph it stands above, and its own line."""
    text = f"{BODY}\n\nThe sea of Vale\n\n{BODY}\n\n{BODY}\n\nThe boats of Vale\n\n{BODY}\n"
    assert _outline(text, "a.txt") == [
        ("The sea of Vale", "The sea of Vale", 2, 3),
        ("The boats of Vale", "The boats of Vale", 4, 9),
    ]


def test_headings_of_markdown() -> None:
    """Marks around their words are left out, marks within are part of the text; no title."""
    text = f"# Vale\n\n{BODY}\n\n## The *sea* of it\n\n{BODY}\n\nBoats\n-----\n\n{BODY}\n"
    assert _outline(text, "a.md", title="Vale") == [
        ("The sea of it", "The *sea* of it", 2, 5),
        ("Boats", "Boats", 3, 9),
    ]


def test_an_article_without_headings() -> None:
    """It has no outline."""
    assert _outline(f"{BODY}\n\n{BODY}\n", "a.txt") == []
    assert _outline("", "a.txt") == []
