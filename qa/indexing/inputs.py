"""What a rebuild starts from: the articles to put in, and what of the last generation is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qa import chunking
from qa.articles import Listing, read_bytes
from qa.articles.changes import is_recorded, sort_changes
from qa.errors import ArticleUnreadableError, CorpusEmptyError, IndexUnusableError
from qa.indexing.cutting import ChunkedArticle, ChunkedArticles, chunk_articles
from qa.indexing.embed import ENCODED_TEXT_VERSION
from qa.indexing.models import is_same_encoder
from qa.indexing.task import Task
from qa.model import CorpusChanges, Progress, SkippedFile
from qa.storage import Generation, fulltext
from qa.storage.texts import StoredArticle


# What a build has to do: which articles were added, changed, removed, kept; writes nothing.
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


def plan_changes(
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
    unchanged: dict[str, bool] = {}
    skipped = [SkippedFile(error.path or "", error.message) for error in listing.unusable]
    for done, path in enumerate(listing.paths, 1):
        try:
            unchanged[path] = is_recorded(read_bytes(corpus, path), stored.get(path))
        except ArticleUnreadableError as error:
            if not skip_bad:
                raise
            skipped.append(SkippedFile(path, error.message))
            continue
        if done % 256 == 0:
            report(Progress("checking articles", done, len(listing.paths)))
    changes = sort_changes(stored, unchanged)
    uids = tuple(stored[path].uid for path in (*changes.changed, *changes.removed))
    return Plan(changes, uids, tuple(skipped))


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


_VERSIONS = (chunking.VERSION, ENCODED_TEXT_VERSION, fulltext.VERSION)


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """What to do (`plan`), with which articles to add (`fresh`, by path).

    `vectors` is the generation whose vectors can be kept, `articles` the one whose articles can be
    too; None where nothing can. `unchanged` means that the latter is what a rebuild would make.
    """

    plan: Plan
    fresh: tuple[ChunkedArticle, ...]
    vectors: Generation | None
    articles: Generation | None
    unchanged: bool = False


def find_inputs(
    task: Task, listing: Listing, previous: Generation | None, reader: str
) -> BuildInputs:
    """Compare the articles of `listing` with those of `previous`; read and cut what is to be added.

    `reader` is the one that the new generation gets.

    Raises:
        CorpusEmptyError: no article can be used.
        ArticleUnreadableError: one cannot be read and is not to be skipped.
    """
    stored = {a.path: a for a in previous.texts.articles()} if previous else {}
    plan = plan_changes(task.corpus, listing, stored, task.report, skip_bad=task.skip_bad)
    vectors = previous
    if previous and (task.force or not is_same_encoder(previous, task.model)):
        vectors = None
    articles = vectors if vectors and _versions(vectors) == _VERSIONS else None
    # Little is kept: a fresh start leaves no trace of what was dropped in the word index.
    if articles and len(plan.drop) * 2 > articles.manifest.articles:
        articles = None
    cut = _cut(task, plan.fresh, plan.skipped)
    fresh, plan = cut.articles, leave_out(plan, cut.skipped)
    if articles and not fresh and not plan.drop:
        manifest = articles.manifest
        if (plan.skipped, reader) == (manifest.skipped, manifest.reader):
            return BuildInputs(plan, fresh, vectors, articles, unchanged=True)
    if vectors and not _is_intact(task, vectors):
        vectors = articles = None
    if not articles:
        cut = _cut(task, plan.changes.kept, plan.skipped)
        plan = leave_out(plan, cut.skipped)
        both = (*fresh, *cut.articles)
        fresh = tuple(sorted(both, key=lambda article: article.document.path))
    if not plan.fresh and not plan.changes.kept:
        raise CorpusEmptyError(
            f"no article in {task.corpus} can be used",
            path=str(task.corpus),
            remedy="put .txt or .md files into it",
        )
    return BuildInputs(plan, fresh, vectors, articles)


def _cut(task: Task, paths: tuple[str, ...], skipped: tuple[SkippedFile, ...]) -> ChunkedArticles:
    return chunk_articles(task.corpus, paths, skipped, task.report, skip_bad=task.skip_bad)


def _is_intact(task: Task, generation: Generation) -> bool:
    """Return whether what is about to be copied is what was once written."""
    try:
        generation.verify()
    except IndexUnusableError as error:
        task.notices.append(f"made anew: {error.message}")
        return False
    return True


def _versions(generation: Generation) -> tuple[int, int, int]:
    manifest = generation.manifest
    return manifest.chunking, manifest.embedding, manifest.words
