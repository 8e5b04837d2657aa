"""How questions are asked and how answers are shown: a value each; reads no command line."""

from dataclasses import dataclass

from qa.settings import DEFAULT_LIMIT
from qa.terminal.output.citation import Links
from qa.terminal.output.sanitize import one_line
from qa.terminal.output.theme import COLOUR


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How an answer is shown, in every format.

    `articles` is how many articles the index holds. `nearest` is how many passages are shown when
    none answers. `explain` adds scores, ranks and evidence, `scores` the scores alone, `timed` the
    time the answer took. `edited` holds the paths of articles that have changed since they were
    indexed. `links` makes citations links; None leaves them as text.
    """

    articles: int = 1
    nearest: int = 1
    explain: bool = False
    scores: bool = False
    timed: bool = False
    edited: frozenset[str] = frozenset()
    theme: str = COLOUR
    links: Links | None = None


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
