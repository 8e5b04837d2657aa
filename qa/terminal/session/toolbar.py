"""The toolbar at the bottom of the window: changes, options, counts and keys; reads no state."""

from collections.abc import Iterable
from dataclasses import dataclass

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.utils import get_cwidth

from qa.terminal.output import theme
from qa.terminal.output.wording import counted

_GAP = 2


@dataclass(frozen=True, slots=True)
class ToolbarState:
    """What the toolbar shows.

    `articles` is None while the index is not open. `options` are the options that differ from the
    defaults. `corpus_changes` and `rebuild_progress` are "" if there are none.
    """

    articles: int | None = None
    passages: int = 0
    encoder: str = ""
    options: tuple[str, ...] = ()
    corpus_changes: str = ""
    rebuild_progress: str = ""


def toolbar(state: ToolbarState, keys: Iterable[tuple[str, str]], width: int) -> StyleAndTextTuples:
    """Return the toolbar for a window of `width` columns; the least important is left out first.

    `keys` are the function keys, each with its label.
    """
    important = [f"rebuilding: {state.rebuild_progress}"] if state.rebuild_progress else []
    if state.corpus_changes and not state.rebuild_progress:
        important.append(f"{state.corpus_changes} since: /rebuild")
    if state.articles is None:
        counts = ["opening the index"]
    else:
        counts = [counted(state.articles, "article"), counted(state.passages, "passage")]
    left = _truncated(theme.SEPARATOR.join([*important, *state.options]), width)
    highlighted = len(left)
    keys = list(keys)
    # The first key opens the help, which lists all others.
    first_key_width = get_cwidth(" ".join(keys[0])) + _GAP if keys else 0
    for count in counts:
        longer = f"{left}{theme.SEPARATOR}{count}" if left else count
        if get_cwidth(longer) + first_key_width <= width:
            left = longer
    right = ""
    for key, label in keys:
        longer = f"{right}{' ' * _GAP if right else ''}{key} {label}"
        if get_cwidth(left) + _GAP + get_cwidth(longer) > width:
            break
        right = longer
    encoder = f"{theme.SEPARATOR}{state.encoder}"
    if state.encoder and get_cwidth(f"{left}{encoder}{right}") + _GAP <= width:
        left += encoder
    space = " " * max(0, width - get_cwidth(left) - get_cwidth(right))
    return [
        (theme.TOOLBAR_OPTIONS, left[:highlighted]),
        (theme.TOOLBAR, left[highlighted:] + space + right),
    ]


def _truncated(text: str, width: int) -> str:
    if get_cwidth(text) <= width:
        return text
    while text and get_cwidth(text) > width - 1:
        text = text[:-1]
    return f"{text}…"
