"""Quotations on a screen, by who says them."""

from collections.abc import Sequence

from rich.text import Text

from qa.overview.collection import CitedQuote, SpeakerQuotes
from qa.overview.values import Place, Quote
from qa.terminal.output import theme
from qa.terminal.output.layout import Page
from qa.terminal.output.overview.cited import citation, readable
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import RenderOptions

NOBODY = "without a speaker"
UNSURE = "perhaps"


def draw_quotes(
    page: Page, speakers: Sequence[SpeakerQuotes], options: RenderOptions, *, named: bool
) -> None:
    """Add each speaker with all that they say; `named` names the article of each quotation."""
    for said in speakers:
        if said is not speakers[0]:
            page.blank()
        name = one_line(said.speaker) if said.speaker else NOBODY
        role = readable(said.role.place, said.role.article) if said.role else ""
        lead = Text(name, theme.NAME if said.speaker else theme.GREY)
        page.add_parts(lead, (role,) if role else (), hanging=page.indent)
        for cited in without_overlaps(said.quotes):
            _quote(page, cited, options, named=named)


def without_overlaps(quotes: Sequence[CitedQuote]) -> list[CitedQuote]:
    """Return the quotations in their order, without those whose words are shown with another's.

    Two phrases in quotation marks may be parts of one clause.
    """
    kept: list[CitedQuote] = []
    for cited in quotes:
        before = kept[-1] if kept else None
        is_apart = (
            before is None
            or before.article.path != cited.article.path
            or _words(cited.quote).char_start >= _words(before.quote).char_end
        )
        if is_apart:
            kept.append(cited)
    return kept


def quote_words(cited: CitedQuote) -> str:
    """Return what is said: direct speech between quotation marks, a clause as it is written.

    Direct words that are a part of a clause are shown as that clause. Marks that close beyond its
    end are closed.
    """
    words = readable(_words(cited.quote), cited.article)
    if cited.quote.direct and cited.quote.clause is None:
        return f"“{words}”"
    if words.count("“") > words.count("”"):
        return f"{words}”"
    return f'{words}"' if words.count('"') % 2 else words


def _words(quote: Quote) -> Place:
    return quote.clause or quote.place


def doubt_about(quote: Quote) -> str:
    """Return the word that says that the speaker is a guess, "" if it is none."""
    return "" if quote.sure or not quote.speaker else UNSURE


def _quote(page: Page, cited: CitedQuote, options: RenderOptions, *, named: bool) -> None:
    place = citation(cited.quote.place, cited.article, options, named=named)
    if doubt := doubt_about(cited.quote):
        place = Text.assemble(place, (f"{theme.SEPARATOR}{doubt} said by them", theme.GREY))
    page.add_cited(Text(quote_words(cited)), place, indent=page.indent)
