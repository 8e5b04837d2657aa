"""What is in force in a session until it is changed; each is shown at the prompt."""

from dataclasses import dataclass

from qa.settings import DEFAULT_LIMIT
from qa.terminal.harmless import one_line


@dataclass(frozen=True, slots=True)
class Force:
    """How questions are asked: `limit` passages, `within` some articles, with `scores` or not."""

    limit: int = DEFAULT_LIMIT
    within: str | None = None
    scores: bool = False

    def told(self, usual: int = DEFAULT_LIMIT) -> tuple[str, ...]:
        """Return a word or two for each thing that is not as usual."""
        made = [f"in {one_line(self.within)}"] if self.within else []
        made += [f"limit {self.limit}"] if self.limit != usual else []
        return (*made, "scores") if self.scores else tuple(made)
