"""The pager's keys: one table from which bindings, help and the footer are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from prompt_toolkit.filters import Condition, Filter
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys

_PAGE = 0.9
_HALF_PAGE = 0.5


class PagerControls(Protocol):
    """What the keys act on; `search_text` is what stands on the search line, None without one."""

    search_text: str | None

    def leave(self) -> None:
        """Close the pager."""

    def suspend(self) -> None:
        """Suspend the session, as Ctrl-Z does."""

    def scroll(self, rows: int) -> None:
        """Scroll down by so many rows, up if negative."""

    def scroll_pages(self, share: float) -> None:
        """Scroll down by a share of the window, up if negative."""

    def go_to_end(self, *, last: bool) -> None:
        """Go to the beginning or, with `last`, to the end."""

    def go_to_passage(self, step: int) -> None:
        """Go to the passage so many further on, or back if negative."""

    def search(self, text: str) -> None:
        """Search for the text."""

    def next_hit(self) -> None:
        """Go to the next hit of the search."""


@dataclass(frozen=True, slots=True)
class PagerKey:
    """Keys that belong together.

    `bindings` maps keys, as prompt-toolkit names them, to actions. `name` and `summary` describe
    them in the help, `hint` in the footer; a usual key of every pager has none of them.
    """

    bindings: Mapping[tuple[str, ...], Callable[[PagerControls], None]]
    name: str = ""
    summary: str = ""
    hint: str = ""


def _begin_search(pager: PagerControls) -> None:
    pager.search_text = ""


PAGER_KEYS = (
    PagerKey(
        {
            ("down", "j"): lambda pager: pager.scroll(1),
            ("up", "k"): lambda pager: pager.scroll(-1),
            ("pagedown", "space", "c-f"): lambda pager: pager.scroll_pages(_PAGE),
            ("pageup", "b", "c-b"): lambda pager: pager.scroll_pages(-_PAGE),
            ("d", "c-d"): lambda pager: pager.scroll_pages(_HALF_PAGE),
            ("u", "c-u"): lambda pager: pager.scroll_pages(-_HALF_PAGE),
            ("home", "g"): lambda pager: pager.go_to_end(last=False),
            ("end", "G"): lambda pager: pager.go_to_end(last=True),
            ("c-z",): lambda pager: pager.suspend(),
        }
    ),
    PagerKey(
        {("/",): _begin_search, ("enter",): lambda pager: pager.next_hit()},
        "/ Enter",
        "search, and go on to the next place",
        "/ search",
    ),
    PagerKey(
        {
            ("n",): lambda pager: pager.go_to_passage(1),
            ("p", "N"): lambda pager: pager.go_to_passage(-1),
        },
        "n p",
        "to the next passage found, to the previous one",
        "n p passages",
    ),
    PagerKey(
        {("q", "c-c", "<sigint>", "escape"): lambda pager: pager.leave()},
        "q",
        "back to the prompt",
        "q back",
    ),
)


def pager_bindings(pager: PagerControls) -> KeyBindings:
    """Return the key bindings of a pager, those of its search line included."""
    keys = KeyBindings()
    searching = Condition(lambda: pager.search_text is not None)
    for entry in PAGER_KEYS:
        for names, action in entry.bindings.items():
            for name in names:
                _bind(keys, name, pager, action, ~searching)

    @keys.add(Keys.Any, filter=searching)
    def _type(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            pager.search_text = (pager.search_text or "") + event.data

    @keys.add("backspace", filter=searching)
    def _delete(_: KeyPressEvent) -> None:
        pager.search_text = pager.search_text[:-1] if pager.search_text else None

    @keys.add("enter", filter=searching)
    def _search(_: KeyPressEvent) -> None:
        text, pager.search_text = pager.search_text or "", None
        pager.search(text)

    @keys.add("escape", filter=searching)
    @keys.add("c-c", filter=searching)
    @keys.add("<sigint>", filter=searching)
    def _cancel(_: KeyPressEvent) -> None:
        pager.search_text = None

    return keys


def _bind(
    keys: KeyBindings,
    name: str,
    pager: PagerControls,
    action: Callable[[PagerControls], None],
    condition: Filter,
) -> None:
    @keys.add(name, filter=condition)
    def _act(_: KeyPressEvent) -> None:
        action(pager)
