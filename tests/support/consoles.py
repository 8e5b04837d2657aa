"""What a console of a terminal, or of none, shows."""

from collections.abc import Callable
from io import StringIO

from rich.console import Console
from rich.text import Text


def printed(
    draw: Callable[[Console], Text],
    *,
    width: int = 80,
    colour: str | None = None,
    no_color: bool = False,
) -> str:
    """Return what a console of that width shows; without `colour` nothing can be styled."""
    out = StringIO()
    console = Console(
        file=out,
        force_terminal=colour is not None,
        color_system=colour,  # type: ignore[arg-type]
        no_color=no_color,
        width=width,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
    )
    console.print(draw(console))
    return out.getvalue()
