"""Articles as a whole as CSV: a heading, then a row for each place; no cell is ever a formula."""

import csv
import io
from collections.abc import Collection as Some
from collections.abc import Iterator

from qa.overview.collection import Collection
from qa.overview.sections import ALL_SECTIONS, Section
from qa.overview.values import Entity, Overview, Place, Quote
from qa.terminal.output.spreadsheet import cell

COLUMNS = (
    "section",
    "name",
    "role",
    "date",
    "text",
    "document",
    "path",
    "paragraph",
    "line",
    "char_start",
    "char_end",
    "sentence",
    "direct",
)

_Row = dict[str, str | float | None]


def about_csv(found: Collection, sections: Some[Section] = ALL_SECTIONS) -> str:
    """Return each place of the sections as a row below a heading, article after article.

    `name` is the speaker of a quotation, and whom or what a mention names. Texts are sanitized, and
    one that a spreadsheet would run as a formula has an apostrophe before it: JSON is the exact
    format.
    """
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for overview in found.overviews:
        for section in Section:
            if section in sections:
                for row in _rows(overview, section):
                    writer.writerow({name: cell(value) for name, value in row.items()})
    return file.getvalue()


def _rows(overview: Overview, section: Section) -> Iterator[_Row]:
    article = overview.article
    shared: _Row = {"section": section.value, "document": article.document, "path": article.path}
    for row in _places(overview, section):
        yield shared | row


def _places(overview: Overview, section: Section) -> Iterator[_Row]:
    match section:
        case Section.SUMMARY:
            yield from map(_place, overview.summary)
        case Section.OUTLINE:
            for heading in overview.outline:
                yield _place(heading.place) | {"name": heading.section}
        case Section.QUOTES:
            yield from map(_quote, overview.quotes)
        case Section.DATES:
            for date in overview.dates:
                yield _place(date.place) | {"date": date.date, "sentence": date.sentence.text}
        case Section.NUMBERS:
            for number in overview.numbers:
                yield _place(number.place) | {"sentence": number.sentence.text}
        case _:
            for entity in getattr(overview, section.value):
                yield from _mentions(entity)


def _quote(quote: Quote) -> _Row:
    direct = "yes" if quote.direct else "no"
    said: _Row = {"name": quote.speaker, "sentence": quote.sentence.text, "direct": direct}
    return _place(quote.place) | said


def _mentions(entity: Entity) -> Iterator[_Row]:
    named: _Row = {"name": entity.name, "role": entity.role.text if entity.role else None}
    for mention in entity.mentions:
        yield _place(mention) | named


def _place(place: Place) -> _Row:
    return {
        "text": place.text,
        "paragraph": place.paragraph,
        "line": place.line,
        "char_start": place.char_start,
        "char_end": place.char_end,
    }
