"""An article as a whole: the values that every face shows; free of behaviour.

Offsets count code points in the article's text, as everywhere: `text[char_start:char_end]` of the
article is `Place.text`. Lines and paragraphs count from 1.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of an article's text, and where it stands."""

    text: str
    char_start: int
    char_end: int
    paragraph: int
    line: int


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """What is known of an article beside its text; `published` is ISO 8601."""

    document: str
    title: str | None
    path: str
    published: str | None
    author: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the place of its words; `section` is how citations below it name it."""

    section: str
    place: Place


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody is quoted or reported as saying; see `qa.annotations.values.Quotation`."""

    place: Place
    speaker: str | None
    speaker_as_written: Place | None
    direct: bool
    sentence: Place
    clause: Place | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, an organisation or a place, and every place where it is named."""

    name: str
    role: Place | None
    mentions: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written, the sentence it stands in, and as ISO 8601 if it is known."""

    place: Place
    date: str | None
    sentence: Place


@dataclass(frozen=True, slots=True)
class NumberMention:
    """An amount or a count as written, and the sentence it stands in."""

    place: Place
    sentence: Place


@dataclass(frozen=True, slots=True)
class Overview:
    """An article as a whole; everything but people and the like is in the article's order.

    People, organisations and places are in the order in which they are first named. `annotated` is
    False where the index holds no marks of the article: all but summary and outline is empty then.
    """

    article: ArticleCard
    summary: tuple[Place, ...]
    outline: tuple[Heading, ...]
    quotes: tuple[Quote, ...] = ()
    people: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
    places: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    annotated: bool = True
