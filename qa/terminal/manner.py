"""How much of an answer is shown: one value for every format."""

from dataclasses import dataclass

from qa.terminal.links import Links
from qa.terminal.preferences import COLOUR


@dataclass(frozen=True, slots=True)
class Manner:
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
