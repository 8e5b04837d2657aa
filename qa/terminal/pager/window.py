"""The built-in pager: an article in a full-screen window, opened at a passage's sentence."""

import re
from collections.abc import Callable, Sequence

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.utils import get_cwidth

from qa.model import FoundPassage, ShortAnswer
from qa.terminal.output import theme
from qa.terminal.output.layout import MOST_COLUMNS
from qa.terminal.output.passage import article_name, cited_places, said_by
from qa.terminal.output.sanitize import normalize_emoji, one_line
from qa.terminal.pager.article import PagerArticle
from qa.terminal.pager.keys import PAGER_KEYS, pager_bindings
from qa.terminal.pager.rows import Mark, Row, cut_rows, row_at, segments_of
from qa.terminal.signals import suspend

# Line numbers are left out in a narrower window.
_WIDTH_FOR_NUMBERS = 60
_NUMBER_COLUMNS, _BAR_COLUMNS = 6, 2
# The share of the window above the row that was gone to.
_SHARE_ABOVE = 0.25
# The columns of the footer that a longer citation leaves to the keys.
_HINT_COLUMNS = 30
_GAP = 2

ArticleLoader = Callable[[str], PagerArticle]


class Pager:
    """An article in a window; `load` returns the article at a path.

    `passages` are those that n and p go through, `first` the index of the one to open at; `answer`
    is the short answer in one of them.
    """

    def __init__(
        self,
        load: ArticleLoader,
        passages: Sequence[FoundPassage],
        first: int,
        answer: ShortAnswer | None = None,
    ) -> None:
        self._load = load
        self._passages = passages
        self._answer = answer
        self._current = first
        self._article = load(passages[first].citation.path)
        self._rows: tuple[Row, ...] = ()
        self._width = 0
        self._top = 0
        self._hits: tuple[Mark, ...] = ()
        self._message = ""
        self.search_text: str | None = None
        self._app: Application[None] = Application(
            layout=Layout(
                HSplit(
                    [
                        Window(FormattedTextControl(self._body), always_hide_cursor=True),
                        Window(
                            FormattedTextControl(self._footer), height=1, dont_extend_height=True
                        ),
                    ]
                )
            ),
            key_bindings=pager_bindings(self),
            full_screen=True,
        )

    def run(self) -> None:
        """Show the article until the user leaves."""
        self._cut_rows()
        self._scroll_to(self._sentence_start())
        self._app.run()

    def leave(self) -> None:
        """Close the pager."""
        self._app.exit()

    def suspend(self) -> None:
        """Suspend the session until its shell lets it go on."""
        suspend()

    def scroll(self, rows: int) -> None:
        """Scroll down by so many rows, up if negative."""
        self._message = ""
        self._top += rows

    def scroll_pages(self, share: float) -> None:
        """Scroll down by a share of the window, up if negative."""
        self.scroll(round(self._height() * share))

    def go_to_end(self, *, last: bool) -> None:
        """Go to the beginning or, with `last`, to the end."""
        self._message = ""
        self._top = len(self._rows) if last else 0

    def go_to_passage(self, step: int) -> None:
        """Go to the passage so many further on, or back if negative; wraps around."""
        self._message = ""
        self._current = (self._current + step) % len(self._passages)
        path = self._passages[self._current].citation.path
        if path != self._article.path:
            self._article = self._load(path)
            self._hits = ()
            self._width = 0
        self._cut_rows()
        self._scroll_to(self._sentence_start())

    def search(self, text: str) -> None:
        """Mark every occurrence of the text, in any case, and go to the next one.

        Without text, go to the next hit of the previous search.
        """
        if text.strip():
            pattern = re.compile(re.escape(text.strip()).replace(r"\ ", r"\s+"), re.IGNORECASE)
            found = pattern.finditer(self._article.text)
            self._hits = tuple(Mark(m.start(), m.end(), theme.SEARCH_HIT) for m in found)
            if not self._hits:
                self._message = f"nowhere here: {one_line(text)}"
                return
        self.next_hit(from_current_row=True)

    def next_hit(self, *, from_current_row: bool = False) -> None:
        """Go to the next hit of the search, perhaps in the current row; wraps around."""
        if not self._hits:
            return
        self._cut_rows()
        row = self._rows[min(self._top + self._rows_above(), len(self._rows) - 1)]
        start = row.start if from_current_row else row.end
        number, hit = next(
            ((n, hit) for n, hit in enumerate(self._hits, 1) if hit.start >= start),
            (1, self._hits[0]),
        )
        self._message = f"{number} of {len(self._hits):,} · Enter the next"
        self._scroll_to(hit.start)

    def _cut_rows(self) -> None:
        """Cut the article into rows, unless the window has the width it had before."""
        width = self._app.output.get_size().columns
        if width == self._width:
            return
        offset = self._rows[self._top].start if self._rows and self._width else 0
        self._width = width
        self._rows = cut_rows(self._article.text, min(MOST_COLUMNS, width - self._margin()))
        self._top = row_at(self._rows, offset)

    def _margin(self) -> int:
        return _BAR_COLUMNS + (_NUMBER_COLUMNS if self._width >= _WIDTH_FOR_NUMBERS else 0)

    def _height(self) -> int:
        return max(1, self._app.output.get_size().rows - 1)

    def _rows_above(self) -> int:
        return round(self._height() * _SHARE_ABOVE)

    def _scroll_to(self, offset: int) -> None:
        self._top = row_at(self._rows, offset) - self._rows_above()

    def _sentence_start(self) -> int:
        return self._passages[self._current].sentence.char_start

    def _body(self) -> StyleAndTextTuples:
        self._cut_rows()
        height = self._height()
        self._top = max(0, min(self._top, len(self._rows) - height))
        marks, passage_spans = self._marks(), self._passage_spans()
        fragments: StyleAndTextTuples = []
        for row in self._rows[self._top : self._top + height]:
            if self._margin() > _BAR_COLUMNS:
                fragments.append((theme.GREY, f"{row.line or '':>{_NUMBER_COLUMNS - 1}} "))
            cited = any(start < row.end and end > row.start for start, end in passage_spans)
            fragments.append(
                (theme.PASSAGE_BAR_STYLE, theme.PASSAGE_BAR if cited else " " * _BAR_COLUMNS)
            )
            fragments += segments_of(self._article.text, row, marks)
            fragments.append(("", "\n"))
        return fragments

    def _passage_spans(self) -> list[tuple[int, int]]:
        if not self._article.exact:
            return []
        cited = (passage.citation for passage in self._passages)
        return [(c.char_start, c.char_end) for c in cited if c.path == self._article.path]

    def _marks(self) -> list[Mark]:
        """Return what is marked in the text, the most important first."""
        headings = [Mark(start, end, theme.HEADING) for start, end in self._article.headings]
        if not self._article.exact:
            return [*self._hits, *headings]
        passage, answer = self._passages[self._current], self._answer
        span = passage.sentence
        sentence = Mark(span.char_start, span.char_end, theme.PAGER_HIGHLIGHT)
        answers = []
        # An answer that is the whole sentence is shown as the sentence.
        if (
            answer is not None
            and answer.passage == passage.rank
            and (answer.char_start, answer.char_end) != (sentence.start, sentence.end)
        ):
            answers = [Mark(answer.char_start, answer.char_end, theme.PAGER_ANSWER)]
        return [*self._hits, *answers, sentence, *headings]

    def _footer(self) -> StyleAndTextTuples:
        if self.search_text is not None:
            return [(theme.PROMPT_STYLE, "/"), ("", f"{one_line(self.search_text)}▏")]
        width = self._app.output.get_size().columns
        message = self._message or self._article.note
        left = message or self._citation(width - _HINT_COLUMNS)
        bottom = min(len(self._rows), self._top + self._height())
        right = f"{100 * bottom // max(1, len(self._rows)):>3}%"
        for hint in reversed([key.hint for key in PAGER_KEYS if key.hint]):
            longer = f"{hint}  {right}"
            fits = get_cwidth(left) + _GAP + get_cwidth(longer) <= width
            right = longer if fits else right
        space = " " * max(1, width - get_cwidth(left) - get_cwidth(right))
        style = theme.TOOLBAR_OPTIONS if message else theme.TOOLBAR
        return [(style, left), (theme.TOOLBAR, space + right)]

    def _citation(self, width: int) -> str:
        """Return the current passage's name and as many of its places as fit into the width."""
        passage = self._passages[self._current]
        name = f"[{passage.rank}] {article_name(passage.citation, self._passages)}"
        shown = normalize_emoji(name)
        for place in (*cited_places(passage.citation), *said_by(passage)):
            longer = f"{shown}{theme.SEPARATOR}{normalize_emoji(place)}"
            if get_cwidth(longer) <= width:
                shown = longer
        return shown
