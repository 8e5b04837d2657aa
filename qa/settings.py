"""The few choices a user can make, with their defaults; reads the environment, writes nothing."""

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_LIMIT = 3
MAX_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the articles and the index are, and how many passages to show (1 to MAX_LIMIT)."""

    corpus: Path = Path("corpus")
    index: Path = Path("index")
    limit: int = DEFAULT_LIMIT

    @classmethod
    def from_environment(
        cls, *, corpus: Path | None = None, index: Path | None = None
    ) -> "Settings":
        """Return the settings given, else those of QA_CORPUS and QA_INDEX, else the defaults."""
        return cls(
            corpus=corpus or Path(os.environ.get("QA_CORPUS") or "corpus"),
            index=index or Path(os.environ.get("QA_INDEX") or "index"),
        )
