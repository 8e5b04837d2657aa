"""The prompt: line editing with history, suggestions, completion, keys and the toolbar.

Executes nothing: F-keys end the prompt with the line they stand for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer
from prompt_toolkit.enums import DEFAULT_BUFFER, EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import History
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.shortcuts import confirm
from prompt_toolkit.styles import Style

from qa.terminal.output import theme
from qa.terminal.output.sanitize import sanitize
from qa.terminal.preferences import VI, Preferences
from qa.terminal.session.commands import FUNCTION_KEYS, TOGGLE_EDITING_MODE, TOGGLE_SCORES
from qa.terminal.session.plain_prompt import entered_lines
from qa.terminal.session.toolbar import ToolbarState, toolbar
from qa.terminal.signals import suspend

_MENU_ROWS = 5
_STYLE = Style.from_dict({"bottom-toolbar": "noreverse"})


class PromptInterruptedError(Exception):
    """The prompt ended without a line, because `Prompt.interrupt` was called."""


@dataclass(frozen=True, slots=True)
class PromptCallbacks:
    """What the prompt calls in the session that uses it.

    `on_shown` is called whenever the prompt has been drawn, `prefix` returns what stands before
    it, `toolbar_state` what the toolbar shows; `toggle_scores` turns the scores on or off.
    """

    on_shown: Callable[[], None]
    prefix: Callable[[], str]
    toolbar_state: Callable[[], ToolbarState]
    toggle_scores: Callable[[], None]


class Prompt:
    """Reads one line after another."""

    def __init__(
        self,
        history: History,
        completer: Completer,
        callbacks: PromptCallbacks,
        preferences: Preferences,
    ) -> None:
        self._unfinished = ""
        self._pasted: tuple[str, ...] = ()
        self._callbacks = callbacks
        functions = {
            key.name: lambda line=key.line: self._press_function_key(line) for key in FUNCTION_KEYS
        }
        self._session: PromptSession[str] = PromptSession(
            self._message,
            history=history,
            auto_suggest=AutoSuggestFromHistory(),
            completer=completer,
            complete_while_typing=Condition(self._is_command),
            reserve_space_for_menu=_MENU_ROWS,
            key_bindings=prompt_bindings(functions, self._take_pasted),
            bottom_toolbar=self._toolbar,
            style=_STYLE,
            editing_mode=EditingMode.VI if preferences.keys == VI else EditingMode.EMACS,
            color_depth=ColorDepth.MONOCHROME if preferences.theme == theme.MONO else None,
        )
        self._session.app.after_render += lambda _: callbacks.on_shown()

    def read(self) -> tuple[str, ...]:
        """Return the next line typed, or the lines pasted if they are several.

        Raises:
            EOFError: Ctrl-D on an empty line, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C on an empty line.
            PromptInterruptedError: `interrupt` was called; what was typed is kept for the next
                call.
        """
        unfinished, self._unfinished = self._unfinished, ""
        self._session.app.erase_when_done = False
        line = self._session.prompt(default=unfinished)
        pasted, self._pasted = self._pasted, ()
        return pasted or (line,)

    def confirm(self, question: str) -> bool:
        """Return whether the user says yes to a question."""
        try:
            return confirm(question)
        except (EOFError, KeyboardInterrupt):
            return False

    def put_back(self, line: str) -> None:
        """Let the next prompt begin with the line."""
        self._unfinished = line

    def interrupt(self, *, if_empty: bool = False) -> None:
        """Erase the prompt and make `read` raise PromptInterruptedError; any thread may call it.

        With `if_empty` only where nothing has been typed.
        """
        loop = self._session.app.loop
        if loop is not None:
            loop.call_soon_threadsafe(self._interrupt, if_empty)

    def refresh(self) -> None:
        """Redraw the prompt and the toolbar; may be called from any thread."""
        self._session.app.invalidate()

    def _interrupt(self, if_empty: bool) -> None:  # noqa: FBT001 - a callback of the event loop
        app = self._session.app
        kept = if_empty and bool(self._session.default_buffer.text)
        if app.is_running and not app.is_done and not kept:
            self._unfinished = self._session.default_buffer.text
            app.erase_when_done = True
            app.exit(exception=PromptInterruptedError())

    def _take_pasted(self, lines: tuple[str, ...]) -> None:
        """End the prompt with several lines instead of one; each is shown as it is handled."""
        for line in lines:
            self._session.history.append_string(line)
        self._pasted = lines
        app = self._session.app
        app.erase_when_done = True
        app.exit(result="")

    def _press_function_key(self, line: str) -> None:
        """Do what an F-key stands for; a line that is being typed is kept."""
        app = self._session.app
        if line == TOGGLE_SCORES:
            self._callbacks.toggle_scores()
        elif line == TOGGLE_EDITING_MODE:
            vi = app.editing_mode == EditingMode.VI
            app.editing_mode = EditingMode.EMACS if vi else EditingMode.VI
        else:
            self._unfinished = self._session.default_buffer.text
            app.erase_when_done = True
            app.exit(result=line)

    def _message(self) -> StyleAndTextTuples:
        prefix = self._callbacks.prefix()
        return [(theme.PROMPT_LEAD, prefix), (theme.PROMPT_STYLE, theme.PROMPT)]

    def _toolbar(self) -> StyleAndTextTuples:
        app = get_app()
        other_mode = "emacs" if app.editing_mode == EditingMode.VI else "vi"
        keys = [
            (key.name, other_mode if key.line == TOGGLE_EDITING_MODE else key.label)
            for key in FUNCTION_KEYS
        ]
        return toolbar(self._callbacks.toolbar_state(), keys, app.output.get_size().columns)

    def _is_command(self) -> bool:
        return self._session.default_buffer.text.startswith("/")


def prompt_bindings(
    functions: Mapping[str, Callable[[], None]], take_pasted: Callable[[tuple[str, ...]], None]
) -> KeyBindings:
    """Return the key bindings of the prompt that are added to prompt-toolkit's own.

    Ctrl-C clears the line, Ctrl-Z suspends, Alt-Enter breaks the line. `functions` maps the name
    of an F-key to what it does; `take_pasted` is called with the lines, those typed before and
    after included, when several are pasted.
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

    @keys.add("c-z")
    def _suspend(_: KeyPressEvent) -> None:
        suspend()

    @keys.add("escape", "enter")
    def _break_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        buffer, pasted = event.current_buffer, event.data
        before, after = buffer.document.text_before_cursor, buffer.document.text_after_cursor
        if buffer.name == DEFAULT_BUFFER and len(entered_lines(pasted)) > 1:
            take_pasted(entered_lines(before + pasted + after))
        else:
            buffer.insert_text(flattened(pasted))

    for name, function in functions.items():
        _add_function_key(keys, name.lower(), function)
    return keys


def flattened(pasted: str) -> str:
    """Return pasted text sanitized and on one line; spaces within a line are kept."""
    text = pasted.replace("\r", "\n")
    return " ".join(entered_lines(text)) if "\n" in text else sanitize(text)


def _add_function_key(keys: KeyBindings, name: str, function: Callable[[], None]) -> None:
    @keys.add(name)
    def _call(_: KeyPressEvent) -> None:
        function()
