"""The line that is typed on: history, suggestions from it, completion, keys, the toolbar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import History
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from qa.terminal.output import theme
from qa.terminal.output.sanitize import sanitize
from qa.terminal.preferences import MONO, VI, Preferences
from qa.terminal.session.commands import FUNCTION_KEYS
from qa.terminal.session.toolbar import ToolbarState, toolbar

_ROWS_FOR_MENU = 5
_STYLE = Style.from_dict({"bottom-toolbar": "noreverse"})


class PromptInterruptedError(Exception):
    """The prompt was left without a line, because something else has to be seen to first."""


@dataclass(frozen=True, slots=True)
class PromptCallbacks:
    """What the prompt asks of the session around it.

    `shown` is called whenever the prompt is on the screen, `lead` gives what stands before it,
    `outlook` what the toolbar tells, `toggle_scores` turns the scores over.
    """

    shown: Callable[[], None]
    lead: Callable[[], str]
    outlook: Callable[[], ToolbarState]
    toggle_scores: Callable[[], None]


class Prompt:
    """Reads one line after another."""

    def __init__(
        self,
        history: History,
        completer: Completer,
        around: PromptCallbacks,
        preferences: Preferences,
    ) -> None:
        self._unfinished = ""
        self._around = around
        functions = {key.name: lambda line=key.line: self._run(line) for key in FUNCTION_KEYS}
        self._session: PromptSession[str] = PromptSession(
            self._message,
            history=history,
            auto_suggest=AutoSuggestFromHistory(),
            completer=completer,
            complete_while_typing=Condition(self._is_command),
            reserve_space_for_menu=_ROWS_FOR_MENU,
            key_bindings=bindings(functions),
            bottom_toolbar=self._toolbar,
            style=_STYLE,
            editing_mode=EditingMode.VI if preferences.keys == VI else EditingMode.EMACS,
            color_depth=ColorDepth.MONOCHROME if preferences.theme == MONO else None,
        )
        self._session.app.after_render += lambda _: around.shown()

    def read(self) -> str:
        """Return the line typed next.

        Raises:
            EOFError: Ctrl-D on an empty line, or the terminal is gone.
            KeyboardInterrupt: Ctrl-C on an empty line.
            CalledAwayError: `call_away` was called; what was typed is there again next time.
        """
        unfinished, self._unfinished = self._unfinished, ""
        self._session.app.erase_when_done = False
        return self._session.prompt(default=unfinished)

    def call_away(self) -> None:
        """Make `read` end with CalledAwayError, the prompt wiped; may be called from a thread."""
        loop = self._session.app.loop
        if loop is not None:
            loop.call_soon_threadsafe(self._leave)

    def refresh(self) -> None:
        """Show the prompt and the toolbar anew; may be called from a thread."""
        self._session.app.invalidate()

    def _leave(self) -> None:
        app = self._session.app
        if app.is_running and not app.is_done:
            self._unfinished = self._session.default_buffer.text
            app.erase_when_done = True
            app.exit(exception=PromptInterruptedError())

    def _run(self, line: str) -> None:
        """Do what an F-key stands for; what was being typed is there again afterwards."""
        app = self._session.app
        if line == _SCORES:
            self._around.toggle_scores()
        elif line == _KEYS:
            vi = app.editing_mode == EditingMode.VI
            app.editing_mode = EditingMode.EMACS if vi else EditingMode.VI
        else:
            self._unfinished = self._session.default_buffer.text
            app.erase_when_done = True
            app.exit(result=line)

    def _message(self) -> StyleAndTextTuples:
        lead = self._around.lead()
        return [(theme.PROMPT_LEAD, lead), (theme.PROMPT_STYLE, theme.PROMPT)]

    def _toolbar(self) -> StyleAndTextTuples:
        app = get_app()
        vi = app.editing_mode == EditingMode.VI
        names = [
            (key.name, ("emacs" if vi else "vi") if key.line == _KEYS else key.label)
            for key in FUNCTION_KEYS
        ]
        return toolbar(self._around.outlook(), names, app.output.get_size().columns)

    def _is_command(self) -> bool:
        return self._session.default_buffer.text.startswith("/")


_SCORES, _KEYS = "scores", "keys"


# The session's own keys: Ctrl-C clears the line, Alt-Enter breaks it, F-keys run commands.
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
    lines = [line.strip() for line in sanitize(pasted.replace("\r", "\n")).split("\n")]
    return " ".join(line for line in lines if line) if len(lines) > 1 else sanitize(pasted)


def _add_function(keys: KeyBindings, name: str, function: Callable[[], None]) -> None:
    @keys.add(name)
    def _call(_: KeyPressEvent) -> None:
        function()
