"""What is asked of one rebuild, and what is found out along the way; does none of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qa.model import ProgressCallback
from qa.storage import Layout

CorpusLook = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One rebuild, as `rebuild` was asked for it; its parameters are explained there.

    `notices` collects what a person should know of this run.
    """

    corpus: Path
    layout: Layout
    model: str | None
    reader: str | None
    force: bool
    skip_bad: bool
    keep: int
    dry_run: bool
    before_switch: CorpusLook
    report: ProgressCallback
    notices: list[str] = field(default_factory=list)
