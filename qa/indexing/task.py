"""What one rebuild was asked to do, and the notices it collects; does none of the work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from qa.model import ProgressCallback
from qa.storage import Layout

BeforeSwitch = Callable[[str], None]
"""Called with the name of a generation that is complete and not yet in use."""


@dataclass(frozen=True, slots=True)
class RebuildTask:
    """The arguments of `rebuild`, which documents them; `model` and the like are those requested.

    `notices` collects sentences for the user.
    """

    corpus: Path
    layout: Layout
    model: str | None
    reader: str | None
    annotations: bool | None
    force: bool
    skip_bad: bool
    keep: int
    dry_run: bool
    before_switch: BeforeSwitch
    report: ProgressCallback
    notices: list[str] = field(default_factory=list)
