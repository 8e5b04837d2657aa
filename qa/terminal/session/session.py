"""The interactive session: a prompt, answers, commands; no mistake in it ends it."""

import gc
import sys
import threading
from dataclasses import replace

from qa.errors import CorpusUnusableError, IndexUnusableError, QAError
from qa.settings import Settings
from qa.terminal.history import PrivateHistory, history_file
from qa.terminal.output import theme
from qa.terminal.output.layout import console_for, is_plain
from qa.terminal.preferences import Preferences
from qa.terminal.session.background import CorpusWatcher
from qa.terminal.session.commands import find_command
from qa.terminal.session.completion import SessionCompleter
from qa.terminal.session.context import SessionContext
from qa.terminal.session.handlers.asking import ask
from qa.terminal.session.index import EngineManager
from qa.terminal.session.plain_prompt import PlainPrompt, Reads
from qa.terminal.session.prompt import Prompt, PromptCallbacks, PromptInterruptedError
from qa.terminal.session.toolbar import ToolbarState
from qa.terminal.session.view import SessionView
from qa.terminal.session.vocabulary import Vocabulary
from qa.terminal.session.worker import Rebuilding


def run_session(settings: Settings, preferences: Preferences | None = None) -> int:
    """Hold a session on the terminal until it is left; return the exit code.

    Raises:
        QAError: the index cannot be opened, nor built.
    """
    return Session(settings, preferences or Preferences()).run()


class Session:
    """One session with one index. `settings` say where index and corpus are."""

    def __init__(self, settings: Settings, preferences: Preferences) -> None:
        settings = replace(settings, limit=preferences.limit)
        self._settings = settings
        self._stage = SessionView(console_for(sys.stdout, theme=preferences.theme))
        self._plain = is_plain(self._stage.console)
        self._library = EngineManager(
            settings, self._stage, failed=self._call_away, opened=self._look_around
        )
        self._rebuilding = Rebuilding(settings, moved=self._refresh, ended=self._call_away)
        self._room = SessionContext(
            settings, preferences, self._stage, self._library, self._rebuilding
        )
        self._watch = CorpusWatcher(settings.corpus, self._refresh)
        self._prompt = self._make_prompt(preferences)
        self._hinted = False
        self._told_changed: str | None = None

    def run(self) -> int:
        """Read and handle lines until the session is left; return the exit code."""
        self._stage.remark(theme.SEPARATOR.join(["ask a question", "/help", "Ctrl-D leaves"]))
        if self._plain:
            self._library.engine()
        try:
            while not self._room.leaving:
                try:
                    if self._rebuilding.news:
                        self._see_to_news()
                    line = self._prompt.read().strip()
                    self._hinted = False
                    if line:
                        self._handle(line)
                except PromptInterruptedError:
                    self._see_to_news()
                except KeyboardInterrupt:
                    self._interrupted()
                except EOFError:
                    break
        finally:
            self._rebuilding.finish()
            self._library.finish()
        return 0

    def _make_prompt(self, preferences: Preferences) -> Reads:
        history = PrivateHistory(history_file(), self._stage.remark)
        if self._plain:
            return PlainPrompt(history)
        return Prompt(
            history,
            SessionCompleter(lambda: self._room.vocabulary),
            PromptCallbacks(self._shown, self._lead, self._outlook, self._toggle_scores),
            preferences,
        )

    def _handle(self, line: str) -> None:
        try:
            called = find_command(line)
            if called is None:
                ask(self._room, " ".join(line.split()))
                self._mention_changes()
            else:
                command, argument = called
                command.run(self._room, argument)
        except KeyboardInterrupt:
            self._stage.remark("stopped")
        except (IndexUnusableError, CorpusUnusableError) as error:
            if not self._library.ready:
                # There is nothing to hold a session with.
                raise
            self._stage.complain(str(error))
        except QAError as error:
            self._stage.complain(str(error))
        except Exception as error:  # noqa: BLE001 - a fault must not take the session with it
            self._stage.complain(f"fault in the program: {type(error).__name__}: {error}")

    def _see_to_news(self) -> None:
        """See to what called away from the prompt: a rebuild has ended, or there is no index."""
        outcome = self._rebuilding.take()
        if outcome is None:
            self._library.engine()
        elif outcome.wrong:
            self._stage.complain(outcome.wrong)
            self._library.latest()
        else:
            self._stage.report(outcome.report, outcome.notices)
            self._library.latest(tell=False)

    def _interrupted(self) -> None:
        """Stop the work that goes on; else say how to leave, once until something else is typed."""
        if self._rebuilding.going:
            self._rebuilding.stop()
        elif not self._hinted:
            self._hinted = True
            self._stage.remark("to leave: Ctrl-D or /quit")

    def _mention_changes(self) -> None:
        """Say once for each generation that the articles have changed since."""
        info = self._room.turns.last().answer.index
        if info.stale and self._told_changed != info.generation:
            self._told_changed = info.generation
            self._stage.remark("the articles have changed since the index was built: /rebuild")

    def _shown(self) -> None:
        # Loading begins once the prompt is there, so that it does not hold the prompt up.
        self._library.start()
        if self._rebuilding.news:
            self._prompt.call_away()

    def _lead(self) -> str:
        within = self._room.force.within
        return f"{within} " if within else ""

    def _outlook(self) -> ToolbarState:
        shelf = self._library.shelf
        return ToolbarState(
            articles=shelf.articles if shelf else None,
            passages=shelf.passages if shelf else 0,
            encoder=shelf.encoder if shelf else "",
            force=self._room.force.differences(self._settings.limit),
            changed=self._watch.told,
            work=self._rebuilding.told,
        )

    def _toggle_scores(self) -> None:
        force = self._room.force
        self._room.force = replace(force, scores=not force.scores)

    def _look_around(self) -> None:
        """Make anew what follows from the shelf; called whenever there is another one."""
        shelf = self._library.shelf
        if shelf is None:
            return
        self._watch.look(shelf)

        def learn() -> None:
            self._room.vocabulary = Vocabulary(shelf.texts(), shelf.paths())
            tune_gc()

        threading.Thread(target=learn, name="vocabulary", daemon=True).start()
        self._refresh()

    def _refresh(self) -> None:
        self._prompt.refresh()

    def _call_away(self) -> None:
        self._prompt.call_away()


# Keeps Python's search for garbage so short that nobody who types can feel it.
# Drawing a key's echo leaves about a thousand objects that only a search can free: one in fifty
# thousand takes a tenth of a second, one in so many two milliseconds.
_OBJECTS_BETWEEN_SEARCHES = 2_000


def tune_gc() -> None:
    """Search often from now on, and never again among what there is by now: it is here to stay."""
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
