"""One article or several as a whole: who says what, who is named where, and what happened when.

Whoever shows an overview takes these; one article is a collection of one.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from qa.overview.names import full_names, is_part
from qa.overview.values import ArticleCard, Entity, Overview, Place, Quote

_DECADE = re.compile(r"\b[0-9]{3}0s\b")


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place with the article it stands in."""

    article: ArticleCard
    place: Place


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quotation with the article it stands in."""

    article: ArticleCard
    quote: Quote


@dataclass(frozen=True, slots=True)
class SpeakerQuotes:
    """All that one speaker is quoted as saying; `speaker` is None where the articles do not say."""

    speaker: str | None
    role: CitedPlace | None
    quotes: tuple[CitedQuote, ...]


@dataclass(frozen=True, slots=True)
class JoinedEntity:
    """Somebody or something, and where it is named in all articles."""

    name: str
    role: CitedPlace | None
    mentions: tuple[CitedPlace, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence with a date: `date` is ISO 8601, or None if it is not known.

    `written` are the dates of that value in the sentence as the article has them, never empty.
    """

    date: str | None
    written: tuple[Place, ...]
    sentence: Place
    article: ArticleCard

    @property
    def label(self) -> str | None:
        """The date as it is shown, "1990s" of a decade; None if it is not known."""
        if self.date:
            return self.date
        decade = _DECADE.search(self.written[0].text)
        return decade[0] if decade else None


@dataclass(frozen=True, slots=True)
class Collection:
    """Overviews in the order of their articles' dates; `total` is how many articles matched.

    There may be fewer overviews than that: `qa.service.overviews` bounds them.
    """

    overviews: tuple[Overview, ...]
    total: int

    @property
    def single(self) -> Overview | None:
        """The one overview there is, None if there are several."""
        return self.overviews[0] if self.total == 1 else None

    @property
    def annotated(self) -> bool:
        """Whether any of the articles was annotated."""
        return any(overview.annotated for overview in self.overviews)


def by_speaker(
    overviews: Sequence[Overview], asked: str | None = None
) -> tuple[SpeakerQuotes, ...]:
    """Return the quotations by speaker, those quoted most first, of nobody known last.

    With `asked` only of speakers that have all its words in their names.
    """
    joined = _speakers(overviews)
    roles = {entity.name: entity.role for entity in joined_people(overviews)}
    quotes: dict[str | None, list[CitedQuote]] = {}
    for overview in overviews:
        for quote in overview.quotes:
            speaker = joined[quote.speaker] if quote.speaker else None
            if asked is None or (speaker is not None and is_part(asked, speaker)):
                quotes.setdefault(speaker, []).append(CitedQuote(overview.article, quote))
    found = (
        SpeakerQuotes(speaker, roles.get(speaker) if speaker else None, tuple(said))
        for speaker, said in quotes.items()
    )
    return tuple(sorted(found, key=lambda s: (s.speaker is None, -len(s.quotes))))


def said_by(overviews: Iterable[Overview], asked: str) -> tuple[Overview, ...]:
    """Return the overviews with the quotations of those speakers alone that `asked` names."""
    given = tuple(overviews)
    joined = _speakers(given)
    return tuple(
        replace(
            overview,
            quotes=tuple(
                q for q in overview.quotes if q.speaker and is_part(asked, joined[q.speaker])
            ),
        )
        for overview in given
    )


def _speakers(overviews: Sequence[Overview]) -> dict[str, str]:
    """Return the name under which each speaker's quotations are joined."""
    people = [entity.name for overview in overviews for entity in overview.people]
    said = [quote.speaker for overview in overviews for quote in overview.quotes]
    return full_names([*people, *filter(None, said)])


def joined_people(overviews: Sequence[Overview]) -> tuple[JoinedEntity, ...]:
    """Return the people of all articles; see `_join`."""
    return _join(overviews, lambda overview: overview.people)


def joined_organisations(overviews: Sequence[Overview]) -> tuple[JoinedEntity, ...]:
    """Return the organisations of all articles; see `_join`."""
    return _join(overviews, lambda overview: overview.organisations)


def joined_places(overviews: Sequence[Overview]) -> tuple[JoinedEntity, ...]:
    """Return the places of all articles; see `_join`."""
    return _join(overviews, lambda overview: overview.places)


def _join(
    overviews: Sequence[Overview], of: Callable[[Overview], tuple[Entity, ...]]
) -> tuple[JoinedEntity, ...]:
    """Return what is named, each once under its full name; in one article in its order.

    In several those come first that most of the articles name. The role is the first one written.
    """
    joined = full_names(entity.name for overview in overviews for entity in of(overview))
    entities: dict[str, JoinedEntity] = {}
    articles: dict[str, set[str]] = {}
    for overview in overviews:
        for entity in of(overview):
            name = joined[entity.name]
            mentions = tuple(CitedPlace(overview.article, place) for place in entity.mentions)
            known = entities.get(name, JoinedEntity(name, None, ()))
            role = CitedPlace(overview.article, entity.role) if entity.role else None
            entities[name] = JoinedEntity(name, known.role or role, (*known.mentions, *mentions))
            articles.setdefault(name, set()).add(overview.article.path)
    if len(overviews) == 1:
        return tuple(entities.values())
    order = sorted(entities, key=lambda name: (-len(articles[name]), -len(entities[name].mentions)))
    return tuple(entities[name] for name in order)


def timeline(overviews: Sequence[Overview]) -> tuple[Event, ...]:
    """Return the dated sentences in order of their dates, then those whose date is not known.

    A sentence stands once for each date in it. A decade stands where it begins.
    """
    events: dict[tuple[str, str, int], Event] = {}
    for overview in overviews:
        for mention in overview.dates:
            event = Event(mention.date, (mention.place,), mention.sentence, overview.article)
            value = event.label or mention.place.text
            key = (overview.article.path, value, mention.sentence.char_start)
            known = events.get(key)
            events[key] = (
                replace(known, written=(*known.written, mention.place)) if known else event
            )
    return tuple(sorted(events.values(), key=lambda event: (not event.label, event.label or "")))
