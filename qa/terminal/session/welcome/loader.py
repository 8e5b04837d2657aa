"""Makes the card of a session behind the prompt, from a few articles at most, and shows it."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.errors import QAError
from qa.terminal.session.welcome.card import Card, card_of_article, card_of_articles

if TYPE_CHECKING:
    from qa.service.articles import IndexedArticles
    from qa.service.protocol import Service
    from qa.terminal.session.view import SessionView

MOST_ARTICLES = 40
"""Articles whose marks are read."""
_MOST_ASKED_OF = 10
_LONGEST_ARTICLE = 500_000
_LONGEST_WAIT_SECONDS = 30.0


class Welcome:
    """The card of a session: made behind the prompt, shown once, unless a line was entered before.

    `on_ready` is called in a thread when there is one to show.
    """

    def __init__(self, view: "SessionView", on_ready: Callable[[], None]) -> None:
        self._view = view
        self._on_ready = on_ready
        self._thread: threading.Thread | None = None
        self._cancelled = threading.Event()
        self._card: Card | None = None
        self._questions: tuple[str, ...] = ()

    def load(self, service: "Service", articles: "IndexedArticles", *, at_once: bool) -> None:
        """Make the card, once for a session: in a thread, or before this returns."""
        if self._thread is not None or self._cancelled.is_set():
            return
        self._thread = threading.Thread(
            target=self._run, args=(service, articles), name="welcome", daemon=True
        )
        self._thread.start()
        if at_once:
            self._thread.join(_LONGEST_WAIT_SECONDS)

    def show(self) -> bool:
        """Show the card if there is one that has not been shown; return whether there was."""
        card, self._card = self._card, None
        if card is None or self._cancelled.is_set():
            return False
        self._questions = card.questions
        self._view.show_card(card)
        return True

    def offered(self, line: str) -> str | None:
        """Return the question whose number the line is, None if none was offered by it."""
        if line.isascii() and line.isdigit() and 1 <= int(line) <= len(self._questions):
            return self._questions[int(line) - 1]
        return None

    def cancel(self) -> None:
        """Show no card any more: something has been asked."""
        self._cancelled.set()

    def finish(self) -> None:
        """Cancel, and wait until the thread has ended."""
        self.cancel()
        if self._thread is not None:
            self._thread.join(_LONGEST_WAIT_SECONDS)

    def _run(self, service: "Service", articles: "IndexedArticles") -> None:
        # What cannot be read is told of where it is asked.
        with contextlib.suppress(QAError):
            self._card = make_card(service, articles, lambda: not self._cancelled.is_set())
        if self._card is not None and not self._cancelled.is_set():
            self._on_ready()


def make_card(
    service: "Service", articles: "IndexedArticles", wanted: Callable[[], bool]
) -> Card | None:
    """Return what lies there and questions that it answers; None if no article is annotated."""
    from qa.terminal.session.welcome.suggestions import MarkedText, find_suggestions

    read = []
    for path in articles.paths()[:MOST_ARTICLES]:
        if not wanted():
            return None
        article, marks, text = articles.article(path), None, None
        if article and article.size <= _LONGEST_ARTICLE:
            marks, text = articles.annotations(path), articles.text(path)
        if article and marks and text is not None:
            read.append((article, MarkedText(path, text, marks)))
    if not read:
        return None
    if articles.articles == 1:
        article, marked = read[0]
        title = article.title or article.name
        card = card_of_article(title, article.date, article.source, marked.marks)
    else:
        card = card_of_articles(articles.articles, [marked.marks for _, marked in read])
    asked_of = [marked for _, marked in read[:_MOST_ASKED_OF]]
    questions = find_suggestions(asked_of, lambda text: service.ask(text, limit=1), wanted)
    return replace(card, questions=questions)
