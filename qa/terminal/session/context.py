"""What the commands of one session share: index, screen, turns and the options in force."""

from collections.abc import Callable
from dataclasses import dataclass

from qa.conversation.memory import Conversation
from qa.errors import UsageError
from qa.model import FoundPassage
from qa.service.articles import IndexedArticles
from qa.settings import DEFAULT_LIMIT, Settings
from qa.terminal.output.passage import links_for
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import RenderOptions
from qa.terminal.preferences import Preferences
from qa.terminal.session.index import ServiceManager
from qa.terminal.session.turns import SessionTurns
from qa.terminal.session.view import SessionView
from qa.terminal.session.vocabulary import Vocabulary
from qa.terminal.session.worker import BackgroundRebuild

CHANGED_SINCE = "the file has changed since it was indexed"


@dataclass(frozen=True, slots=True)
class QueryOptions:
    """How the questions of a session are asked, until the user changes it.

    `limit` is how many passages are shown, `within` restricts the search to articles whose path
    matches, `scores` shows the scores of each passage.
    """

    limit: int = DEFAULT_LIMIT
    within: str | None = None
    scores: bool = False

    def differences(self, default_limit: int = DEFAULT_LIMIT) -> tuple[str, ...]:
        """Return a short text for each option that differs from its default."""
        texts = [f"in {one_line(self.within)}"] if self.within else []
        texts += [f"limit {self.limit}"] if self.limit != default_limit else []
        return (*texts, "scores") if self.scores else tuple(texts)


class SessionContext:
    """One session as its commands see it.

    `conversation` holds the turns that a question may refer to. `leaving` ends the session after
    the command that sets it.
    """

    def __init__(
        self,
        settings: Settings,
        preferences: Preferences,
        view: SessionView,
        service_manager: ServiceManager,
        rebuild: BackgroundRebuild,
    ) -> None:
        self.settings = settings
        self.preferences = preferences
        self.links = links_for(preferences.links, settings.corpus)
        self.view = view
        self.service_manager = service_manager
        self.rebuild = rebuild
        self.turns = SessionTurns()
        # Replaced in the background once the articles have been read.
        self.vocabulary = Vocabulary()
        self.query_options = QueryOptions(limit=settings.limit)
        self.conversation = Conversation()
        self.leaving = False

    def render_options(self, passages: tuple[FoundPassage, ...] = ()) -> RenderOptions:
        """Return how to render an answer with these passages."""
        edited = frozenset[str]()
        articles = self.service_manager.articles
        if articles is not None:
            paths = {passage.citation.path for passage in passages}
            edited = frozenset(p for p in paths if articles.is_edited(p, self.settings.corpus))
        return RenderOptions(
            articles=articles.articles if articles is not None else 1,
            timed=True,
            scores=self.query_options.scores,
            edited=edited,
            links=self.links,
        )

    def require_articles(self) -> IndexedArticles:
        """Return the indexed articles.

        Raises:
            UsageError: they cannot be read.
        """
        self.service_manager.service()
        if self.service_manager.articles is None:
            raise UsageError("the articles of the index cannot be read", remedy="/rebuild")
        return self.service_manager.articles


Handler = Callable[[SessionContext, str], None]
