"""How much of an answer is shown: one value for every format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """How an answer is to be shown.

    `articles` is how many the index holds. `nearest` is how many passages follow when none
    answers. `explain` adds scores, ranks and evidence; `timed` the time it took.
    """

    articles: int = 1
    nearest: int = 1
    explain: bool = False
    timed: bool = False
