"""What a face (terminal, agent, HTTP) may rely on: the `Service` protocol; opens nothing itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from qa.model import Answer, IndexInfo, ProgressCallback, Question

if TYPE_CHECKING:
    from qa.conversation.memory import Conversation, Conversations
    from qa.errors import QAError
    from qa.service.articles import IndexedArticles
    from qa.service.comparison import Comparison
    from qa.status import Status


class Service(Protocol):
    """An open index; may be used by many callers at once.

    A conversation belongs to the client that holds it: the service remembers none.
    """

    @property
    def info(self) -> IndexInfo:
        """Which index answers, and whether the corpus has changed since it was built."""

    @property
    def article_count(self) -> int:
        """How many articles are indexed."""

    def ask(
        self,
        question: str,
        *,
        within: str | None = None,
        limit: int,
        conversation: "Conversation | None" = None,
    ) -> Answer:
        """Answer a question, from articles that match `within` only if it is given.

        Raises:
            UsageError: the question is empty, the limit out of range, or no article matches.
            IndexUnusableError: the index has been damaged since it was opened.
        """

    def ask_many(
        self,
        questions: Sequence[Question],
        *,
        limit: int,
        conversations: "Conversations | None" = None,
    ) -> "list[Answer | QAError]":
        """Answer questions in order; one that cannot be answered gives its error in its place."""

    def articles(self) -> "IndexedArticles":
        """Open the articles as they were indexed, for the caller to read and to close.

        Raises:
            IndexUnusableError: they cannot be read.
        """

    def status(self) -> "Status":
        """Return what is indexed, and how the corpus differs from it."""

    def compare(
        self, generation: str, questions: Sequence[Question], progress: ProgressCallback
    ) -> "Comparison":
        """Ask this index and the generation of that name all questions; return what differs."""

    def warm(self) -> None:
        """Load what the first question needs."""

    def refresh(self) -> bool:
        """Take the generation in use if it is another one; return whether it was."""

    def close(self) -> None:
        """Close the index once the questions now asked are answered."""
