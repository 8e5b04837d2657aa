"""The index of a session: opened behind the prompt, built first if need be, changed for a newer."""

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
    """The engine and the shelf of the same generation.

    `failed` is called in a thread when the index cannot be opened; `opened` there when it is.
    """

    def __init__(
        self,
        settings: Settings,
        stage: SessionView,
        *,
        failed: Callable[[], None],
        opened: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._stage = stage
        self._opened = opened
        self._engine = BackgroundValue(self._open, failed)
        self._name = ""
        self.shelf: IndexedArticles | None = None

    @property
    def ready(self) -> bool:
        """Whether the index is open."""
        return self._engine.ready

    def start(self) -> None:
        """Begin to open the index, unless that has been done."""
        self._engine.start()

    def engine(self) -> "Engine":
        """Return the engine when it is there; if there is no index, build one first.

        Raises:
            QAError: the index cannot be opened, nor built.
        """
        try:
            if self._engine.ready:
                return self._engine.wait()
            with self._stage.busy("loading"):
                return self._engine.wait()
        except IndexMissingError:
            open_or_build(self._settings).close()
            return self._engine.wait()

    def latest(self, *, tell: bool = True) -> "Engine":
        """Return the engine, gone over to a newer generation if there is one; `tell` says so.

        If the newer one is of no use that is told, and the engine stays with its own.
        """
        engine = self.engine()
        try:
            engine.refresh()
            name = engine.info.generation
            # The engine may also have gone over by itself, while it answered.
            if name != self._name:
                self._take_down(engine)
                if tell:
                    self._stage.remark(f"the index has changed: from here on {name} answers")
        except QAError as error:
            self._stage.complain(str(error))
        return engine

    def finish(self) -> None:
        """Wait until nothing is being opened any more."""
        self._engine.finish()

    def _open(self) -> "Engine":
        from qa.engine import open_index

        engine = open_index(self._settings.index, corpus=self._settings.corpus)
        self._take_down(engine)
        engine.warm()
        return engine

    def _take_down(self, engine: "Engine") -> None:
        """Take the shelf of the engine's generation; without it only what needs it is missing."""
        from qa.service.articles import IndexedArticles

        self.shelf, self._name = None, engine.info.generation
        with contextlib.suppress(QAError):
            self.shelf = IndexedArticles(self._settings.index, self._name)
        self._opened()
