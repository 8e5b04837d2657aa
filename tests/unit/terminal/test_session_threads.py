"""Every thread, process and file of a session ends with its owner."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from qa.errors import IndexDamagedError
from qa.model import CorpusChanges
from qa.service.articles import IndexedArticles
from qa.settings import Settings
from qa.terminal.output.layout import console_for
from qa.terminal.session.background import CorpusWatcher
from qa.terminal.session.index import ServiceManager
from qa.terminal.session.view import SessionView
from qa.terminal.session.vocabulary import Vocabulary, VocabularyLoader
from qa.terminal.session.worker import BackgroundRebuild
from tests.support.desk import Desk


class FakeArticles:
    """Articles that report changes, and yield texts for ever."""

    def __init__(self, changes: CorpusChanges | Exception) -> None:
        self.outcome = changes
        self.compared = threading.Event()
        self.read = threading.Event()

    def changes(self, _: Path) -> CorpusChanges:
        """Return or raise the outcome."""
        self.compared.set()
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def paths(self) -> list[str]:
        """Return no path."""
        return []

    def texts(self) -> Iterator[str]:
        """Yield empty texts, so that no bound on their length is ever reached."""
        while True:
            self.read.set()
            yield ""


def as_articles(articles: FakeArticles) -> IndexedArticles:
    """Return the fake under the type that it stands for."""
    return cast("IndexedArticles", articles)


def alive() -> set[str]:
    """Return the names of the threads that are running."""
    return {thread.name for thread in threading.enumerate()}


def test_a_watcher_ends_with_its_owner(tmp_path: Path) -> None:
    """It notices a change at once, follows other articles at once, and its thread ends."""
    changed = threading.Event()
    watcher = CorpusWatcher(tmp_path, changed.set)
    watcher.watch(as_articles(FakeArticles(CorpusChanges(added=("a.txt",)))))
    changed.wait()
    assert watcher.summary == "a.txt added"
    other = FakeArticles(IndexDamagedError("broken"))
    watcher.watch(as_articles(other))
    other.compared.wait()
    watcher.finish()
    assert watcher.summary == ""
    assert "watch" not in alive()


def test_a_watcher_pauses_without_articles(tmp_path: Path) -> None:
    """Nothing is compared, and there is no summary of what was."""
    watcher = CorpusWatcher(tmp_path, pytest.fail)
    watcher.watch(None)
    assert watcher.summary == ""
    watcher.finish()
    assert "watch" not in alive()


def test_a_vocabulary_no_longer_wanted_is_not_finished() -> None:
    """Loading stops at the next text; what was loaded of it is never used."""
    articles = FakeArticles(CorpusChanges())
    loader = VocabularyLoader(lambda _: pytest.fail("it was cancelled"))
    loader.load(as_articles(articles))
    articles.read.wait()
    loader.finish()
    assert "vocabulary" not in alive()


def test_a_vocabulary_is_handed_over(desk: Desk) -> None:
    """In the thread, once it is complete."""
    desk.write_three()
    articles = IndexedArticles(desk.index, desk.rebuild().generation)
    loaded: list[Vocabulary] = []
    ready = threading.Event()

    def keep(vocabulary: Vocabulary) -> None:
        loaded.append(vocabulary)
        ready.set()

    loader = VocabularyLoader(keep)
    loader.load(articles)
    ready.wait()
    loader.finish()
    articles.close()
    assert loaded[0].words("Fisher", 5) == ["Fishermen"]
    assert loaded[0].article_names("dog", 5) == ["dogs"]


def test_previous_articles_are_closed_once_nothing_uses_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After those who read them in the background have been given the new ones."""
    events: list[str] = []
    close = IndexedArticles.close

    def note(self: IndexedArticles) -> None:
        events.append(f"closed {self.name}")
        close(self)

    monkeypatch.setattr(IndexedArticles, "close", note)
    desk.write_three()
    first = desk.rebuild().generation
    manager = ServiceManager(
        Settings(desk.corpus, desk.index),
        SessionView(console_for(sys.stdout)),
        on_failure=pytest.fail,
        on_articles=lambda: events.append("articles"),
        on_ready=lambda _: None,
    )
    manager.service()
    desk.write("more.txt", "Snow fell on the old harbour.")
    second = desk.rebuild().generation
    service = manager.latest_service(announce=False)
    assert service.info.generation == second
    assert events == ["articles", "articles", f"closed {first}"]
    manager.finish()
    assert events[3:] == [f"closed {second}"]
    assert "background value" not in alive()


def test_a_rebuild_in_progress_ends_with_its_owner(desk: Desk) -> None:
    """Process, thread and streams are gone, and the index answers."""
    desk.write_three()
    before = desk.rebuild().generation
    desk.write("more.txt", "Snow fell on the old harbour.")
    progressed = threading.Event()
    rebuild = BackgroundRebuild(
        Settings(desk.corpus, desk.index), on_progress=progressed.set, on_end=lambda: None
    )
    rebuild.finish()
    assert rebuild.start()
    process = rebuild._process
    assert process is not None
    rebuild.finish()
    assert process.returncode is not None
    assert process.stdout is not None
    assert process.stdout.closed
    assert "rebuilding" not in alive()
    outcome = rebuild.take_outcome()
    assert outcome is not None
    # On a busy machine it may have switched by then.
    assert outcome.error or desk.layout.current.read_text().strip() != before
    assert desk.ask("Who barks at the postman?").passages


def test_the_rebuild_process_loads_no_library_of_the_screen() -> None:
    """It starts without those that only a session needs, and without those of search."""
    code = (
        "import sys, qa.terminal.session.worker;"
        " print(*{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"prompt_toolkit", "rich", "click", "numpy", "faiss", "tantivy"}
