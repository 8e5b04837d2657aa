"""An answer as styled, wrapped text for a terminal or a pipe; prints nothing.

The answer comes first, below what a follow-up was completed to, then the passages, each with its
citation and its lit sentence. Text from articles is only ever put into `Text` values, never parsed
as markup.
"""

from itertools import groupby

from rich.console import Console
from rich.style import Style
from rich.text import Text

from qa.model import Answer, FoundPassage
from qa.terminal.options import RenderOptions
from qa.terminal.output import citation, theme
from qa.terminal.output.layout import Page
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.segments import Segment, pieces
from qa.terminal.output.wording import (
    duration,
    evidence_lines,
    heading_of_nearest,
    headline,
    is_found,
    is_reworded,
    score_line,
    score_lines,
)

_EDITED = "edited since"
_PROMPT = 2


def render(answer: Answer, console: Console, manner: RenderOptions | None = None) -> Text:
    """Return the answer as text wrapped to the console's columns, without a final newline."""
    manner = manner or RenderOptions()
    page = Page(console)
    found = is_found(answer)
    _head(page, answer, manner)
    passages = answer.passages if found else answer.passages[: manner.nearest]
    if passages and not found:
        page.blank()
        page.add(Text(heading_of_nearest(len(passages)), theme.GREY))
    for passage in passages:
        if found or passage is not passages[0]:
            page.blank()
        _passage(page, passage, answer, manner)
    if manner.explain and answer.explanation:
        page.blank()
        page.add_all(evidence_lines(answer), theme.GREY)
    return page.text()


def render_more(answer: Answer, console: Console, manner: RenderOptions, *, after: int) -> Text:
    """Return the answer's passages after the first `after`, as `render` would show them."""
    page = Page(console)
    for passage in answer.passages[after:]:
        if passage is not answer.passages[after]:
            page.blank()
        _passage(page, passage, answer, manner)
    return page.text()


def _head(page: Page, answer: Answer, manner: RenderOptions) -> None:
    if is_reworded(answer):
        # It stands under the question that was typed, past the prompt's mark.
        page.add(Text(f"searched: {one_line(answer.searched)}", theme.GREY), indent=_PROMPT)
        page.blank()
    words = headline(answer, articles=manner.articles)
    style = theme.ANSWER if is_found(answer) else theme.DENIAL
    page.add(Text.assemble((words.hedge, theme.GREY), (words.text, style)))
    grey = f"confidence {answer.confidence:.2f}"
    if manner.timed:
        grey += f"{theme.BETWEEN}{duration(answer.elapsed_ms)}"
    page.add(Text(grey, theme.GREY))


def _passage(page: Page, passage: FoundPassage, answer: Answer, manner: RenderOptions) -> None:
    cited = passage.citation
    link = Style(link=manner.links.to(cited) if manner.links else None)
    name = (citation.name(cited), Style.parse(theme.NAME) + link)
    lead = Text.assemble((f"[{passage.rank}] ", theme.NUMBER), name)
    badge = (_EDITED,) if cited.path in manner.edited else ()
    page.add_parts(lead, (*citation.places(cited), *badge), hanging=page.indent)
    if is_found(answer):
        style = theme.LIT if passage.rank == 1 or page.colourless else theme.LIT_BELOW
        parts = pieces(passage, answer.answer)
        page.add(_lit(parts, None if page.plain else style), indent=page.indent)
    else:
        text = "".join(piece.text for piece in pieces(passage))
        page.add(Text(text, theme.GREY), indent=page.indent)
    if manner.explain:
        page.add_all(score_lines(passage), theme.GREY, indent=page.indent)
    elif manner.scores:
        page.add(Text(score_line(passage), theme.GREY), indent=page.indent)


def _lit(parts: tuple[Segment, ...], lit_style: str | None) -> Text:
    """Return the pieces as one text, the lit sentence in a style or, if there is none, marked."""
    text = Text()
    plain = lit_style is None
    for lit, run in groupby(parts, key=lambda piece: piece.lit):
        text.append(theme.OPENS_LIT if plain and lit else "")
        for piece in run:
            around = theme.AROUND_ANSWER if plain and piece.answer else ""
            style = theme.LIT_ANSWER if piece.answer else lit_style if piece.lit else None
            text.append(f"{around}{piece.text}{around}", None if plain else style)
        text.append(theme.CLOSES_LIT if plain and lit else "")
    return text
