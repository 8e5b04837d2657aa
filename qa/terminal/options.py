"""How much of an answer is shown: one value for every format."""

from dataclasses import dataclass

from qa.settings import DEFAULT_LIMIT
from qa.terminal.output.citation import Links
from qa.terminal.output.sanitize import one_line
from qa.terminal.preferences import COLOUR


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How an answer is to be shown.

    `articles` is how many the index holds. `nearest` is how many passages follow when none
    answers. `explain` adds scores, ranks and evidence, `scores` the scores alone; `timed` the time
    it took. `edited` are the paths of articles that are no longer what was indexed. `links` makes
    citations links where the terminal knows them.
    """

    articles: int = 1
    nearest: int = 1
    explain: bool = False
    scores: bool = False
    timed: bool = False
    edited: frozenset[str] = frozenset()
    theme: str = COLOUR
    links: Links | None = None


# What is in force in a session until it is changed; each is shown at the prompt.
@dataclass(frozen=True, slots=True)
class QueryOptions:
    """How questions are asked: `limit` passages, `within` some articles, with `scores` or not."""

    limit: int = DEFAULT_LIMIT
    within: str | None = None
    scores: bool = False

    def told(self, usual: int = DEFAULT_LIMIT) -> tuple[str, ...]:
        """Return a word or two for each thing that is not as usual."""
        made = [f"in {one_line(self.within)}"] if self.within else []
        made += [f"limit {self.limit}"] if self.limit != usual else []
        return (*made, "scores") if self.scores else tuple(made)
