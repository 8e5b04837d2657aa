"""The interactive session: reads lines, runs commands, answers questions; no error ends it."""

import gc
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.errors import CorpusUnusableError, IndexUnusableError, QAError
from qa.settings import Settings
from qa.terminal.history import PrivateHistory, history_file
from qa.terminal.output import theme
from qa.terminal.output.layout import columns, console_for, is_plain
from qa.terminal.output.sanitize import one_line, shorten_middle
from qa.terminal.output.wording import counted
from qa.terminal.preferences import Preferences
from qa.terminal.session.background import CorpusWatcher
from qa.terminal.session.commands import find_command
from qa.terminal.session.completion import SessionCompleter
from qa.terminal.session.context import SessionContext
from qa.terminal.session.handlers.questions import ask
from qa.terminal.session.index import ServiceManager
from qa.terminal.session.plain_prompt import LineReader, PlainPrompt
from qa.terminal.session.prompt import Prompt, PromptCallbacks, PromptInterruptedError
from qa.terminal.session.toolbar import ToolbarState
from qa.terminal.session.view import SessionView
from qa.terminal.session.vocabulary import Vocabulary, VocabularyLoader
from qa.terminal.session.welcome.loader import Welcome
from qa.terminal.session.worker import BackgroundRebuild
from qa.terminal.signals import give_terminal_back

if TYPE_CHECKING:
    from qa.service.protocol import Service

# Drawing the echo of a key leaves about a thousand objects that only the garbage collector frees.
# A collection after so many takes two milliseconds; after fifty thousand it takes a hundred.
_GC_THRESHOLD = 2_000
# The question has the rest of the line, however narrow the window.
_PREFIX_SHARE = 3
# More lines than these, and commands among them, are perhaps pasted by mistake.
_MOST_UNASKED = 5
_COMMAND_MARKS = ("/", ":")


def run_session(settings: Settings, preferences: Preferences | None = None) -> int:
    """Run a session on the terminal until the user leaves; return the exit code.

    Raises:
        QAError: the index can neither be opened nor built.
        EndedBySignalError: a signal came that ends the process.
    """
    # What a shell starts in the background ignores it, and so does all that is started from there.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with give_terminal_back():
        return Session(settings, preferences or Preferences()).run()


class Session:
    """One session with one index. `settings` name the index and the corpus."""

    def __init__(self, settings: Settings, preferences: Preferences) -> None:
        settings = replace(settings, limit=preferences.limit)
        self._settings = settings
        self._view = SessionView(console_for(sys.stdout, theme=preferences.theme))
        self._plain = is_plain(self._view.console)
        self._service_manager = ServiceManager(
            settings,
            self._view,
            on_failure=self._interrupt_prompt,
            on_articles=self._articles_changed,
            on_ready=self._service_ready,
        )
        self._rebuild = BackgroundRebuild(
            settings, on_progress=self._refresh_prompt, on_end=self._interrupt_prompt
        )
        self._context = SessionContext(
            settings, preferences, self._view, self._service_manager, self._rebuild
        )
        self._watcher = CorpusWatcher(settings.corpus, self._refresh_prompt)
        self._vocabulary_loader = VocabularyLoader(self._vocabulary_loaded)
        self._welcome = Welcome(self._view, on_ready=self._welcome_ready)
        self._prompt = self._create_prompt(preferences)
        self._leave_hint_shown = False
        self._mentioned_generation: str | None = None

    def run(self) -> int:
        """Read and handle lines until the user leaves; return the exit code."""
        self._view.show_notice(theme.SEPARATOR.join(["ask a question", "/help", "Ctrl-D leaves"]))
        try:
            if self._plain:
                self._service_manager.service()
                self._welcome.show()
            while not self._context.leaving:
                try:
                    if self._rebuild.has_outcome:
                        self._handle_notification()
                    lines = self._prompt.read()
                    self._leave_hint_shown = False
                    self._handle_all(lines)
                except PromptInterruptedError:
                    self._handle_notification()
                except KeyboardInterrupt:
                    self._handle_interrupt()
                except EOFError:
                    break
        finally:
            self._finish()
        return 0

    def _finish(self) -> None:
        """End every thread and process of the session, each before what it uses is closed."""
        self._rebuild.finish()
        self._welcome.finish()
        self._vocabulary_loader.finish()
        self._watcher.finish()
        self._service_manager.finish()

    def _create_prompt(self, preferences: Preferences) -> LineReader:
        history = PrivateHistory(history_file(), self._view.show_notice)
        if self._plain:
            return PlainPrompt(history)
        return Prompt(
            history,
            SessionCompleter(lambda: self._context.vocabulary),
            PromptCallbacks(
                on_shown=self._prompt_shown,
                prefix=self._prompt_prefix,
                toolbar_state=self._toolbar_state,
                toggle_scores=self._toggle_scores,
            ),
            preferences,
        )

    def _handle_all(self, lines: Sequence[str]) -> None:
        """Handle a line, or several that were pasted: one by one, each shown before its answer."""
        if any(lines):
            self._welcome.cancel()
        several = len(lines) > 1
        commands = any(line.startswith(_COMMAND_MARKS) for line in lines)
        if several and (commands or len(lines) > _MOST_UNASKED):
            among = ", commands among them" if commands else ""
            self._view.show_notice(f"{len(lines):,} lines were pasted{among}")
            if not self._prompt.confirm("go through them one by one?"):
                # Perhaps they are one question that was wrapped.
                self._prompt.put_back(" ".join(lines))
                return
        for number, line in enumerate(lines, start=1):
            if not self._handle(line.strip(), shown=several):
                if left := len(lines) - number:
                    self._view.show_notice(f"{counted(left, 'line')} left out")
                return
            if self._context.leaving:
                return

    def _handle(self, line: str, *, shown: bool = False) -> bool:
        """Run a command or answer a question, `shown` first as if typed; False if interrupted."""
        try:
            if shown:
                self._view.show_entered(self._prompt_prefix(), line)
            if not line:
                return True
            found = find_command(line)
            if question := self._welcome.offered(line):
                self._view.show_entered(self._prompt_prefix(), question)
                line = question
            if found is None:
                ask(self._context, " ".join(line.split()))
                self._mention_changes()
            else:
                command, argument = found
                command.run(self._context, argument)
        except KeyboardInterrupt:
            self._view.show_notice("stopped")
            return False
        except (IndexUnusableError, CorpusUnusableError) as error:
            if not self._service_manager.ready:
                # Without an index there can be no session.
                raise
            self._view.show_error(str(error))
        except QAError as error:
            self._view.show_error(str(error))
        except Exception as error:  # noqa: BLE001 - no fault may end the session
            self._view.show_error(f"fault in the program: {type(error).__name__}: {error}")
        return True

    def _handle_notification(self) -> None:
        """Handle what interrupted the prompt.

        A rebuild has ended, the index did not open, or what lies there can be told.
        """
        if self._welcome.show():
            return
        outcome = self._rebuild.take_outcome()
        if outcome is None:
            self._service_manager.service()
        elif outcome.error:
            self._view.show_error(outcome.error)
            self._service_manager.latest_service()
        else:
            self._view.show_report(outcome.report, outcome.notices)
            self._service_manager.latest_service(announce=False)

    def _handle_interrupt(self) -> None:
        """Stop a rebuild in progress; else show how to leave, once until a line is typed."""
        if self._rebuild.running:
            self._rebuild.stop()
        elif not self._leave_hint_shown:
            self._leave_hint_shown = True
            self._view.show_notice("to leave: Ctrl-D or /quit")

    def _mention_changes(self) -> None:
        """Show, once for each generation, that the articles are not those it was built from."""
        info = self._context.turns.last().answer.index
        if self._mentioned_generation == info.generation or (info.compared and not info.stale):
            return
        self._mentioned_generation = info.generation
        if info.stale:
            self._view.show_notice("the articles have changed since the index was built: /rebuild")
        else:
            from qa.origin import uncompared

            self._view.show_notice(uncompared(self._settings.corpus, info))

    def _prompt_shown(self) -> None:
        # Loading starts only now, so that it does not delay the first prompt.
        self._service_manager.start()
        if self._rebuild.has_outcome:
            self._interrupt_prompt()

    def _prompt_prefix(self) -> str:
        within = self._context.query_options.within
        longest = columns(self._view.console) // _PREFIX_SHARE
        return f"{shorten_middle(one_line(within), longest)} " if within else ""

    def _toolbar_state(self) -> ToolbarState:
        articles = self._service_manager.articles
        return ToolbarState(
            articles=articles.articles if articles else None,
            passages=articles.passages if articles else 0,
            encoder=articles.encoder if articles else "",
            options=self._context.query_options.differences(self._settings.limit),
            corpus_changes=self._watcher.summary,
            rebuild_progress=self._rebuild.progress,
        )

    def _toggle_scores(self) -> None:
        options = self._context.query_options
        self._context.query_options = replace(options, scores=not options.scores)

    def _service_ready(self, service: "Service") -> None:
        """Look at what lies there, behind the prompt; where none can be drawn over, at once."""
        articles = self._service_manager.articles
        if articles is not None:
            self._welcome.load(service, articles, at_once=self._plain)

    def _welcome_ready(self) -> None:
        self._prompt.interrupt(if_empty=True)

    def _articles_changed(self) -> None:
        """Watch the articles of the newly opened generation and load their vocabulary."""
        articles = self._service_manager.articles
        self._vocabulary_loader.finish()
        self._watcher.watch(articles)
        if articles is not None:
            self._vocabulary_loader.load(articles)
        self._refresh_prompt()

    def _vocabulary_loaded(self, vocabulary: Vocabulary) -> None:
        self._context.vocabulary = vocabulary
        tune_gc()

    def _refresh_prompt(self) -> None:
        self._prompt.refresh()

    def _interrupt_prompt(self) -> None:
        self._prompt.interrupt()


def tune_gc() -> None:
    """Exempt all present objects from garbage collection, and collect often from now on.

    Everything loaded by now stays until the process ends; short collections are not noticed by
    somebody who types.
    """
    gc.freeze()
    gc.set_threshold(_GC_THRESHOLD)
