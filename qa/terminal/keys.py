"""The session's own keys: Ctrl-C clears the line, and a paste of many lines is one question."""

from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys

from qa.terminal.harmless import harmless


def bindings() -> KeyBindings:
    """Return the key bindings that are added to prompt-toolkit's own."""
    keys = KeyBindings()

    @keys.add("c-c")
    @keys.add("<sigint>")
    def _clear(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.text:
            buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt())

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(flattened(event.data))

    return keys


def flattened(pasted: str) -> str:
    """Return pasted text on one line and harmless; its inner spaces stay as they are."""
    lines = [line.strip() for line in harmless(pasted.replace("\r", "\n")).split("\n")]
    return " ".join(line for line in lines if line) if len(lines) > 1 else harmless(pasted)
