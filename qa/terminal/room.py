"""What a session and its commands share: the index, the screen, the turns, what is in force."""

import uuid
from collections.abc import Callable

from qa.errors import UsageError
from qa.model import FoundPassage
from qa.settings import Settings
from qa.terminal.force import Force
from qa.terminal.library import Library
from qa.terminal.links import links_for
from qa.terminal.manner import Manner
from qa.terminal.preferences import Preferences
from qa.terminal.rebuilding import Rebuilding
from qa.terminal.shelf import Shelf
from qa.terminal.stage import Stage
from qa.terminal.turns import Turns
from qa.terminal.vocabulary import Vocabulary


class Room:
    """One session, as its commands see it. `conversation` names its turns to the engine."""

    def __init__(
        self,
        settings: Settings,
        preferences: Preferences,
        stage: Stage,
        library: Library,
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
        self.force = Force(limit=settings.limit)
        self.conversation = str(uuid.uuid4())
        self.leaving = False

    def manner(self, passages: tuple[FoundPassage, ...] = ()) -> Manner:
        """Return how an answer with these passages is to be shown."""
        edited = frozenset[str]()
        shelf = self.library.shelf
        if shelf is not None:
            paths = {passage.citation.path for passage in passages}
            edited = frozenset(p for p in paths if shelf.is_edited(p, self.settings.corpus))
        articles = shelf.articles if shelf is not None else 1
        return Manner(
            articles=articles,
            timed=True,
            scores=self.force.scores,
            edited=edited,
            links=self.links,
        )

    def shelf(self) -> Shelf:
        """Return the articles as indexed.

        Raises:
            UsageError: they cannot be read.
        """
        self.library.engine()
        if self.library.shelf is None:
            raise UsageError("the articles of the index cannot be read", remedy="/rebuild")
        return self.library.shelf


Act = Callable[[Room, str], None]
