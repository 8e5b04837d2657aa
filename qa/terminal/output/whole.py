"""An answer that tells of an article as a whole: a heading and its items, each with its place.

The words are the same on a screen and in Markdown; texts are sanitized and on one line each.
"""

from dataclasses import dataclass
from itertools import groupby

from rich.style import Style
from rich.text import Text

from qa.model import Answer, AnswerItem, AnswerKind, Citation
from qa.terminal.output import theme
from qa.terminal.output.layout import Page
from qa.terminal.output.passage import article_name, line_range
from qa.terminal.output.sanitize import one_line, shorten_long_words
from qa.terminal.output.theme import RenderOptions
from qa.terminal.output.wording import counted

# Speakers named in a heading, at most.
_MOST_NAMED = 8
_THINGS = {"organisations": "organisation", "places": "place", "numbers": "number"}
_BULLET = "- "


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item: what stands before its text ("Rajan Kumar: "), its text, and a role after it.

    `passage` is the number of the one that holds it if that is shown, `citation` its place.
    """

    lead: str
    text: str
    role: str
    passage: int | None
    citation: Citation | None

    @property
    def words(self) -> str:
        """The item as one text, without its place."""
        return f"{self.lead}{self.text}{self.role}"


def draw_whole(page: Page, answer: Answer, options: RenderOptions) -> None:
    """Add what the answer tells of the article: what it is, then each item where it stands.

    The name of an article stands at the top if there is one alone, else behind each item.
    """
    lines = item_lines_of_whole(answer)
    names = {line.citation.path for line in lines if line.citation}
    named = len(names) > 1
    head = Text(heading(answer), theme.ANSWER)
    cited = next((line.citation for line in lines if line.citation), None)
    if cited and not named:
        head.append(f"{theme.SEPARATOR}{article_name(cited)}", theme.GREY)
    page.add(head)
    if answer.kind is AnswerKind.LIST:
        words = Text(", ").join(_with_number(line) for line in lines)
        page.add(words, hanging=len(_BULLET))
        for passage in answer.passages:
            page.add(_place(passage.rank, passage.citation, answer, options, named=named))
        return
    spoken = answer.kind is AnswerKind.QUOTES
    for lead, run in groupby(lines, key=lambda line: line.lead):
        if spoken and lead:
            page.add(Text(lead, theme.NAME))
        for line in run:
            before = ("" if spoken else lead, theme.NAME)
            text = Text.assemble(_BULLET, before, line.text, (line.role, theme.GREY))
            place = Text()
            if line.citation:
                place = _place(line.passage, line.citation, answer, options, named=named)
            page.add_cited(text, place, hanging=len(_BULLET))


def heading(answer: Answer) -> str:
    """Return what the items are: "Quoted: Rajan Kumar and Harsh Pant"."""
    count = len(answer.items)
    if answer.kind is AnswerKind.QUOTES:
        return _quoted(answer)
    if answer.kind is AnswerKind.PEOPLE:
        return "1 person" if count == 1 else f"{count} people"
    if answer.kind is AnswerKind.LIST:
        return f"{counted(count, _THINGS.get(answer.asked or '', 'item'))}"
    return "In order of time" if answer.kind is AnswerKind.TIMELINE else "In short"


def item_lines_of_whole(answer: Answer) -> list[ItemLine]:
    """Return the items in order."""
    alone = _is_of_one(answer)
    shown = {passage.rank: passage.citation for passage in answer.passages}
    lines = []
    for item in answer.items:
        lead = ""
        if item.speaker and not alone:
            lead = f"{_cleaned(item.speaker)}: "
        elif answer.kind is AnswerKind.TIMELINE and item.detail:
            lead = f"{_cleaned(item.detail)}: "
        text, role = _cleaned(item.text), _role(answer, item)
        cited = item.citation or shown.get(item.passage or 0)
        lines.append(ItemLine(lead, text, role, item.passage, cited))
    return lines


def _quoted(answer: Answer) -> str:
    names = (item.speaker for item in answer.items)
    speakers = [_cleaned(name) for name in dict.fromkeys(names) if name]
    if not speakers:
        return "Quoted, without a name"
    return f"{speakers[0]} says" if _is_of_one(answer) else f"Quoted: {_enumerated(speakers)}"


def _is_of_one(answer: Answer) -> bool:
    """Return whether one speaker says all that is quoted."""
    return len({item.speaker for item in answer.items}) == 1


def _role(answer: Answer, item: AnswerItem) -> str:
    told = answer.kind is AnswerKind.PEOPLE and item.detail
    return f", {_cleaned(item.detail)}" if told and item.detail else ""


def _with_number(line: ItemLine) -> Text:
    number = f" [{line.passage}]" if line.passage else ""
    return Text.assemble(line.text, (number, theme.NUMBER))


def _place(
    rank: int | None, cited: Citation, answer: Answer, options: RenderOptions, *, named: bool
) -> Text:
    """Return where an item stands, after the number of its passage; a link if there are any.

    `named` tells the article, too.
    """
    link = Style(link=options.links.address(cited) if options.links else None)
    places = [f"¶ {cited.paragraph}", line_range(cited.line_start, cited.line_end)]
    if named:
        places.insert(0, article_name(cited, answer.passages))
    if cited.path in options.edited:
        places.append("edited since")
    where = theme.SEPARATOR.join(places)
    number = f"[{rank}] " if rank else ""
    return Text.assemble((number, theme.NUMBER), (where, Style.parse(theme.GREY) + link))


def _enumerated(names: list[str]) -> str:
    shown, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _cleaned(text: str) -> str:
    return shorten_long_words(one_line(text))
