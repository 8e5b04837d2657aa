"""Articles as a whole as JSON: the fields that scripts rely on."""

import json
from dataclasses import replace

from qa.overview.collection import Collection
from qa.overview.sections import Section
from qa.wire.about import about_object
from qa.wire.answers import dump
from tests.support.made_answers import INFO
from tests.support.made_overviews import TEXT, made_annotations, made_card, made_overview_of

PLACE = {"text", "char_start", "char_end", "paragraph", "line"}
CARD = made_card(title="The flood", published="2018-05-14", author="Joan Smith", source="Gazette")
ONE = Collection((made_overview_of(TEXT, made_annotations(), CARD),), total=1)


def test_one_article() -> None:
    """Each field by its name, with its place."""
    made = json.loads(dump(about_object(ONE, INFO)))
    assert (made["schema"], made["index"]["generation"]) == (1, INFO.generation)
    about = made["about"]
    assert list(about) == ["article", "annotated", *(section.value for section in Section)]
    assert about["article"] == {
        "document": "harbour",
        "title": "The flood",
        "path": "harbour.txt",
        "published": "2018-05-14",
        "authors": ["Joan Smith"],
        "source": "Gazette",
    }
    start = TEXT.index("The sea took")
    (quote,) = about["quotes"]
    assert quote == {
        "text": "The sea took three boats",
        "char_start": start,
        "char_end": start + len("The sea took three boats"),
        "paragraph": 2,
        "line": 3,
        "speaker": "Ann Reed",
        "speaker_as_written": quote["speaker_as_written"],
        "direct": True,
        "sentence": quote["sentence"],
        "clause": None,
        "sure": True,
    }
    assert quote["speaker_as_written"]["text"] == "Reed"
    assert set(quote["sentence"]) == PLACE
    assert [set(place) for place in about["summary"]] == [PLACE] * 3
    (person,) = about["people"]
    assert (person["name"], person["role"]["text"]) == ("Ann Reed", "The mayor")
    assert [set(mention) for mention in person["mentions"]] == [PLACE] * 2
    assert [date["date"] for date in about["dates"]] == [None, "2018", "1953"]
    assert set(about["numbers"][0]) == PLACE | {"sentence"}
    assert about["outline"] == []


def test_only_some_sections() -> None:
    """The others are not there at all."""
    about = about_object(ONE, INFO, sections=(Section.QUOTES,))["about"]
    assert isinstance(about, dict)
    assert list(about) == ["article", "annotated", "quotes"]


def test_several_articles() -> None:
    """Each place says which one it stands in; people are joined by name."""
    other = replace(ONE.overviews[0], article=made_card("other.txt"))
    made = json.loads(dump(about_object(Collection((*ONE.overviews, other), total=7), INFO)))
    about = made["about"]
    assert (about["article"], about["total"], len(about["articles"])) == (None, 7, 2)
    assert [len(one["summary"]) for one in about["articles"]] == [3, 3]
    assert [quote["path"] for quote in about["quotes"]] == ["harbour.txt", "other.txt"]
    (person,) = about["people"]
    paths = [mention["path"] for mention in person["mentions"]]
    assert paths == ["harbour.txt"] * 2 + ["other.txt"] * 2


def test_an_article_without_marks() -> None:
    """It says so, and its lists are empty."""
    about = about_object(Collection((made_overview_of(),), total=1), INFO)["about"]
    assert isinstance(about, dict)
    assert (about["annotated"], about["quotes"], about["people"]) == (False, [], [])
