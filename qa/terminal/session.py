"""The interactive session: a prompt, answers, commands; no mistake in it ends it."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from qa.errors import IndexMissingError, QAError
from qa.settings import Settings
from qa.terminal import looks
from qa.terminal.commands import find_command
from qa.terminal.harmless import harmless, one_line
from qa.terminal.history import PrivateHistory, history_file
from qa.terminal.lines import checked_question
from qa.terminal.manner import Manner
from qa.terminal.opening import open_or_build
from qa.terminal.page import Page
from qa.terminal.prompt import CalledAwayError, Prompt
from qa.terminal.render import render
from qa.terminal.screen import console_for
from qa.terminal.waiting import Behind, spinner

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.model import Answer


def run_session(settings: Settings) -> int:
    """Hold a session on the terminal until it is left; return the exit code.

    Raises:
        QAError: the index cannot be opened, nor built.
    """
    return Session(settings).run()


class Session:
    """One session with one index. `settings` say where index and corpus are."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._console = console_for(sys.stdout)
        self._engine = Behind(self._open, self._engine_failed)
        # Loading begins once the prompt is there, so that it does not hold the prompt up.
        self._prompt = Prompt(PrivateHistory(history_file(), self.remark), self._engine.start)
        self._leaving = False
        self._hinted = False
        self._told_stale: str | None = None

    def run(self) -> int:
        """Read and handle lines until the session is left; return the exit code."""
        self.remark(looks.BETWEEN.join(["ask a question", "/help", "Ctrl-D leaves"]))
        while not self._leaving:
            try:
                line = " ".join(self._prompt.read().split())
                self._hinted = False
                if line:
                    self._handle(line)
            except CalledAwayError:
                self._loaded()
            except KeyboardInterrupt:
                self._hint()
            except EOFError:
                break
        return 0

    def leave(self) -> None:
        """End the session after the line in hand."""
        self._leaving = True

    def remark(self, sentence: str) -> None:
        """Say something about the session itself, in grey."""
        self._show([sentence], looks.GREY)

    def show_lines(self, lines: Iterable[str], *, hanging: int = 0) -> None:
        """Show lines of plain text; what of one does not fit goes on `hanging` columns in."""
        self._show(lines, "", hanging=hanging)

    def _show(self, lines: Iterable[str], style: str, *, hanging: int = 0) -> None:
        page = Page(self._console)
        for line in lines:
            page.add(Text(harmless(line), style), hanging=hanging)
        self._console.print(page.text())

    def _handle(self, line: str) -> None:
        try:
            called = find_command(line)
            if called is None:
                self._ask(line)
            else:
                command, argument = called
                command.run(self, argument)
        except KeyboardInterrupt:
            self.remark("stopped")
        except QAError as error:
            self._complain(str(error))
        except Exception as error:  # noqa: BLE001 - a fault must not take the session with it
            self._complain(f"fault in the program: {type(error).__name__}: {error}")

    def _ask(self, line: str) -> None:
        question = checked_question(line)
        engine = self._loaded()
        self._take_newer(engine)
        with spinner(self._console, "reading"):
            answer = engine.ask(question, limit=self.settings.limit)
        manner = Manner(articles=engine.articles, timed=True)
        self._console.print()
        self._console.print(render(answer, self._console, manner))
        self._console.print()
        self._mention_staleness(answer)

    def _take_newer(self, engine: "Engine") -> None:
        """Go over to a newer generation if there is one; if it is of no use, stay with this one."""
        try:
            if engine.refresh():
                self.remark(f"the index was rebuilt: from here on {engine.info.generation} answers")
        except QAError as error:
            self._complain(str(error))

    def _mention_staleness(self, answer: "Answer") -> None:
        """Say once for each generation that the articles have changed since."""
        generation = answer.index.generation
        if answer.index.stale and self._told_stale != generation:
            self._told_stale = generation
            self.remark("the articles have changed since the index was built: /rebuild")

    def _complain(self, message: str) -> None:
        page = Page(self._console)
        page.add(Text(one_line(message), looks.FAILURE))
        self._console.print(page.text())

    def _hint(self) -> None:
        """Say how to leave, once until something else is typed."""
        if not self._hinted:
            self._hinted = True
            self.remark("to leave: Ctrl-D or /quit")

    def _loaded(self) -> "Engine":
        """Return the engine when it is there; if there is no index, build one first."""
        try:
            if self._engine.ready:
                return self._engine.wait()
            with spinner(self._console, "loading"):
                return self._engine.wait()
        except IndexMissingError:
            open_or_build(self.settings).close()
            return self._engine.wait()

    def _open(self) -> "Engine":
        from qa.engine import open_index

        engine = open_index(self.settings.index, corpus=self.settings.corpus)
        engine.warm()
        return engine

    def _engine_failed(self) -> None:
        self._prompt.call_away()
