"""Articles as a whole as styled, wrapped text: a first page, or chosen sections in full.

Prints nothing. The first page is made to fit a screen; `render_section` shows all of a section.
"""

from collections.abc import Collection as Some
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from qa.overview import collection
from qa.overview.collection import Collection
from qa.overview.sections import ALL_SECTIONS, Section
from qa.overview.values import Heading, Overview
from qa.terminal.output import theme
from qa.terminal.output.layout import Page
from qa.terminal.output.overview.cited import citation, readable
from qa.terminal.output.overview.entities import draw_entities, draw_people
from qa.terminal.output.overview.first_page import draw_first_page, draw_head
from qa.terminal.output.overview.quotes import draw_quotes
from qa.terminal.output.overview.timeline import draw_numbers, draw_timeline
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import RenderOptions


def render_about(
    found: Collection,
    console: Console,
    options: RenderOptions | None = None,
    sections: Some[Section] = ALL_SECTIONS,
) -> Text:
    """Return the articles as text wrapped to the console's columns, without a final newline.

    With all sections it is the first page; fewer are shown in full, one under a heading each where
    there are several.
    """
    options = options or RenderOptions()
    page = Page(console)
    if len(sections) == len(ALL_SECTIONS):
        draw_first_page(page, found, options)
        return page.text()
    shown = [section for section in Section if section in sections and _holds(found, section)]
    for section in shown:
        if section is not shown[0]:
            page.blank()
        if len(shown) > 1:
            page.add(Text(section.value, theme.HEADING))
        draw_section(page, found, section, options)
    return page.text()


def render_section(
    found: Collection, console: Console, section: Section, options: RenderOptions | None = None
) -> Text:
    """Return all of one section; empty if the articles have nothing there."""
    return render_about(found, console, options, (section,))


def draw_section(page: Page, found: Collection, section: Section, options: RenderOptions) -> None:
    """Add all of one section to the page."""
    named = found.single is None
    overviews = found.overviews
    match section:
        case Section.SUMMARY:
            draw_summaries(page, overviews, options, named=named)
        case Section.OUTLINE:
            draw_outlines(page, overviews, options, named=named)
        case Section.QUOTES:
            draw_quotes(page, collection.by_speaker(overviews), options, named=named)
        case Section.PEOPLE:
            draw_people(page, collection.joined_people(overviews), options)
        case Section.ORGANISATIONS:
            draw_entities(page, collection.joined_organisations(overviews), options)
        case Section.PLACES:
            draw_entities(page, collection.joined_places(overviews), options)
        case Section.DATES:
            draw_timeline(page, collection.timeline(overviews), options, named=named)
        case Section.NUMBERS:
            draw_numbers(page, overviews, options, named=named)


def draw_summaries(
    page: Page, overviews: Sequence[Overview], options: RenderOptions, *, named: bool
) -> None:
    """Add the sentences of each summary, under its article's head if `named`."""
    for overview in overviews:
        if named:
            _head(page, overview, overviews)
        for place in overview.summary:
            cited = citation(place, overview.article, options)
            indent = page.indent if named else 0
            page.add_cited(Text(readable(place, overview.article)), cited, indent=indent)


def draw_outlines(
    page: Page, overviews: Sequence[Overview], options: RenderOptions, *, named: bool
) -> None:
    """Add the headings of each article, under its head if `named`."""
    for overview in overviews:
        if named and overview.outline:
            _head(page, overview, overviews)
        for heading in overview.outline:
            _heading(page, overview, heading, options, indent=page.indent if named else 0)


def _head(page: Page, overview: Overview, overviews: Sequence[Overview]) -> None:
    if overview is not overviews[0]:
        page.blank()
    draw_head(page, overview.article)


def _heading(
    page: Page, overview: Overview, heading: Heading, options: RenderOptions, *, indent: int
) -> None:
    cited = citation(heading.place, overview.article, options)
    page.add_cited(Text(one_line(heading.section)), cited, indent=indent)


def _holds(found: Collection, section: Section) -> bool:
    return any(getattr(overview, section.value) for overview in found.overviews)
