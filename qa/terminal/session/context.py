"""What a session and its commands share: the index, the screen, the turns, what is in force."""

from collections.abc import Callable

from qa.conversation.memory import Conversation
from qa.errors import UsageError
from qa.model import FoundPassage
from qa.service.articles import IndexedArticles
from qa.settings import Settings
from qa.terminal.options import QueryOptions, RenderOptions
from qa.terminal.output.citation import links_for
from qa.terminal.preferences import Preferences
from qa.terminal.session.index import EngineManager
from qa.terminal.session.turns import Turns
from qa.terminal.session.view import SessionView
from qa.terminal.session.vocabulary import Vocabulary
from qa.terminal.session.worker import Rebuilding


class SessionContext:
    """One session, as its commands see it. `conversation` holds its turns."""

    def __init__(
        self,
        settings: Settings,
        preferences: Preferences,
        stage: SessionView,
        library: EngineManager,
        rebuilding: Rebuilding,
    ) -> None:
        self.settings = settings
        self.preferences = preferences
        self.links = links_for(preferences.links, settings.corpus)
        self.stage = stage
        self.library = library
        self.rebuilding = rebuilding
        self.turns = Turns()
        # Another takes its place when the articles have been read, behind the session.
        self.vocabulary = Vocabulary()
        self.force = QueryOptions(limit=settings.limit)
        self.conversation = Conversation()
        self.leaving = False

    def manner(self, passages: tuple[FoundPassage, ...] = ()) -> RenderOptions:
        """Return how an answer with these passages is to be shown."""
        edited = frozenset[str]()
        shelf = self.library.shelf
        if shelf is not None:
            paths = {passage.citation.path for passage in passages}
            edited = frozenset(p for p in paths if shelf.is_edited(p, self.settings.corpus))
        articles = shelf.articles if shelf is not None else 1
        return RenderOptions(
            articles=articles,
            timed=True,
            scores=self.force.scores,
            edited=edited,
            links=self.links,
        )

    def shelf(self) -> IndexedArticles:
        """Return the articles as indexed.

        Raises:
            UsageError: they cannot be read.
        """
        self.library.engine()
        if self.library.shelf is None:
            raise UsageError("the articles of the index cannot be read", remedy="/rebuild")
        return self.library.shelf


Act = Callable[[SessionContext, str], None]
