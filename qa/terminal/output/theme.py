"""Names the styles and marks of everything on a screen, in the terminal's own palette.

No style fixes a background or a shade, so that light and dark backgrounds both work. Bold and
underline carry the meaning alone where there is no colour.
"""

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
PROMPT_STYLE = "bold ansicyan"
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
