"""One article or several: who says what, who is named where, what happened when."""

from dataclasses import replace

from qa.overview.collection import (
    Collection,
    by_speaker,
    joined_organisations,
    joined_people,
    said_by,
    timeline,
)
from qa.overview.values import Overview
from tests.support.made_overviews import TEXT, made_annotations, made_card, made_overview_of


def _two() -> tuple[Overview, Overview]:
    first = made_overview_of(TEXT, made_annotations(), made_card("a.txt"))
    second = made_overview_of(TEXT, made_annotations(), made_card("b.txt"))
    people = (replace(second.people[0], name="Reed", role=None),)
    quotes = (replace(second.quotes[0], speaker="Reed"), replace(second.quotes[0], speaker=None))
    return first, replace(second, people=people, quotes=quotes)


def test_people_of_several_articles_are_joined_by_name() -> None:
    """A surname goes to the whole name that another article has, with its role."""
    first, second = _two()
    (person,) = joined_people([second, first])
    assert person.name == "Ann Reed"
    assert person.role
    assert person.role.place.text == "The mayor"
    assert [cited.article.path for cited in person.mentions] == ["b.txt"] * 2 + ["a.txt"] * 2
    (gazette,) = joined_organisations([first, second])
    assert len(gazette.mentions) == 2


def test_quotations_by_speaker() -> None:
    """Those quoted most come first; what nobody is known to say comes last."""
    speakers = by_speaker(_two())
    assert [(said.speaker, len(said.quotes)) for said in speakers] == [("Ann Reed", 2), (None, 1)]
    assert by_speaker(_two(), "Smith") == ()
    (only,) = by_speaker(_two(), "reed")
    assert [cited.article.path for cited in only.quotes] == ["a.txt", "b.txt"]


def test_quotations_of_one_speaker() -> None:
    """In each article those that are joined under the name; everything else stays."""
    found = said_by(_two(), "Ann")
    assert [len(overview.quotes) for overview in found] == [1, 1]
    assert found[0].people == _two()[0].people


def test_the_timeline_is_in_order_of_date() -> None:
    """What has no date comes last; two dates in one sentence are two events."""
    overview = made_overview_of(TEXT, made_annotations())
    events = timeline([overview])
    assert [event.label for event in events] == ["1953", "2018", None]
    assert [event.written[0].text for event in events] == ["1953", "2018", "Monday"]
    assert events[1].sentence == events[2].sentence


def test_a_decade_stands_where_it_begins() -> None:
    """It has no ISO date, and yet its place among those that have: "the 1990s"."""
    overview = made_overview_of(TEXT, made_annotations())
    place = replace(overview.dates[0].place, text="the early 1990s")
    dates = (overview.dates[1], replace(overview.dates[0], place=place), overview.dates[2])
    events = timeline([replace(overview, dates=dates)])
    assert [event.label for event in events] == ["1953", "1990s", "2018"]


def test_one_article_or_several() -> None:
    """A collection of one has a single overview, one of several has none."""
    first, second = _two()
    assert Collection((first,), total=1).single is first
    assert Collection((first, second), total=2).single is None
    assert Collection((first,), total=1).annotated
    assert not Collection((made_overview_of(),), total=1).annotated
