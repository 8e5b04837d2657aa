"""The few choices a user can make, with their defaults and limits; writes nothing."""

import os
from dataclasses import dataclass
from pathlib import Path

from qa.errors import UsageError

DEFAULT_LIMIT = 3
MAX_LIMIT = 100
# Of a summary: five tell what a piece of news says, fifty of most articles are all.
DEFAULT_SENTENCES = 5
MAX_SENTENCES = 50
# Of a question: each of its words is looked up in each candidate passage.
MOST_CHARACTERS = 20_000
# The index in use and the one before it are always kept.
DEFAULT_KEEP = LEAST_KEEP = 2
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the articles and the index are, and how many passages to show (1 to MAX_LIMIT).

    `keep` is how many generations of the index a rebuild keeps, from LEAST_KEEP.
    """

    corpus: Path = Path("corpus")
    index: Path = Path("index")
    limit: int = DEFAULT_LIMIT
    keep: int = DEFAULT_KEEP

    @classmethod
    def from_environment(
        cls, *, corpus: Path | None = None, index: Path | None = None
    ) -> "Settings":
        """Return the settings given, else those of QA_CORPUS and QA_INDEX, else the defaults.

        `keep` is QA_KEEP.

        Raises:
            UsageError: QA_KEEP is not a number from LEAST_KEEP.
        """
        return cls(
            corpus=corpus or Path(os.environ.get("QA_CORPUS") or "corpus"),
            index=index or Path(os.environ.get("QA_INDEX") or "index"),
            keep=_keep(os.environ.get("QA_KEEP") or str(DEFAULT_KEEP)),
        )


def checked_question(text: str) -> str:
    """Return the question unchanged.

    Raises:
        UsageError: it is only white space, longer than `MOST_CHARACTERS`, or holds a NUL.
    """
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"the question is longer than {MOST_CHARACTERS:,} characters")
    if "\0" in text:
        raise UsageError("the question holds a NUL character")
    if not text.strip():
        raise UsageError("the question is empty", remedy='ask one: qa ask "…"')
    return text


def _keep(text: str) -> int:
    # No more digits than `int` takes.
    keep = int(text) if text.isdecimal() and len(text) < _MOST_DIGITS else 0
    if keep < LEAST_KEEP:
        raise UsageError(f"QA_KEEP must be a whole number from {LEAST_KEEP}, not {text!r}")
    return keep
