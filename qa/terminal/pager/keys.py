"""The keys of the pager, and of its search line."""

from collections.abc import Callable
from typing import Protocol

from prompt_toolkit.filters import Condition, Filter
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys

_PAGE = 0.9
_HALF = 0.5


class Paged(Protocol):
    """What the keys act on; `typing` is what stands on the search line, None if there is none."""

    typing: str | None

    def leave(self) -> None:
        """Go back."""

    def move(self, rows: int) -> None:
        """Go so many rows down."""

    def page(self, share: float) -> None:
        """Go a share of the window down."""

    def ends(self, *, last: bool) -> None:
        """Go to the beginning or the end."""

    def turn(self, steps: int) -> None:
        """Go to the next passage."""

    def search(self, typed: str) -> None:
        """Search."""

    def next_hit(self) -> None:
        """Go on searching."""


def pager_bindings(pager: Paged) -> KeyBindings:
    """Return the key bindings of a pager."""
    keys = KeyBindings()
    searching = Condition(lambda: pager.typing is not None)
    acts: dict[tuple[str, ...], Callable[[], None]] = {
        ("down", "j"): lambda: pager.move(1),
        ("up", "k"): lambda: pager.move(-1),
        ("pagedown", "space", "c-f"): lambda: pager.page(_PAGE),
        ("pageup", "b", "c-b"): lambda: pager.page(-_PAGE),
        ("d", "c-d"): lambda: pager.page(_HALF),
        ("u", "c-u"): lambda: pager.page(-_HALF),
        ("home", "g"): lambda: pager.ends(last=False),
        ("end", "G"): lambda: pager.ends(last=True),
        ("n",): lambda: pager.turn(1),
        ("p", "N"): lambda: pager.turn(-1),
        ("enter",): pager.next_hit,
        ("q", "c-c", "<sigint>", "escape"): pager.leave,
        ("/",): lambda: _begin(pager),
    }
    for names, act in acts.items():
        for name in names:
            _add(keys, name, act, ~searching)

    @keys.add(Keys.Any, filter=searching)
    def _type(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            pager.typing = (pager.typing or "") + event.data

    @keys.add("backspace", filter=searching)
    def _rub_out(_: KeyPressEvent) -> None:
        pager.typing = pager.typing[:-1] if pager.typing else None

    @keys.add("enter", filter=searching)
    def _find(_: KeyPressEvent) -> None:
        typed, pager.typing = pager.typing or "", None
        pager.search(typed)

    @keys.add("escape", filter=searching)
    @keys.add("c-c", filter=searching)
    @keys.add("<sigint>", filter=searching)
    def _give_up(_: KeyPressEvent) -> None:
        pager.typing = None

    return keys


def _begin(pager: Paged) -> None:
    pager.typing = ""


def _add(keys: KeyBindings, name: str, act: Callable[[], None], when: Filter) -> None:
    @keys.add(name, filter=when)
    def _act(_: KeyPressEvent) -> None:
        act()
