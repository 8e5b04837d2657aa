"""Pictures of the session in twelve situations, each driven in a real pseudo-terminal.

    python -m tests.repository.screenshots .github

The answers are real, asked of an index of the sample article that is made for the occasion.
"""

import io
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pyte.screens import Char
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.support.paths import ROOT
from tests.support.terminal_driver import Terminal, session

WHEN = "When does Putin arrive in India?"
TANK = "Which tank does India produce under licence?"
PANT = "What does Pant say about the US?"
# The third of the questions that are offered at first begins so.
OFFERED = "3  W"
BREAD = "How do I bake sourdough bread at home?"

_BLACK, _RED, _GREEN, _YELLOW = (40, 42, 46), (204, 80, 80), (120, 180, 90), (200, 160, 80)
_BLUE, _MAGENTA, _CYAN, _WHITE = (95, 135, 215), (175, 130, 190), (90, 175, 185), (200, 200, 195)
_GREY = (128, 128, 124)
DARK = TerminalTheme(
    (24, 26, 30),
    (212, 212, 206),
    [_BLACK, _RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN, _WHITE],
    [_GREY, _RED, _GREEN, _YELLOW, _BLUE, _MAGENTA, _CYAN, _WHITE],
)
_INK, _DEEP_RED, _DEEP_GREEN, _OCHRE = (0, 0, 0), (170, 40, 40), (40, 120, 40), (150, 110, 0)
_DEEP_BLUE, _PURPLE, _TEAL, _PALE = (40, 80, 170), (130, 60, 140), (0, 115, 130), (200, 200, 195)
_SOFT = (135, 135, 130)
LIGHT = TerminalTheme(
    (252, 251, 247),
    (48, 48, 46),
    [_INK, _DEEP_RED, _DEEP_GREEN, _OCHRE, _DEEP_BLUE, _PURPLE, _TEAL, _PALE],
    [_SOFT, _DEEP_RED, _DEEP_GREEN, _OCHRE, _DEEP_BLUE, _PURPLE, _TEAL, _PALE],
)


@dataclass(frozen=True)
class Situation:
    """What is done in a window of some size, and under which name its picture is kept."""

    name: str
    act: Callable[[Terminal], object]
    columns: int = 84
    rows: int = 24
    theme: TerminalTheme = DARK
    environment: tuple[tuple[str, str], ...] = ()
    corpus: str = "corpus"


def _ask(*questions: str) -> Callable[[Terminal], object]:
    def act(terminal: Terminal) -> None:
        terminal.prompt().wait_for_foot("passages").wait_for(OFFERED)
        for number, question in enumerate(questions, start=1):
            terminal.enter(question)
            # What came before may have gone off the top of the window by then.
            terminal.wait_until(lambda number=number: _answers(terminal) == number)  # type: ignore[misc]
            terminal.prompt().wait_for_foot("passages")

    return act


def _answers(terminal: Terminal) -> int:
    return terminal.raw.count(b"confidence")


def _several(terminal: Terminal) -> None:
    terminal.prompt().wait_for(OFFERED).enter("/limit 4").wait_for_foot("limit 4").enter(
        "/scores on"
    )
    terminal.wait_for_foot("scores").enter(WHEN)
    terminal.wait_for("[4] ").prompt().wait_for_foot("passages")


def _open(terminal: Terminal) -> None:
    _ask(TANK)(terminal)
    terminal.enter("/open 1").wait_for_foot("q back")


def _error(terminal: Terminal) -> None:
    terminal.prompt().wait_for_foot("passages").enter("/opne 1").wait_for("did you mean")
    terminal.prompt().enter("/in moscow*").wait_for("no article matches").prompt()
    terminal.enter("/save notes.txt").wait_for("there is nothing to save").prompt()
    terminal.wait_for_foot("passages")


def _about(terminal: Terminal) -> None:
    terminal.prompt().wait_for_foot("passages").wait_for(OFFERED).enter("/about").wait_for("quoted")
    terminal.prompt().wait_for_foot("passages")


def _first(terminal: Terminal) -> None:
    terminal.wait_for("index built").prompt().wait_for_foot("passages")
    terminal.enter("/help").wait_for("F5").prompt().wait_for_foot("passages")


SITUATIONS = (
    Situation("found", _ask(WHEN), rows=27),
    Situation("passages", _several, rows=40),
    Situation("not-found", _ask(BREAD), rows=19),
    Situation("follow-up", _ask("Who is Rajan Kumar?", "What did he say about China?"), rows=46),
    Situation("said", _ask(PANT), rows=35),
    Situation("about", _about, rows=36),
    Situation("open", _open, rows=28),
    Situation("narrow", _ask(WHEN), columns=40, rows=36),
    Situation("no-colour", _ask(TANK), rows=34, environment=(("NO_COLOR", "1"),)),
    Situation("light", _ask(TANK), rows=34, theme=LIGHT),
    Situation("error", _error, rows=12),
    Situation("first-start", _first, rows=42, corpus="first"),
)


# Apart from the text beside them, because some viewers drop blanks at the edges of a text.
_BLANK = Style(italic=True)


def _style(cell: Char) -> Style:
    colour = cell.fg.replace("bright", "bright_").replace("brown", "yellow")
    return Style(
        color=None if colour == "default" else colour,
        bold=cell.bold,
        underline=cell.underscore,
        reverse=cell.reverse,
    )


def picture(terminal: Terminal, theme: TerminalTheme, title: str) -> str:
    """Return what the terminal shows as an SVG."""
    rows = terminal.cells
    console = Console(
        file=io.StringIO(),
        record=True,
        width=len(rows[0]),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    for row in rows:
        text = Text()
        for style, run in groupby(row, key=_style):
            run_text = "".join(cell.data for cell in run)
            inner = run_text.strip(" ")
            before = run_text.index(inner)
            text.append(" " * before, _BLANK)
            text.append(inner, style)
            text.append(" " * (len(run_text) - before - len(inner)), _BLANK)
        console.print(text, soft_wrap=True)
    made = console.export_svg(title=title, theme=theme, unique_id=title.replace(" ", "-"))
    return "".join(f"{line.rstrip()}\n" for line in made.splitlines())


def main(arguments: list[str]) -> int:
    """Write the pictures into the folder named; further arguments name the ones to make."""
    if not arguments:
        sys.stderr.write("usage: python -m tests.repository.screenshots FOLDER [NAME]...\n")
        return 2
    from qa.indexing import rebuild

    folder, wanted = Path(arguments[0]), arguments[1:]
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = str(home / name)
        os.chdir(home)
        for name in ("corpus", "first"):
            (home / name).mkdir()
            article = "putin-india-summit.txt"
            (home / name / article).write_bytes((ROOT / "corpus" / article).read_bytes())
        rebuild(Path("corpus"), Path("corpus-index"))
        for made in SITUATIONS:
            if wanted and made.name not in wanted:
                continue
            index = Path(f"{made.corpus}-index")
            environment = dict(made.environment) | {"PYTHONPATH": str(ROOT)}
            with session(
                Path(made.corpus),
                index,
                columns=made.columns,
                rows=made.rows,
                environment=environment,
            ) as terminal:
                made.act(terminal)
                svg = picture(terminal, made.theme, f"qa {made.name}")
            (ROOT / folder / f"{made.name}.svg").write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
