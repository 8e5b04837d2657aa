"""People, organisations and places on a screen: who they are, and where they are named."""

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from qa.overview.collection import JoinedEntity
from qa.terminal.output import theme
from qa.terminal.output.layout import Page
from qa.terminal.output.overview.cited import card_name, readable
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import RenderOptions
from qa.terminal.output.wording import counted

_MOST_LINES = 12
_MOST_ARTICLES = 5


def draw_people(page: Page, people: Sequence[JoinedEntity], options: RenderOptions) -> None:
    """Add each person with what the articles call them and where they are named."""
    for person in people:
        _entity(page, person, options)


def draw_entities(page: Page, entities: Sequence[JoinedEntity], options: RenderOptions) -> None:
    """Add each organisation or place with where it is named, those named most first."""
    for entity in sorted(entities, key=lambda entity: -len(entity.mentions)):
        _entity(page, entity, options)


def role_of(entity: JoinedEntity) -> str:
    """Return what an article says somebody is, "" if none does."""
    return readable(entity.role.place, entity.role.article) if entity.role else ""


def mention_parts(entity: JoinedEntity) -> tuple[str, ...]:
    """Return how often something is named, and on which lines or in which articles."""
    count = counted(len(entity.mentions), "mention")
    articles = {cited.article.path: card_name(cited.article) for cited in entity.mentions}
    if len(articles) > 1:
        names = list(articles.values())
        return count, f"in {_bounded(names, _MOST_ARTICLES, 'article')}"
    lines = [f"{line}" for line in dict.fromkeys(cited.place.line for cited in entity.mentions)]
    label = "line" if len(lines) == 1 else "lines"
    return count, f"{label} {_bounded(lines, _MOST_LINES, 'line')}"


def _entity(page: Page, entity: JoinedEntity, options: RenderOptions) -> None:
    link = None
    if options.links and entity.mentions:
        first = entity.mentions[0]
        link = options.links.address_of_line(first.article.path, first.place.line)
    lead = Text(one_line(entity.name), Style.parse(theme.NAME) + Style(link=link))
    role = role_of(entity)
    parts = (*((role,) if role else ()), *mention_parts(entity))
    page.add_parts(lead, parts, hanging=page.indent)


def _bounded(names: Sequence[str], most: int, thing: str) -> str:
    """Return the first names, and how many more there are."""
    shown = ", ".join(names[:most])
    more = len(names) - most
    return f"{shown} and {counted(more, f'more {thing}')}" if more > 0 else shown
