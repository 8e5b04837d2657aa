"""The one look of everything on a screen: named styles in the terminal's own palette, and marks.

No style fixes a background or a shade, so that light and dark grounds both work. Bold and
underline carry the meaning alone where there is no colour.
"""

ANSWER = "bold"
DENIAL = "bold"
GREY = "dim"
NUMBER = "cyan"
NAME = "cyan"
LIT = "bold green"
# Below the first passage, so that a page of short passages is no wall of bold.
LIT_BELOW = "green"
LIT_ANSWER = "bold underline green"
FAILURE = "red"

# Where nothing can be styled, these stand around the lit sentence and the answer in it.
OPENS_LIT, CLOSES_LIT = "»", "«"
AROUND_ANSWER = "*"

# Words that a text has lost and gained; where there is no colour, marks stand around them.
DROPPED, ADDED = "strike red", "green"
AROUND_DROPPED, AROUND_ADDED = ("[-", "-]"), ("{+", "+}")

PROMPT = "› "
PROMPT_STYLE = "bold ansicyan"
BETWEEN = " · "
TOOLBAR = "noreverse dim"
TOOLBAR_FORCE = "noreverse ansicyan"
LEAD_STYLE = "dim"
DIM = "dim"
BAR, BAR_STYLE = "┃ ", "ansicyan"
HEADING = "bold"
PAGER_LIT = "bold ansigreen"
PAGER_ANSWER = "bold underline ansigreen"
HIT = "reverse"
