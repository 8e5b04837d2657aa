"""The line at the foot of the window: what is indexed, what is in force, what goes on, keys."""

from collections.abc import Iterable
from dataclasses import dataclass

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.utils import get_cwidth

from qa.terminal.output import theme
from qa.terminal.output.wording import counted

_GAP = 2


@dataclass(frozen=True, slots=True)
class ToolbarState:
    """What there is to be told. `work` is what goes on, `changed` what has changed, "" if nothing.

    `articles` is None while the index is not open.
    """

    articles: int | None = None
    passages: int = 0
    encoder: str = ""
    force: tuple[str, ...] = ()
    changed: str = ""
    work: str = ""


def toolbar(
    outlook: ToolbarState, keys: Iterable[tuple[str, str]], width: int
) -> StyleAndTextTuples:
    """Return the line for a window so wide; what matters least is left out first."""
    urgent = [f"rebuilding: {outlook.work}"] if outlook.work else []
    if outlook.changed and not outlook.work:
        urgent.append(f"{outlook.changed} since: /rebuild")
    if outlook.articles is None:
        calm = ["opening the index"]
    else:
        calm = [counted(outlook.articles, "article"), counted(outlook.passages, "passage")]
    shown = _clipped(theme.SEPARATOR.join([*urgent, *outlook.force]), width)
    marked = len(shown)
    keys = list(keys)
    # The first key is the way to all the rest.
    first = get_cwidth(" ".join(keys[0])) + _GAP if keys else 0
    for part in calm:
        longer = f"{shown}{theme.SEPARATOR}{part}" if shown else part
        if get_cwidth(longer) + first <= width:
            shown = longer
    right = ""
    for key, name in keys:
        longer = f"{right}{' ' * _GAP if right else ''}{key} {name}"
        if get_cwidth(shown) + _GAP + get_cwidth(longer) > width:
            break
        right = longer
    encoder = f"{theme.SEPARATOR}{outlook.encoder}"
    if outlook.encoder and get_cwidth(f"{shown}{encoder}{right}") + _GAP <= width:
        shown += encoder
    space = " " * max(0, width - get_cwidth(shown) - get_cwidth(right))
    return [
        (theme.TOOLBAR_OPTIONS, shown[:marked]),
        (theme.TOOLBAR, shown[marked:] + space + right),
    ]


def _clipped(text: str, width: int) -> str:
    if get_cwidth(text) <= width:
        return text
    while text and get_cwidth(text) > width - 1:
        text = text[:-1]
    return f"{text}…"
