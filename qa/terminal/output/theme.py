"""How answers are shown: the options, and the styles and marks of everything on a screen.

Styles are of the terminal's own palette: none fixes a background or a shade, so that light and dark
backgrounds both work. Bold and underline carry the meaning alone where there is no colour.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.terminal.output.passage import Links

COLOUR, MONO, PLAIN = "colour", "mono", "plain"
"""Values of the setting `theme`: all styles, bold and underline alone, none."""

ANSWER = "bold"
DENIAL = "bold"
GREY = "dim"
NUMBER = "cyan"
NAME = "cyan"
HIGHLIGHT = "bold green"
# Below the first passage, so that a page of short passages is no wall of bold.
HIGHLIGHT_BELOW = "green"
HIGHLIGHT_ANSWER = "bold underline green"
FAILURE = "red"

# Where nothing can be styled, these stand around the highlighted sentence and the answer in it.
HIGHLIGHT_OPENS, HIGHLIGHT_CLOSES = "»", "«"
ANSWER_MARK = "*"

# Words that a text has lost and gained; where there is no colour, marks stand around them.
DROPPED, ADDED = "strike red", "green"
DROPPED_MARKS, ADDED_MARKS = ("[-", "-]"), ("{+", "+}")

PROMPT = "› "
PLAIN_PROMPT = "> "
PROMPT_STYLE = "bold ansicyan"
# Of a line that was not typed at the prompt and stands as if it had been.
PROMPT_ECHO = "bold cyan"
SEPARATOR = " · "
TOOLBAR = "noreverse dim"
TOOLBAR_OPTIONS = "noreverse ansicyan"
PROMPT_LEAD = "dim"
# In the margin of the passage that was found, in the pager.
PASSAGE_BAR, PASSAGE_BAR_STYLE = "┃ ", "ansicyan"
HEADING = "bold"
PAGER_HIGHLIGHT = "bold ansigreen"
PAGER_ANSWER = "bold underline ansigreen"
SEARCH_HIT = "reverse"


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How an answer is shown, in every format.

    `articles` is how many articles the index holds. `nearest` is how many passages are shown when
    none answers. `explain` adds scores, ranks and evidence, `scores` the scores alone, `timed` the
    time the answer took. `edited` holds the paths of articles that have changed since they were
    indexed. `links` makes citations links; None leaves them as text.
    """

    articles: int = 1
    nearest: int = 1
    explain: bool = False
    scores: bool = False
    timed: bool = False
    edited: frozenset[str] = frozenset()
    theme: str = COLOUR
    links: "Links | None" = None
