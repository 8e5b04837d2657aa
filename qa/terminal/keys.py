"""The session's own keys: Ctrl-C clears the line, Alt-Enter breaks it, F-keys run commands."""

from collections.abc import Callable, Mapping

from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys

from qa.terminal.harmless import harmless


def bindings(functions: Mapping[str, Callable[[], None]]) -> KeyBindings:
    """Return the key bindings that are added to prompt-toolkit's own.

    `functions` maps an F-key to what it does.
    """
    keys = KeyBindings()

    @keys.add("c-c")
    @keys.add("<sigint>")
    def _clear(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.text:
            buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt())

    @keys.add("escape", "enter")
    def _break(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(flattened(event.data))

    for name, function in functions.items():
        _add_function(keys, name.lower(), function)
    return keys


def flattened(pasted: str) -> str:
    """Return pasted text on one line and harmless; its inner spaces stay as they are."""
    lines = [line.strip() for line in harmless(pasted.replace("\r", "\n")).split("\n")]
    return " ".join(line for line in lines if line) if len(lines) > 1 else harmless(pasted)


def _add_function(keys: KeyBindings, name: str, function: Callable[[], None]) -> None:
    @keys.add(name)
    def _call(_: KeyPressEvent) -> None:
        function()
