"""The index of a session: opened in the background, built first if missing, updated when replaced.

Shows only notices and errors about the index; answers no question.
"""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from qa.errors import IndexMissingError, QAError
from qa.settings import Settings
from qa.terminal.opening import open_or_build
from qa.terminal.session.background import BackgroundValue
from qa.terminal.session.view import SessionView

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.service.articles import IndexedArticles


class EngineManager:
    """The engine, and the indexed articles of the same generation.

    `on_failure` is called in a thread when the index cannot be opened. `on_articles` is called,
    perhaps in a thread, when `articles` is another value; when it returns, nothing in the
    background may go on using the previous ones, which are then closed.
    """

    def __init__(
        self,
        settings: Settings,
        view: SessionView,
        *,
        on_failure: Callable[[], None],
        on_articles: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._view = view
        self._on_articles = on_articles
        self._engine = BackgroundValue(self._open, on_failure)
        self._generation = ""
        self.articles: IndexedArticles | None = None

    @property
    def ready(self) -> bool:
        """Whether the index is open."""
        return self._engine.ready

    def start(self) -> None:
        """Start opening the index unless that has been done."""
        self._engine.start()

    def engine(self) -> "Engine":
        """Return the engine once it is open; if there is no index, build one first.

        Raises:
            QAError: the index can neither be opened nor built.
        """
        try:
            if self._engine.ready:
                return self._engine.wait()
            with self._view.busy("loading"):
                return self._engine.wait()
        except IndexMissingError:
            open_or_build(self._settings).close()
            return self._engine.wait()

    def latest_engine(self, *, announce: bool = True) -> "Engine":
        """Return the engine, switched to a newer generation if there is one.

        `announce` shows a notice of the switch. If the newer generation cannot be used, the error
        is shown and the engine keeps its own.
        """
        engine = self.engine()
        try:
            engine.refresh()
            generation = engine.info.generation
            # The engine may also have switched by itself while it answered.
            if generation != self._generation:
                self._open_articles(engine)
                if announce:
                    self._view.show_notice(
                        f"the index has changed: from here on {generation} answers"
                    )
        except QAError as error:
            self._view.show_error(str(error))
        return engine

    def finish(self) -> None:
        """Wait for an opening in progress, then close the engine and the articles."""
        engine = self._engine.finish()
        if self.articles is not None:
            self.articles.close()
        if engine is not None:
            engine.close()

    def _open(self) -> "Engine":
        from qa.engine import open_index

        engine = open_index(self._settings.index, corpus=self._settings.corpus)
        try:
            self._open_articles(engine)
            engine.warm()
        except BaseException:
            engine.close()
            raise
        return engine

    def _open_articles(self, engine: "Engine") -> None:
        """Open the articles of the engine's generation, or none if they cannot be read."""
        from qa.service.articles import IndexedArticles

        previous, self.articles = self.articles, None
        self._generation = engine.info.generation
        with contextlib.suppress(QAError):
            self.articles = IndexedArticles(self._settings.index, self._generation)
        self._on_articles()
        if previous is not None:
            previous.close()
