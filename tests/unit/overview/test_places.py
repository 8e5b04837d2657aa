"""Where a stretch stands: its line, its paragraph, its sentence."""

from hypothesis import given
from hypothesis import strategies as st

from qa.overview.places import PlaceFinder
from tests.support.made_overviews import cut, mark


def _finder(text: str, path: str = "a.txt") -> PlaceFinder:
    return PlaceFinder(text, cut(text, path))


def _where(text: str, words: str) -> tuple[int, int]:
    place = _finder(text).of_mark(mark(text, words))
    assert place.text == words
    return place.paragraph, place.line


def test_paragraphs_and_lines_count_from_one() -> None:
    """Each paragraph has its number and its line."""
    text = "One long paragraph of many words about the sea and its boats in winter.\n\n" * 3
    third = text.rindex("sea")
    place = _finder(text).place(third, third + 3)
    assert (place.text, place.paragraph, place.line) == ("sea", 3, 5)


def test_short_paragraphs_in_one_passage_have_their_own_numbers() -> None:
    """A passage may hold several; each place knows which one it is in."""
    text = "The sea.\n\nThe boats.\n\nThe nets.\n"
    assert len(cut(text)) == 1
    assert [_where(text, word) for word in ("sea", "boats", "nets")] == [(1, 1), (2, 3), (3, 5)]


def test_a_paragraph_a_line() -> None:
    """Articles that have no blank line have a paragraph on each."""
    long = "A long paragraph with many words about the sea, its boats and all their nets."
    text = f"The sea.\nThe boats.\n{long}\n{long}\n"
    assert _where(text, "boats") == (2, 2)
    last = text.rindex("nets")
    assert _finder(text).place(last, last + 4).paragraph == 4


def test_a_heading_counts_to_what_is_below() -> None:
    """It is no paragraph of its own."""
    body = "A paragraph of many words about the sea and its boats, and it ends here.\n\n"
    text = f"{body}The nets of the town\n\n{body}"
    place = _finder(text).of_mark(mark(text, "nets of"))
    assert (place.paragraph, place.line) == (2, 3)


def test_the_sentence_around_a_stretch() -> None:
    """One sentence, or from the first to the last; what is in none is its own."""
    text = "The sea came. The boats went away. Nobody saw them go."
    finder = _finder(text)
    boats = mark(text, "boats")
    assert finder.sentence(boats.start, boats.end).text == "The boats went away."
    both = finder.sentence(text.index("came"), text.index("went"))
    assert both.text == "The sea came. The boats went away."


@given(st.text(alphabet='ab .\n\r🚢é"“”', max_size=200), st.data())
def test_any_place_is_exact(text: str, data: st.DataObject) -> None:
    """The text is that of the offsets; line and paragraph are in order."""
    finder = _finder(text)
    if not text:
        return
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    start, end = ends[0], max(ends[1], ends[0] + 1)
    place = finder.place(start, end)
    assert place.text == text[start:end]
    assert place.line == 1 + text.count("\n", 0, start)
    assert 1 <= finder.place(0, 1).paragraph <= place.paragraph
    sentence = finder.sentence(start, end)
    assert sentence.text == text[sentence.char_start : sentence.char_end]
    assert sentence.char_start <= start
    assert end <= sentence.char_end
