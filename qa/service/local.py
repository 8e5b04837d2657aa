"""The service over an index on this machine, and how one is opened, built and rolled back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self, TypeVar

from qa.errors import IndexMissingError, QAError
from qa.settings import DEFAULT_LIMIT, Settings

if TYPE_CHECKING:
    from qa.conversation.memory import Conversation, Conversations
    from qa.engine import Engine
    from qa.model import (
        Answer,
        BuildReport,
        IndexInfo,
        KeptGeneration,
        ProgressCallback,
        Question,
    )
    from qa.service.articles import IndexedArticles
    from qa.service.comparison import Comparison
    from qa.status import Status

_Opened = TypeVar("_Opened")


class LocalService:
    """The `Service` of an engine, which it closes."""

    def __init__(self, settings: Settings, engine: "Engine") -> None:
        self._settings = settings
        self._engine = engine

    def __enter__(self) -> Self:
        """Return the service itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the service."""
        self.close()

    @property
    def info(self) -> "IndexInfo":
        """Which index answers, and whether the corpus has changed since it was built."""
        return self._engine.info

    @property
    def article_count(self) -> int:
        """How many articles are indexed."""
        return self._engine.articles

    def ask(
        self,
        question: str,
        *,
        within: str | None = None,
        limit: int = DEFAULT_LIMIT,
        conversation: "Conversation | None" = None,
    ) -> "Answer":
        """Answer a question; see `Engine.ask`."""
        return self._engine.ask(question, within=within, limit=limit, conversation=conversation)

    def ask_many(
        self,
        questions: "Sequence[Question]",
        *,
        limit: int = DEFAULT_LIMIT,
        conversations: "Conversations | None" = None,
    ) -> "list[Answer | QAError]":
        """Answer questions in order; see `Engine.ask_many`."""
        return self._engine.ask_many(questions, limit=limit, conversations=conversations)

    def corpus_fault(self) -> str:
        """Return why the corpus is not compared with the index, as a sentence; "" if it is."""
        if self.info.compared:
            return ""
        from qa.origin import uncompared

        return uncompared(self._settings.corpus, self.info)

    def articles(self) -> "IndexedArticles":
        """Open the articles of the generation that answers, for the caller to close.

        Raises:
            IndexUnusableError: they cannot be read.
        """
        from qa.service.articles import IndexedArticles

        return IndexedArticles(self._settings.index, self.info.generation)

    def status(self) -> "Status":
        """Return what is indexed, and how the corpus differs from it."""
        return read_status(self._settings)

    def compare(
        self, generation: str, questions: "Sequence[Question]", progress: "ProgressCallback"
    ) -> "Comparison":
        """Ask this index and the generation of that name all questions; return what differs.

        Raises:
            IndexUnusableError: that generation cannot be opened.
        """
        from qa.engine import open_index
        from qa.service.comparison import compare_answers

        with open_index(self._settings.index, generation=generation) as other:
            return compare_answers(self._engine, other, questions, progress)

    def warm(self) -> None:
        """Load what the first question needs."""
        self._engine.warm()

    def refresh(self) -> bool:
        """Take the generation in use if it is another one; return whether it was."""
        return self._engine.refresh()

    def close(self) -> None:
        """Close the index once the questions now asked are answered."""
        self._engine.close()


def open_service(
    settings: Settings, *, build: Callable[[Settings], object] | None = None
) -> LocalService:
    """Open the index that `settings` name; where there is none, `build` is called to make it.

    Raises:
        IndexUnusableError: the index cannot be used, or is missing and cannot be built.
        CorpusUnusableError: there is no index, and none can be built from the corpus.
    """
    from qa.engine import open_index

    return _opened(
        settings,
        build,
        lambda: LocalService(settings, open_index(settings.index, corpus=settings.corpus)),
    )


def open_articles(
    settings: Settings, *, build: Callable[[Settings], object] | None = None
) -> "IndexedArticles":
    """Open the articles of the generation in use, without what answers questions.

    Raises as `open_service` does.
    """
    from qa.service.articles import IndexedArticles
    from qa.storage import with_current

    return _opened(
        settings,
        build,
        lambda: with_current(settings.index, lambda name: IndexedArticles(settings.index, name)),
    )


def _opened(
    settings: Settings, build: Callable[[Settings], object] | None, start: Callable[[], _Opened]
) -> _Opened:
    """Return what `start` opens; where there is no index, `build` is called to make it."""
    try:
        return start()
    except IndexMissingError as error:
        if build is None:
            raise
        if not settings.corpus.is_dir():
            raise IndexMissingError(
                f"there is no index in {settings.index} and no corpus folder {settings.corpus}",
                path=str(settings.index),
                remedy="name them with --index and --corpus, or put articles into that folder",
            ) from error
    build(settings)
    return start()


def build_index(  # noqa: PLR0913 - one parameter for each option
    settings: Settings,
    *,
    model: str | None = None,
    reader: str | None = None,
    annotations: bool | None = None,
    force: bool = False,
    skip_bad: bool = False,
    dry_run: bool = False,
    before_switch: Callable[[str], None] | None = None,
    progress: "ProgressCallback | None" = None,
) -> "BuildReport":
    """Bring the index in line with the corpus and return what was done; see `qa.rebuild`."""
    from qa.indexing import rebuild

    return rebuild(
        settings.corpus,
        settings.index,
        model=model,
        reader=reader,
        annotations=annotations,
        force=force,
        skip_bad=skip_bad,
        keep=settings.keep,
        dry_run=dry_run,
        before_switch=before_switch,
        progress=progress,
    )


def replaced_corpus(settings: Settings) -> str | None:
    """Return a sentence if a rebuild would replace the articles of another corpus, else None."""
    from qa.origin import replaced_corpus as find

    return find(settings.index, settings.corpus)


def roll_back(settings: Settings) -> "KeptGeneration":
    """Go back to the generation before the one in use and return it; see `qa.rollback`."""
    from qa.indexing import rollback

    return rollback(settings.index)


def read_status(settings: Settings) -> "Status":
    """Return what is indexed, and how the corpus differs from it; needs no encoder."""
    from qa.status import read_status as read

    return read(settings.index, settings.corpus)


def generation_in_use(settings: Settings) -> str:
    """Return the name of the generation that answers new questions, "" if there is none."""
    from qa.storage import current_generation

    try:
        return current_generation(settings.index)
    except QAError:
        return ""
