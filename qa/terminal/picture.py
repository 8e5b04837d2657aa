"""The README's picture: a session over the sample article, as an SVG.

    python -m qa.terminal.picture .github/session.svg

The answers are real, asked of the index at hand; only the prompt lines are written here.
"""

import io
import os
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from qa.engine import open_index
from qa.settings import Settings
from qa.terminal import looks
from qa.terminal.manner import Manner
from qa.terminal.render import render

QUESTIONS = (
    "When does Putin arrive in India?",
    "Who edited this article?",
    "Who won the last Indian general election?",
)
_COLUMNS = 84


def main(arguments: list[str]) -> int:
    """Write the picture to the file named."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m qa.terminal.picture FILE.svg\n")
        return 2
    os.environ.pop("NO_COLOR", None)
    console = Console(
        file=io.StringIO(),
        record=True,
        width=_COLUMNS,
        force_terminal=True,
        color_system="standard",
        markup=False,
        highlight=False,
        emoji=False,
    )
    settings = Settings.from_environment()
    with open_index(settings.index, corpus=settings.corpus) as engine:
        for question in QUESTIONS:
            answer = engine.ask(question, limit=2)
            console.print(Text.assemble((looks.PROMPT, "bold cyan"), question))
            console.print()
            console.print(render(answer, console, Manner(timed=True)))
            console.print()
    Path(arguments[0]).write_text(console.export_svg(title="qa"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
