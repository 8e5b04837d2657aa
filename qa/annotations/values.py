"""The marks of one article: who and what is named, when, how much, and who says what.

All offsets count code points in `Document.text`, start inclusive, end exclusive. Marks of one kind
are in order of their start.
"""

from dataclasses import dataclass

ANNOTATION_VERSION = 1
"""Increased whenever the marks of some article change; in the manifest, 0 where there are none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of an article's text, never empty."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A person, an organisation or a place, one entry however it is written.

    `name` is the fullest form that is written, without a title ("Rajan Kumar"); `mentions` are all
    places where it is named, "Kumar" too, no pronouns. `role` is what the text says the person is
    ("a former ambassador to Russia"), None if it says nothing.
    """

    name: str
    mentions: tuple[Mark, ...]
    role: Mark | None = None


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date as it is written, absolute ("2 May 2014", "the 1990s") or relative ("last week").

    `date` is ISO 8601, as exact as it is known ("2018-01-12", "2018-01", "2018"); None if the text
    and the article's own date do not tell.
    """

    start: int
    end: int
    date: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is quoted or reported as saying, and who.

    A `direct` one stands between quotation marks: start and end leave out the marks and a comma
    before the closing one; where the words in marks are part of a reported clause, it is the words.
    One that is not direct is the reported clause. `clause` is the whole clause round direct words
    that are a part of it, else None. `sentence` reaches from the start of its first sentence to the
    end of its last. `speaker` is the name in `Named.name`'s form, or a description ("experts
    contacted by DW"); `speaker_as_written` is where the speaker stands, a pronoun or a part of the
    name. `sure` is False where the speaker is a guess.
    """

    start: int
    end: int
    speaker: str | None
    speaker_as_written: Mark | None
    direct: bool
    sentence: Mark
    clause: Mark | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Annotations:
    """All marks of one article.

    `numbers` are amounts and counts, numeral with its unit or magnitude ("43 million dollars"),
    without "about". `phrases` are noun phrases with their modifiers ("over 35% of all imports"),
    none inside another.
    """

    people: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    dates: tuple[DateMark, ...] = ()
    numbers: tuple[Mark, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    phrases: tuple[Mark, ...] = ()
