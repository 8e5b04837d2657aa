"""Articles as a whole as Markdown that any reader renders alike; article text is escaped."""

from collections.abc import Collection as Some
from collections.abc import Iterator

from qa.overview import collection
from qa.overview.collection import Collection, JoinedEntity
from qa.overview.sections import ALL_SECTIONS, Section
from qa.overview.values import ArticleCard, Overview, Place
from qa.terminal.output.markdown import code, escaped
from qa.terminal.output.overview.cited import card_name, place_parts, readable
from qa.terminal.output.overview.entities import mention_parts, role_of
from qa.terminal.output.overview.quotes import (
    NOBODY,
    doubt_about,
    quote_words,
    without_overlaps,
)
from qa.terminal.output.overview.timeline import date_label, number_rows
from qa.terminal.output.sanitize import one_line

_JOIN = {
    Section.PEOPLE: collection.joined_people,
    Section.ORGANISATIONS: collection.joined_organisations,
    Section.PLACES: collection.joined_places,
}


def about_markdown(found: Collection, sections: Some[Section] = ALL_SECTIONS) -> str:
    """Return the articles as Markdown, each section under a heading of its name."""
    blocks: list[str] = []
    single = found.single
    if single:
        blocks.append(_head(single.article, level=2))
    for section in Section:
        if section not in sections:
            continue
        items = list(_section(found, section))
        if items:
            blocks += [f"### {section.value.capitalize()}", *items]
    return "\n\n".join(blocks) + "\n"


def _section(found: Collection, section: Section) -> Iterator[str]:
    """Yield the blocks of one section."""
    overviews, named = found.overviews, found.single is None
    match section:
        case Section.SUMMARY | Section.OUTLINE:
            yield from _of_each(found, section)
        case Section.QUOTES:
            for said in collection.by_speaker(overviews):
                role = f", {escaped(_text(said.role))}" if said.role else ""
                yield f"**{escaped(one_line(said.speaker or NOBODY))}**{role}"
                yield "\n".join(
                    f"- {escaped(quote_words(cited))}"
                    f" ({_where(cited.quote.place, cited.article, named=named)}"
                    f"{_doubt(doubt_about(cited.quote))})"
                    for cited in without_overlaps(said.quotes)
                )
        case Section.DATES:
            lines = [
                f"- **{escaped(date_label(event))}**:"
                f" {escaped(readable(event.sentence, event.article))}"
                f" ({_where(event.sentence, event.article, named=named)})"
                for event in collection.timeline(overviews)
            ]
            yield from ["\n".join(lines)] if lines else []
        case Section.NUMBERS:
            lines = [
                f"- **{escaped(row.label)}**: {escaped(readable(row.sentence, row.article))}"
                f" ({_where(row.sentence, row.article, named=named)})"
                for row in number_rows(overviews)
            ]
            yield from ["\n".join(lines)] if lines else []
        case _:
            entities = _JOIN[section](overviews)
            yield from ["\n".join(map(_entity, entities))] if entities else []


def _of_each(found: Collection, section: Section) -> Iterator[str]:
    for overview in found.overviews:
        lines = list(_lines(overview, section))
        if lines and found.single is None:
            yield _head(overview.article, level=4)
        if lines:
            yield "\n".join(lines)


def _lines(overview: Overview, section: Section) -> Iterator[str]:
    article = overview.article
    if section is Section.SUMMARY:
        for place in overview.summary:
            yield f"- {escaped(readable(place, article))} ({_where(place, article, named=False)})"
    else:
        for heading in overview.outline:
            where = _where(heading.place, article, named=False)
            yield f"- {escaped(one_line(heading.section))} ({where})"


def _head(article: ArticleCard, *, level: int) -> str:
    known = (article.published or "", article.author or "", article.source or "")
    facts = "".join(f", {one_line(fact)}" for fact in known if one_line(fact))
    name = f"{'#' * level} {escaped(card_name(article))}"
    return f"{name}\n\n{code(one_line(article.path))}{escaped(facts)}"


def _entity(entity: JoinedEntity) -> str:
    role = role_of(entity)
    facts = ([role] if role else []) + list(mention_parts(entity))
    return f"- **{escaped(one_line(entity.name))}**, {escaped(', '.join(facts))}"


def _text(cited: collection.CitedPlace) -> str:
    return readable(cited.place, cited.article)


def _where(place: Place, article: ArticleCard, *, named: bool) -> str:
    parts = (card_name(article), *place_parts(place)) if named else place_parts(place)
    return escaped(", ".join(parts))


def _doubt(word: str) -> str:
    return f"; {word} said by them" if word else ""
