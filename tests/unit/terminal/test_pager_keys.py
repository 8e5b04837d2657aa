"""The pager's keys come from one table."""

from itertools import chain

from prompt_toolkit.key_binding import KeyBindings

from qa.terminal.pager.keys import PAGER_KEYS, pager_bindings
from qa.terminal.session.commands import KEYS


class RecordingPager:
    """Records what the keys do."""

    def __init__(self) -> None:
        self.search_text: str | None = None
        self.calls: list[str] = []

    def leave(self) -> None:
        """Record it."""
        self.calls.append("leave")

    def suspend(self) -> None:
        """Record it."""
        self.calls.append("suspend")

    def scroll(self, rows: int) -> None:
        """Record it."""
        self.calls.append(f"scroll {rows}")

    def scroll_pages(self, share: float) -> None:
        """Record it."""
        self.calls.append(f"pages {share}")

    def go_to_end(self, *, last: bool) -> None:
        """Record it."""
        self.calls.append(f"end {last}")

    def go_to_passage(self, step: int) -> None:
        """Record it."""
        self.calls.append(f"passage {step}")

    def search(self, text: str) -> None:
        """Record it."""
        self.calls.append(f"search {text}")

    def next_hit(self) -> None:
        """Record it."""
        self.calls.append("next hit")


def test_every_key_of_the_table_is_bound() -> None:
    """And to the action that stands beside it."""
    pager = RecordingPager()
    bindings = pager_bindings(pager)
    assert isinstance(bindings, KeyBindings)
    bound = {str(getattr(key, "value", key)) for b in bindings.bindings for key in b.keys}
    actions = list(chain.from_iterable(key.bindings.items() for key in PAGER_KEYS))
    aliases = {"space": " ", "enter": "c-m"}
    for names, action in actions:
        assert {aliases.get(name, name) for name in names} <= bound
        action(pager)
    assert pager.calls == [
        "scroll 1",
        "scroll -1",
        "pages 0.9",
        "pages -0.9",
        "pages 0.5",
        "pages -0.5",
        "end False",
        "end True",
        "suspend",
        "next hit",
        "passage 1",
        "passage -1",
        "leave",
    ]
    assert pager.search_text == ""


def test_the_help_describes_the_keys_of_the_table() -> None:
    """In the session's help, which the README shows, they are the last ones."""
    described = [(key.name, f"in an article: {key.summary}") for key in PAGER_KEYS if key.name]
    assert [(key.name, key.summary) for key in KEYS][-len(described) :] == described
