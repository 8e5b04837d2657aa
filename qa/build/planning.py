"""What a build has to do: which articles were added, changed, removed, kept; writes nothing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qa.articles import Listing, read_bytes
from qa.errors import ArticleUnreadableError
from qa.model import CorpusChanges, Progress, SkippedFile
from qa.storage.texts import StoredArticle


@dataclass(frozen=True, slots=True)
class Plan:
    """How the corpus differs from the index.

    `drop` are the uids of articles that changed or went; `skipped` the files left out.
    """

    changes: CorpusChanges
    drop: tuple[int, ...]
    skipped: tuple[SkippedFile, ...]

    @property
    def fresh(self) -> tuple[str, ...]:
        """The paths of articles that are new or changed."""
        return self.changes.added + self.changes.changed


def plan_build(
    corpus: Path,
    listing: Listing,
    stored: dict[str, StoredArticle],
    report: Callable[[Progress], None],
    *,
    skip_bad: bool,
) -> Plan:
    """Compare the articles listed below `corpus` with those `stored`, by digest.

    Raises:
        ArticleUnreadableError: a file cannot be read and is not to be skipped.
    """
    added: list[str] = []
    changed: list[str] = []
    kept: list[str] = []
    skipped = [SkippedFile(error.path or "", error.message) for error in listing.unusable]
    for done, path in enumerate(listing.paths, 1):
        try:
            digest = hashlib.sha256(read_bytes(corpus, path)).hexdigest()
        except ArticleUnreadableError as error:
            if not skip_bad:
                raise
            skipped.append(SkippedFile(path, error.message))
            continue
        old = stored.get(path)
        (added if not old else kept if old.sha256 == digest else changed).append(path)
        if done % 256 == 0:
            report(Progress("checking articles", done, len(listing.paths)))
    present = {*added, *changed, *kept}
    removed = tuple(path for path in stored if path not in present)
    return Plan(
        CorpusChanges(tuple(added), tuple(changed), removed, tuple(kept)),
        tuple(stored[path].uid for path in (*changed, *removed)),
        tuple(skipped),
    )


def leave_out(plan: Plan, skipped: tuple[SkippedFile, ...]) -> Plan:
    """Return the plan with files left out that turned out to be unreadable."""
    bad = {entry.path for entry in skipped}
    changes = CorpusChanges(
        tuple(path for path in plan.changes.added if path not in bad),
        tuple(path for path in plan.changes.changed if path not in bad),
        tuple(
            sorted(
                {*plan.changes.removed, *bad.intersection(plan.changes.changed + plan.changes.kept)}
            )
        ),
        tuple(path for path in plan.changes.kept if path not in bad),
    )
    return Plan(changes, plan.drop, tuple(sorted(skipped, key=lambda entry: entry.path)))
