"""Reading an article in place: a window of its own, opened at a passage and its lit sentence."""

import re
from collections.abc import Callable, Sequence

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.utils import get_cwidth

from qa.model import FoundPassage, ShortAnswer
from qa.terminal.output import citation, theme
from qa.terminal.output.layout import MOST_COLUMNS
from qa.terminal.output.sanitize import normalize_emoji, one_line
from qa.terminal.pager.article import Article
from qa.terminal.pager.keys import pager_bindings
from qa.terminal.pager.rows import Mark, Row, cut_rows, row_at, segments_of

_NUMBERS_FROM = 60
_NUMBER_COLUMNS, _BAR_COLUMNS = 6, 2
_ABOVE = 0.25
_KEYS = ("/ search", "n p passages", "q back")

Read = Callable[[str], Article]


class Pager:
    """An article in a window; `read` gives the article at a path.

    `passages` are those that n and p go through, `first` the place of the one to open at; `answer`
    is the short answer in one of them.
    """

    def __init__(
        self,
        read: Read,
        passages: Sequence[FoundPassage],
        first: int,
        answer: ShortAnswer | None = None,
    ) -> None:
        self._read = read
        self._passages = passages
        self._answer = answer
        self._place = first
        self._article = read(passages[first].citation.path)
        self._rows: tuple[Row, ...] = ()
        self._width = 0
        self._top = 0
        self._hits: tuple[Mark, ...] = ()
        self._told = ""
        self.typing: str | None = None
        self._app: Application[None] = Application(
            layout=Layout(
                HSplit(
                    [
                        Window(FormattedTextControl(self._body), always_hide_cursor=True),
                        Window(FormattedTextControl(self._foot), height=1, dont_extend_height=True),
                    ]
                )
            ),
            key_bindings=pager_bindings(self),
            full_screen=True,
        )

    def run(self) -> None:
        """Show the article until it is left."""
        self._cut()
        self._center(self._lit_start())
        self._app.run()

    def leave(self) -> None:
        """Go back to where the article was opened from."""
        self._app.exit()

    def move(self, rows: int) -> None:
        """Go so many rows down, or up."""
        self._told = ""
        self._top += rows

    def page(self, share: float) -> None:
        """Go a share of the window down, or up."""
        self.move(round(self._height() * share))

    def ends(self, *, last: bool) -> None:
        """Go to the beginning or the end."""
        self._told = ""
        self._top = len(self._rows) if last else 0

    def turn(self, steps: int) -> None:
        """Go to the next passage found, or the previous one; round at the ends."""
        self._told = ""
        self._place = (self._place + steps) % len(self._passages)
        path = self._passages[self._place].citation.path
        if path != self._article.path:
            self._article = self._read(path)
            self._hits = ()
            self._width = 0
        self._cut()
        self._center(self._lit_start())

    def search(self, typed: str) -> None:
        """Mark every place where the text stands, in any case, and go to the next one."""
        if typed.strip():
            wanted = re.compile(re.escape(typed.strip()).replace(r"\ ", r"\s+"), re.IGNORECASE)
            found = wanted.finditer(self._article.text)
            self._hits = tuple(Mark(m.start(), m.end(), theme.SEARCH_HIT) for m in found)
            if not self._hits:
                self._told = f"nowhere here: {one_line(typed)}"
                return
        self.next_hit(here=True)

    def next_hit(self, *, here: bool = False) -> None:
        """Go to the next place that was searched for; round at the end."""
        if not self._hits:
            return
        self._cut()
        seen = self._rows[min(self._top + self._above(), len(self._rows) - 1)]
        limit = seen.start if here else seen.end
        number, hit = next(
            ((n, hit) for n, hit in enumerate(self._hits, 1) if hit.start >= limit),
            (1, self._hits[0]),
        )
        self._told = f"{number} of {len(self._hits):,} · Enter the next"
        self._center(hit.start)

    def _cut(self) -> None:
        width = self._app.output.get_size().columns
        if width == self._width:
            return
        before = self._rows[self._top].start if self._rows and self._width else 0
        self._width = width
        self._rows = cut_rows(self._article.text, min(MOST_COLUMNS, width - self._margin()))
        self._top = row_at(self._rows, before)

    def _margin(self) -> int:
        return _BAR_COLUMNS + (_NUMBER_COLUMNS if self._width >= _NUMBERS_FROM else 0)

    def _height(self) -> int:
        return max(1, self._app.output.get_size().rows - 1)

    def _above(self) -> int:
        return round(self._height() * _ABOVE)

    def _center(self, offset: int) -> None:
        self._top = row_at(self._rows, offset) - self._above()

    def _lit_start(self) -> int:
        return self._passages[self._place].sentence.char_start

    def _body(self) -> StyleAndTextTuples:
        self._cut()
        height = self._height()
        self._top = max(0, min(self._top, len(self._rows) - height))
        marks, spans = self._marks(), self._spans()
        made: StyleAndTextTuples = []
        for row in self._rows[self._top : self._top + height]:
            if self._margin() > _BAR_COLUMNS:
                made.append((theme.GREY, f"{row.line or '':>{_NUMBER_COLUMNS - 1}} "))
            own = any(start < row.end and end > row.start for start, end in spans)
            made.append((theme.PASSAGE_BAR_STYLE, theme.PASSAGE_BAR if own else " " * _BAR_COLUMNS))
            made += segments_of(self._article.text, row, marks)
            made.append(("", "\n"))
        return made

    def _spans(self) -> list[tuple[int, int]]:
        if not self._article.exact:
            return []
        cited = (passage.citation for passage in self._passages)
        return [(c.char_start, c.char_end) for c in cited if c.path == self._article.path]

    def _marks(self) -> list[Mark]:
        """Return what is marked in the text, the most important first."""
        headings = [Mark(start, end, theme.HEADING) for start, end in self._article.headings]
        if not self._article.exact:
            return [*self._hits, *headings]
        passage, answer = self._passages[self._place], self._answer
        lit = passage.sentence
        inner = []
        shown = Mark(lit.char_start, lit.char_end, theme.PAGER_HIGHLIGHT)
        if answer is not None and answer.passage == passage.rank:
            inner = [Mark(answer.char_start, answer.char_end, theme.PAGER_ANSWER)]
            if (answer.char_start, answer.char_end) == (shown.start, shown.end):
                inner = []
        return [*self._hits, *inner, shown, *headings]

    def _foot(self) -> StyleAndTextTuples:
        width = self._app.output.get_size().columns
        if self.typing is not None:
            return [(theme.PROMPT_STYLE, "/"), ("", f"{one_line(self.typing)}▏")]
        passage = self._passages[self._place]
        name = citation.name(passage.citation)
        parts = [f"[{passage.rank}] {name}", *citation.places(passage.citation)]
        parts = [normalize_emoji(part) for part in parts]
        if self._told:
            left = self._told
        elif self._article.note:
            left = self._article.note
        else:
            left = parts[0]
            for part in parts[1:]:
                longer = f"{left}{theme.SEPARATOR}{part}"
                left = longer if get_cwidth(longer) + 30 <= width else left
        bottom = min(len(self._rows), self._top + self._height())
        right = f"{100 * bottom // max(1, len(self._rows)):>3}%"
        for key in reversed(_KEYS):
            longer = f"{key}  {right}"
            right = longer if get_cwidth(left) + 2 + get_cwidth(longer) <= width else right
        space = " " * max(1, width - get_cwidth(left) - get_cwidth(right))
        style = theme.TOOLBAR_OPTIONS if self._told or self._article.note else theme.TOOLBAR
        return [(style, left), (theme.TOOLBAR, space + right)]
