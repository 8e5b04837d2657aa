"""Pieces of articles as text for a screen: a sentence, what is marked in it, where it stands.

Text from articles is sanitized here and only ever put into `Text` values, never parsed as markup.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from rich.style import Style
from rich.text import Text

from qa.articles.formats import is_markdown
from qa.overview.values import ArticleCard, Place
from qa.terminal.output import theme
from qa.terminal.output.sanitize import one_line, sanitize, shorten_long_words
from qa.terminal.output.theme import RenderOptions

_SPACES = re.compile(r"\s+")


def card_name(article: ArticleCard) -> str:
    """Return the article's title, or its file's name where it has none."""
    return one_line(article.title or "") or one_line(article.document)


def place_parts(place: Place) -> tuple[str, ...]:
    """Return where a place stands, as answers say it: paragraph and line."""
    return f"¶ {place.paragraph}", f"line {place.line}"


def readable(place: Place, article: ArticleCard) -> str:
    """Return the text of a place on one line, that of Markdown without its marks."""
    text = place.text
    if is_markdown(article.path):
        from qa.articles.readable import read_row

        text = read_row(text, 0, len(text), None).text
    return shorten_long_words(one_line(text))


def citation(
    place: Place,
    article: ArticleCard,
    options: RenderOptions,
    *,
    named: bool = False,
    brief: bool = False,
) -> Text:
    """Return where a place stands, as a link where there are links.

    `named` names the article, `brief` the paragraph alone.
    """
    parts = place_parts(place)[: 1 if brief else None]
    parts = (card_name(article), *parts) if named else parts
    address = options.links.address_of_line(article.path, place.line) if options.links else None
    return Text(theme.SEPARATOR.join(parts), Style.parse(theme.GREY) + Style(link=address))


def marked(sentence: Place, article: ArticleCard, places: Iterable[Place], style: str) -> Text:
    """Return a sentence on one line with those of the places in the style that are in it."""
    if is_markdown(article.path):
        # Without its marks, offsets are others.
        return Text(readable(sentence, article))
    origin, length = sentence.char_start, len(sentence.text)
    spans = [
        (max(place.char_start - origin, 0), min(place.char_end - origin, length))
        for place in places
    ]
    spans = [(start, end) for start, end in spans if start < end]
    cuts = sorted({0, length, *(cut for span in spans for cut in span)})
    text = Text()
    for start, end in pairwise(cuts):
        inside = any(first <= start < last for first, last in spans)
        piece = shorten_long_words(_SPACES.sub(" ", sanitize(sentence.text[start:end])))
        text.append(piece, style if inside else None)
    return text
