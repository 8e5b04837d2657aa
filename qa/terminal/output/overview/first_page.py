"""The first page of an overview: what an article says, who is in it, who is quoted, what more.

It fits a screen: rows of names take two or three lines, and end with how many more there are.
"""

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from qa.overview import collection
from qa.overview.collection import Collection
from qa.overview.values import ArticleCard, Overview
from qa.terminal.output import theme
from qa.terminal.output.layout import Page
from qa.terminal.output.overview.cited import card_name, citation, readable
from qa.terminal.output.overview.entities import role_of
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import RenderOptions
from qa.terminal.output.wording import counted

_LABEL_COLUMNS = 8
_NARROW = 60
# Columns: three lines of a usual screen, and one.
_PEOPLE_ROOM, _QUOTED_ROOM = 216, 72
_MOST_NAMES = 60
# Of what somebody is: "head of the strategic studies program at the …".
_LONGEST_ROLE = 34
_ELLIPSIS = "…"
_HANGING = 2
_DAY = len("2018-01-12")


def draw_first_page(page: Page, found: Collection, options: RenderOptions) -> None:
    """Add one article's first page, or several articles' with a line or two of each."""
    single = found.single
    if single:
        draw_head(page, single.article)
        for place in single.summary:
            page.add_cited(
                Text(readable(place, single.article)),
                citation(place, single.article, options, brief=True),
                hanging=_HANGING,
            )
    else:
        draw_articles(page, found, options)
    if found.annotated:
        page.blank()
        draw_names(page, found.overviews)


def draw_head(page: Page, article: ArticleCard) -> None:
    """Add the article's title or name with its date, author and source."""
    known = ((article.published or "")[:_DAY], article.author or "", article.source or "")
    parts = tuple(filter(None, map(one_line, known)))
    page.add_parts(Text(card_name(article), theme.HEADING), parts, hanging=page.indent)


def draw_articles(page: Page, found: Collection, options: RenderOptions) -> None:
    """Add how many articles there are, and each with its date and its summary's first sentence."""
    shown = len(found.overviews)
    count = counted(found.total, "article")
    head = count if shown == found.total else f"the newest {shown} of {count}"
    page.add(Text(head, theme.HEADING))
    page.blank()
    for overview in found.overviews:
        _article(page, overview, options)


def _article(page: Page, overview: Overview, options: RenderOptions) -> None:
    article = overview.article
    link = options.links.address_of_line(article.path, 1) if options.links else None
    name = Text(card_name(article), Style.parse(theme.NAME) + Style(link=link))
    date = one_line(article.published or "")[:_DAY]
    page.add_parts(name, (date,) if date else (), hanging=page.indent)
    for place in overview.summary[:1]:
        cited = citation(place, article, options)
        page.add_cited(Text(readable(place, article)), cited, indent=page.indent)


def draw_names(page: Page, overviews: Sequence[Overview]) -> None:
    """Add rows of people, of those quoted, and of how much else there is."""
    people = list(collection.joined_people(overviews))
    if len(overviews) == 1:
        people.sort(key=lambda person: -len(person.mentions))
    _row(page, "people", [_person(p) for p in people[:_MOST_NAMES]], _PEOPLE_ROOM, len(people))
    quoted = [said for said in collection.by_speaker(overviews) if said.speaker]
    said = [(one_line(s.speaker or ""), f" {len(s.quotes)}") for s in quoted[:_MOST_NAMES]]
    _row(page, "quoted", said, _QUOTED_ROOM, len(quoted))
    counts = {
        "organisation": len(collection.joined_organisations(overviews)),
        "place": len(collection.joined_places(overviews)),
        "date": sum(len(overview.dates) for overview in overviews),
        "number": sum(len(overview.numbers) for overview in overviews),
    }
    also = [(counted(count, thing), "") for thing, count in counts.items() if count]
    _row(page, "also", also, _QUOTED_ROOM, len(also))


def _person(person: collection.JoinedEntity) -> tuple[str, str]:
    role = role_of(person)
    if len(role) > _LONGEST_ROLE:
        role = role[:_LONGEST_ROLE].rsplit(" ", 1)[0].rstrip(",;:") + _ELLIPSIS
    return one_line(person.name), f", {role}" if role else ""


def _row(page: Page, label: str, items: Sequence[tuple[str, str]], room: int, total: int) -> None:
    """Add a label and beside it the items that `room` columns hold, and how many more there are."""
    if not items:
        return
    margin = _LABEL_COLUMNS if page.width >= _NARROW else page.indent
    most = -(-room // max(1, page.width - margin))
    shown = len(items)
    while shown > 1 and page.lines_of(_listed(items[:shown], total), hanging=margin) > most:
        shown -= 1
    lead = Text(label.ljust(margin - 1) + " ", theme.GREY)
    page.add_beside(lead, Text(" " * margin), _listed(items[:shown], total))


def _listed(items: Sequence[tuple[str, str]], total: int) -> Text:
    """Return the items, each with its grey detail, and how many more there are in all."""
    separator = Text(theme.SEPARATOR, theme.GREY)
    text = separator.join(Text.assemble(name, (detail, theme.GREY)) for name, detail in items)
    left = total - len(items)
    return Text.assemble(text, (f" and {left:,} more" if left else "", theme.GREY))
