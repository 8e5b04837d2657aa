"""The index of a session: opened in the background, built first if missing, updated when replaced.

Shows only notices and errors about the index; answers no question.
"""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from qa.errors import IndexMissingError, QAError
from qa.settings import Settings
from qa.terminal.opening import build_first
from qa.terminal.session.background import BackgroundValue
from qa.terminal.session.view import SessionView

if TYPE_CHECKING:
    from qa.service.articles import IndexedArticles
    from qa.service.protocol import Service


class ServiceManager:
    """The open service, and the indexed articles of the generation that answers.

    `on_failure` is called in a thread when the index cannot be opened, `on_ready` with the service
    when it answers. `on_articles` is called,
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
        on_ready: "Callable[[Service], None]",
    ) -> None:
        self._settings = settings
        self._view = view
        self._on_articles = on_articles
        self._on_ready = on_ready
        self._service = BackgroundValue(self._open, on_failure)
        self._generation = ""
        self.articles: IndexedArticles | None = None

    @property
    def ready(self) -> bool:
        """Whether the index is open."""
        return self._service.ready

    def start(self) -> None:
        """Start opening the index unless that has been done."""
        self._service.start()

    def service(self) -> "Service":
        """Return the service once it is open; if there is no index, build one first.

        Raises:
            QAError: the index can neither be opened nor built.
        """
        try:
            if self._service.ready:
                return self._service.wait()
            with self._view.busy("loading"):
                return self._service.wait()
        except IndexMissingError:
            build_first(self._settings)
            return self._service.wait()

    def latest_service(self, *, announce: bool = True) -> "Service":
        """Return the service, switched to a newer generation if there is one.

        `announce` shows a notice of the switch. If the newer generation cannot be used, the error
        is shown and the service keeps its own.
        """
        service = self.service()
        try:
            service.refresh()
            generation = service.info.generation
            # The service may also have switched by itself while it answered.
            if generation != self._generation:
                self._open_articles(service)
                if announce:
                    self._view.show_notice(
                        f"the index has changed: from here on {generation} answers"
                    )
        except QAError as error:
            self._view.show_error(str(error))
        return service

    def finish(self) -> None:
        """Wait for an opening in progress, then close the service and the articles."""
        service = self._service.finish()
        if self.articles is not None:
            self.articles.close()
        if service is not None:
            service.close()

    def _open(self) -> "Service":
        # The libraries of search are not loaded before the prompt is on the screen.
        from qa.service.local import open_service

        service = open_service(self._settings)
        try:
            self._open_articles(service)
            service.warm()
            self._on_ready(service)
        except BaseException:
            service.close()
            raise
        return service

    def _open_articles(self, service: "Service") -> None:
        """Open the articles of the service's generation, or none if they cannot be read."""
        previous, self.articles = self.articles, None
        self._generation = service.info.generation
        with contextlib.suppress(QAError):
            self.articles = service.articles()
        self._on_articles()
        if previous is not None:
            previous.close()
