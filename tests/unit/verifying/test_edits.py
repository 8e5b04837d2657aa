"""However an article is edited: a text that still stands somewhere is found, where it stands."""

import hashlib
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qa.model import Citation, Span
from qa.verifying import CitationStatus, verify
from qa.verifying.article_text import Anchors, ArticleText, Candidate
from qa.verifying.values import SavedCitation

TEXTS = st.text("ab \n\r\u2028é日\U0001f600", max_size=60)
SOUGHT = TEXTS.filter(bool)


def cited(path: str, text: str, start: int) -> SavedCitation:
    """Return a citation of `text` that stood at `start`."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    end = start + len(text)
    citation = Citation(path, None, path, None, 1, 1, 1, start, end, digest)
    return SavedCitation("", None, "?", 1, text, citation, Span(text, start, end), None)


@given(
    sought=SOUGHT,
    start=st.integers(0, 200),
    home=st.none() | st.tuples(TEXTS, TEXTS),
    other=st.tuples(TEXTS, TEXTS),
    holding=st.sets(st.sampled_from(["home", "other"])),
)
def test_what_stands_somewhere_is_never_called_changed_or_gone(
    sought: str,
    start: int,
    home: tuple[str, str] | None,
    other: tuple[str, str],
    holding: set[str],
) -> None:
    """Nor is what stands nowhere called anything else; what is told of a place is true of it."""
    articles = {"n.txt": (sought if "other" in holding else "|").join(other)}
    if home is not None:
        articles["home.txt"] = (sought if "home" in holding else "|").join(home)
    with tempfile.TemporaryDirectory() as folder:
        for path, text in articles.items():
            (Path(folder) / path).write_bytes(text.encode())
        (checked,) = verify([cited("home.txt", sought, start)], Path(folder)).citations
    holds = {path for path, text in articles.items() if sought in text}
    if not holds:
        assert checked.status is (CitationStatus.GONE if home is None else CitationStatus.CHANGED)
        return
    assert checked.now is not None
    now = checked.now
    stood = articles.get("home.txt", "")[start : start + len(sought)] == sought
    # The fields of the citation are made up, and so are not those of the article.
    assert checked.status in (
        CitationStatus.SAME if stood else CitationStatus.MOVED,
        CitationStatus.MISCITED,
    )
    assert stood == ((now.path, now.char_start) == ("home.txt", start))
    assert now.path == ("home.txt" if "home.txt" in holds else "n.txt")
    text = articles[now.path]
    assert text[now.char_start : now.char_end] == sought
    assert now.line_start == 1 + text[: now.char_start].count("\n")
    assert now.line_end == 1 + text[: now.char_end - 1].count("\n")
    assert checked.sentence == Span(sought, now.char_start, now.char_end)


@given(text=TEXTS, sought=SOUGHT, start=st.integers(0, 100), pad=st.integers(0, 3))
def test_the_nearest_place_is_the_nearest(text: str, sought: str, start: int, pad: int) -> None:
    """As if every place were looked at, also past the reach of the first look."""
    text = text + "-" * (pad * 700) + text
    start += pad * 350
    places = [at for at in range(len(text)) if text.startswith(sought, at)]
    expected = min(places, key=lambda at: abs(at - min(start, len(text))), default=None)
    assert ArticleText("p", text).nearest(sought, start) == expected


@given(text=TEXTS, sought=st.sets(SOUGHT))
def test_no_place_of_a_text_is_passed_over(text: str, sought: set[str]) -> None:
    """Whatever its words are, and in whatever words it stands."""
    told = {candidate.text: candidate.offsets for candidate in Anchors(sought).candidates(text)}
    for one in sought:
        places = {at for at in range(len(text)) if text.startswith(one, at)}
        if places:
            assert one in told
            known = told[one]
            assert known is None or places <= set(known)


def test_a_text_whose_words_are_not_there_is_left_out() -> None:
    """Else each text would be looked for in each article."""
    anchors = Anchors(["one two three", "four five six"])
    assert list(anchors.candidates("zero one two three two four")) == [
        Candidate("one two three", (5, 15))
    ]


def test_of_a_word_that_is_everywhere_no_place_is_told() -> None:
    """A text whose words say nothing is looked for as a whole."""
    anchors = Anchors(["a b c"])
    assert list(anchors.candidates("b " * 6000)) == [Candidate("a b c", None)]
    assert ArticleText("p", "b " * 6000 + "a b c").nearest("a b c", 0) == 12_000


def test_lines_are_counted_in_long_articles_too() -> None:
    """Wherever the blocks in which they are counted end."""
    text = "line\n" * 40_000
    for start in (0, 4, 5, 65_534, 65_535, 65_536, 65_540, 131_072, 199_999):
        place = ArticleText("p", text).locate(start, start + 1)
        assert place.line_start == 1 + text[:start].count("\n")
