"""Articles as a whole, as the JSON that scripts rely on; writes no file and prints nothing."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from qa.overview.sections import ALL_SECTIONS, Section
from qa.overview.values import (
    ArticleCard,
    DateMention,
    Entity,
    Heading,
    NumberMention,
    Overview,
    Place,
    Quote,
)
from qa.wire.answers import SCHEMA, index_object

if TYPE_CHECKING:
    from qa.model import IndexInfo
    from qa.overview import collection

_Object = dict[str, object]


def about_object(
    found: "collection.Collection",
    index: "IndexInfo",
    *,
    sections: Collection[Section] = ALL_SECTIONS,
) -> _Object:
    """Return one article's overview as the object of schema 1, or several articles' as one.

    Of several, `articles` holds each article with its summary and outline; everything else has the
    `path` of its article, and people, organisations and places are joined by name. `total` is how
    many articles matched; there may be more than are shown.
    """
    single = found.single
    about = _single(single, sections) if single else _several(found, sections)
    return {"schema": SCHEMA, "about": about, "index": index_object(index)}


def _single(overview: Overview, sections: Collection[Section]) -> _Object:
    made = _article_part(overview, sections)
    for section, make in _MAKERS.items():
        if section in sections:
            made[section.value] = make(overview)
    return made


def _article_part(overview: Overview, sections: Collection[Section]) -> _Object:
    made: _Object = {"article": article_object(overview.article), "annotated": overview.annotated}
    if Section.SUMMARY in sections:
        made["summary"] = [place_object(place) for place in overview.summary]
    if Section.OUTLINE in sections:
        made["outline"] = [_heading(heading) for heading in overview.outline]
    return made


def _several(found: "collection.Collection", sections: Collection[Section]) -> _Object:
    from qa.overview.collection import joined_organisations, joined_people, joined_places

    made: _Object = {
        "article": None,
        "total": found.total,
        "articles": [_article_part(overview, sections) for overview in found.overviews],
    }
    join = {
        Section.PEOPLE: joined_people,
        Section.ORGANISATIONS: joined_organisations,
        Section.PLACES: joined_places,
    }
    for section, make in _MAKERS.items():
        if section not in sections:
            continue
        if section in join:
            made[section.value] = [_joined(entity) for entity in join[section](found.overviews)]
        else:
            made[section.value] = [
                {**item, "path": overview.article.path}
                for overview in found.overviews
                for item in make(overview)
            ]
    return made


def article_object(article: ArticleCard) -> _Object:
    """Return what is known of an article; what is not is None."""
    return {
        "document": article.document,
        "title": article.title,
        "path": article.path,
        "published": article.published,
        "authors": [article.author] if article.author else None,
        "source": article.source,
    }


def place_object(place: Place) -> _Object:
    """Return a place as an object."""
    return {
        "text": place.text,
        "char_start": place.char_start,
        "char_end": place.char_end,
        "paragraph": place.paragraph,
        "line": place.line,
    }


def _heading(heading: Heading) -> _Object:
    return {"section": heading.section, **place_object(heading.place)}


def _quote(quote: Quote) -> _Object:
    return {
        **place_object(quote.place),
        "speaker": quote.speaker,
        "speaker_as_written": _optional(quote.speaker_as_written),
        "direct": quote.direct,
        "sentence": place_object(quote.sentence),
        "clause": _optional(quote.clause),
        "sure": quote.sure,
    }


def _entity(entity: Entity) -> _Object:
    return {
        "name": entity.name,
        "role": _optional(entity.role),
        "mentions": [place_object(place) for place in entity.mentions],
    }


def _joined(entity: "collection.JoinedEntity") -> _Object:
    return {
        "name": entity.name,
        "role": _cited(entity.role) if entity.role else None,
        "mentions": [_cited(cited) for cited in entity.mentions],
    }


def _cited(cited: "collection.CitedPlace") -> _Object:
    return {**place_object(cited.place), "path": cited.article.path}


def _date(mention: DateMention) -> _Object:
    return {
        **place_object(mention.place),
        "date": mention.date,
        "sentence": place_object(mention.sentence),
    }


def _number(mention: NumberMention) -> _Object:
    return {**place_object(mention.place), "sentence": place_object(mention.sentence)}


def _optional(place: Place | None) -> _Object | None:
    return None if place is None else place_object(place)


_MAKERS: dict[Section, Callable[[Overview], list[_Object]]] = {
    Section.QUOTES: lambda overview: list(map(_quote, overview.quotes)),
    Section.PEOPLE: lambda overview: list(map(_entity, overview.people)),
    Section.ORGANISATIONS: lambda overview: list(map(_entity, overview.organisations)),
    Section.PLACES: lambda overview: list(map(_entity, overview.places)),
    Section.DATES: lambda overview: list(map(_date, overview.dates)),
    Section.NUMBERS: lambda overview: list(map(_number, overview.numbers)),
}
