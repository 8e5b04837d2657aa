"""An article's overview from its text, its passages and its marks: every offset is exact."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import given
from hypothesis import strategies as st

from qa.annotations.values import Annotations, DateMark, Mark, Named, Quotation
from qa.overview.values import Overview, Place
from tests.support.made_overviews import TEXT, made_annotations, made_overview_of


def _places(value: object) -> Iterator[Place]:
    """Yield every place in a value, however deep."""
    if isinstance(value, Place):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _places(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _places(getattr(value, field.name))


def _check(overview: Overview, text: str) -> None:
    for place in _places(overview):
        assert text[place.char_start : place.char_end] == place.text
        assert place.line == 1 + text.count("\n", 0, place.char_start)
        assert place.paragraph >= 1


def test_marks_become_places() -> None:
    """With their lines, paragraphs and sentences."""
    overview = made_overview_of(TEXT, made_annotations())
    _check(overview, TEXT)
    (quote,) = overview.quotes
    assert (quote.place.text, quote.speaker) == ("The sea took three boats", "Ann Reed")
    assert (quote.place.paragraph, quote.place.line) == (2, 3)
    assert quote.sentence.text.startswith("“The sea took")
    (person,) = overview.people
    assert [mention.text for mention in person.mentions] == ["Ann Reed", "Reed"]
    assert [date.sentence.line for date in overview.dates] == [1, 1, 5]
    assert overview.numbers[0].sentence.line == 3
    assert overview.annotated


def test_without_marks_there_are_summary_and_outline() -> None:
    """The rest is empty, and it is said why."""
    overview = made_overview_of(TEXT)
    assert not overview.annotated
    assert len(overview.summary) == 3
    assert [*overview.quotes, *overview.people, *overview.dates, *overview.numbers] == []


TEXTS = st.text(alphabet="abc de.\n🚢é“”", min_size=1, max_size=120)


@given(TEXTS, st.data())
def test_any_marks_give_exact_places(text: str, data: st.DataObject) -> None:
    """Wherever marks stand, in sentences, between them or over several."""

    def marks() -> Mark:
        start = data.draw(st.integers(0, len(text) - 1))
        return Mark(start, data.draw(st.integers(start + 1, len(text))))

    place, other, sentence = marks(), marks(), marks()
    named = (Named("Ann", (place, other), sentence),)
    annotations = Annotations(
        people=named,
        organisations=named,
        places=named,
        dates=(DateMark(other.start, other.end, "2018"),),
        numbers=(sentence,),
        quotations=(
            Quotation(place.start, place.end, "Ann", other, direct=True, sentence=sentence),
        ),
    )
    _check(made_overview_of(text, annotations), text)
