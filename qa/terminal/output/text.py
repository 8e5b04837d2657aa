"""An answer as styled, wrapped text for a terminal or a pipe; prints nothing.

The answer comes first, below the rewritten question of a follow-up, then the passages, each with
its citation and its highlighted sentence. Text from articles is only ever put into `Text` values,
never parsed as markup.
"""

from itertools import groupby

from rich.console import Console
from rich.style import Style
from rich.text import Text

from qa.model import Answer, FoundPassage
from qa.terminal.output import theme
from qa.terminal.output.layout import Page
from qa.terminal.output.passage import (
    Segment,
    article_name,
    cited_places,
    other_places,
    said_by,
    segments_of,
)
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import RenderOptions
from qa.terminal.output.wording import (
    answering_ranks,
    asked_nothing,
    duration,
    evidence_lines,
    heading_of_nearest,
    headline,
    is_found,
    is_reworded,
    item_lines,
    score_line,
    score_lines,
    tells_of_whole,
)

_EDITED = "edited since"
_PROMPT_COLUMNS = 2
_QUESTION_MARK = "> "


def render(answer: Answer, console: Console, options: RenderOptions | None = None) -> Text:
    """Return the answer as text wrapped to the console's columns, without a final newline."""
    options = options or RenderOptions()
    page = Page(console)
    found = is_found(answer)
    if asked_nothing(answer):
        page.add(Text(headline(answer, articles=options.articles).text))
        return page.text()
    _head(page, answer, options)
    if found and tells_of_whole(answer):
        if options.explain:
            page.blank()
            page.add_all(evidence_lines(answer), theme.GREY)
        return page.text()
    passages = answer.passages if found else answer.passages[: options.nearest]
    if passages and not found:
        page.blank()
        page.add(Text(heading_of_nearest(len(passages)), theme.GREY))
    for passage in passages:
        if found or passage is not passages[0]:
            page.blank()
        _passage(page, passage, answer, options)
    if options.explain and answer.explanation:
        page.blank()
        page.add_all(evidence_lines(answer), theme.GREY)
    return page.text()


def render_more(answer: Answer, console: Console, options: RenderOptions, *, after: int) -> Text:
    """Return the answer's passages after the first `after`, as `render` would show them."""
    page = Page(console)
    for passage in answer.passages[after:]:
        if passage is not answer.passages[after]:
            page.blank()
        _passage(page, passage, answer, options)
    return page.text()


def render_question(question: str, console: Console) -> Text:
    """Return a question as it stands above its answer where several are answered.

    It is wrapped on a terminal alone: elsewhere a program finds each on a line of its own.
    """
    text = Text.assemble((_QUESTION_MARK, theme.NUMBER), one_line(question))
    if not console.is_terminal:
        return text
    page = Page(console)
    page.add(text, hanging=_PROMPT_COLUMNS)
    return page.text()


def _head(page: Page, answer: Answer, options: RenderOptions) -> None:
    if is_reworded(answer):
        # Aligned with the typed question above it, which follows the prompt's mark.
        page.add(Text(f"searched: {one_line(answer.searched)}", theme.GREY), indent=_PROMPT_COLUMNS)
        page.blank()
    if is_found(answer) and tells_of_whole(answer):
        from qa.terminal.output.whole import draw_whole

        draw_whole(page, answer, options)
        return
    words = headline(answer, articles=options.articles)
    style = theme.ANSWER if is_found(answer) else theme.DENIAL
    page.add(Text.assemble((words.hedge, theme.GREY), (words.text, style)))
    if answer.reason:
        return
    for line in item_lines(answer):
        page.add(Text(f"- {line}", theme.ANSWER), hanging=len("- "))
    grey = f"confidence {answer.confidence:.2f}"
    if options.timed:
        grey += f"{theme.SEPARATOR}{duration(answer.elapsed_ms)}"
    page.add(Text(grey, theme.GREY))


def _passage(page: Page, passage: FoundPassage, answer: Answer, options: RenderOptions) -> None:
    cited = passage.citation
    link = Style(link=options.links.address(cited) if options.links else None)
    name = (article_name(cited, answer.passages), Style.parse(theme.NAME) + link)
    lead = Text.assemble((f"[{passage.rank}] ", theme.NUMBER), name)
    badge = (_EDITED,) if cited.path in options.edited else ()
    page.add_parts(lead, (*cited_places(cited), *said_by(passage), *badge), hanging=page.indent)
    if is_found(answer):
        parts = segments_of(passage, answer.answer)
        if page.plain:
            shown = _marked(parts)
        elif passage.rank in answering_ranks(answer):
            is_first = passage.rank == 1 or page.colourless
            shown = _lit(parts, theme.HIGHLIGHT if is_first else theme.HIGHLIGHT_BELOW)
        else:
            shown = _quiet(parts)
        page.add(shown, indent=page.indent)
    else:
        text = "".join(segment.text for segment in segments_of(passage))
        page.add(Text(text, theme.GREY), indent=page.indent)
    if also := other_places(passage):
        page.add(Text(also, theme.GREY), indent=page.indent)
    if options.explain:
        page.add_all(score_lines(passage), theme.GREY, indent=page.indent)
    elif options.scores:
        page.add(Text(score_line(passage), theme.GREY), indent=page.indent)


def _marked(parts: tuple[Segment, ...]) -> Text:
    """Return the segments as one text, the sentence and the answer in it between marks."""
    text = Text()
    for in_sentence, run in groupby(parts, key=lambda segment: segment.highlighted):
        text.append(theme.HIGHLIGHT_OPENS if in_sentence else "")
        for segment in run:
            mark = theme.ANSWER_MARK if segment.answer else ""
            text.append(f"{mark}{segment.text}{mark}")
        text.append(theme.HIGHLIGHT_CLOSES if in_sentence else "")
    return text


def _lit(parts: tuple[Segment, ...], style: str) -> Text:
    """Return the segments as one text, the sentence that answers in this style."""
    text = Text()
    for part in parts:
        own = theme.HIGHLIGHT_ANSWER if part.answer else style if part.highlighted else None
        text.append(part.text, own)
    return text


def _quiet(parts: tuple[Segment, ...]) -> Text:
    """Return the segments as one text of which only what is around the sentence has a style."""
    text = Text()
    for part in parts:
        text.append(part.text, None if part.highlighted else theme.GREY)
    return text
