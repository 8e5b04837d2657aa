"""What a rebuild starts from: what has changed, the articles to add, what of the index is kept.

Reads the corpus and the index, and writes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.articles import Listing, parse, read_bytes
from qa.articles.document import Document
from qa.articles.names import unique_names
from qa.chunking import CHUNKING_VERSION, iter_passages
from qa.errors import ArticleUnreadableError, CorpusEmptyError, IndexUnusableError
from qa.indexing.annotation import AnnotationChoice
from qa.indexing.embed import ENCODED_TEXT_VERSION
from qa.indexing.models import is_same_encoder
from qa.indexing.task import RebuildTask
from qa.model import CorpusChanges, Passage, Progress, ProgressCallback, SkippedFile
from qa.status import is_recorded, sort_changes
from qa.storage import Generation, fulltext
from qa.storage.manifest import corpus_path
from qa.storage.texts import StoredArticle

_VERSIONS = (CHUNKING_VERSION, ENCODED_TEXT_VERSION, fulltext.VERSION)
# How many articles, spread over those to add, a compiled encoder is tried on.
_SAMPLE_ARTICLES = 64
# After so many passages of one article it is reported how far it is read, by characters.
_REPORT_EVERY = 5_000


@dataclass(frozen=True, slots=True)
class Plan:
    """How the corpus differs from the index.

    `outdated_uids` are the uids of the articles changed or removed; `skipped` the files left out.
    """

    changes: CorpusChanges
    outdated_uids: tuple[int, ...]
    skipped: tuple[SkippedFile, ...]

    @property
    def outdated_paths(self) -> tuple[str, ...]:
        """The paths of the articles added or changed, which the index lacks as they are now."""
        return self.changes.added + self.changes.changed


def plan_changes(
    corpus: Path,
    listing: Listing,
    stored: dict[str, StoredArticle],
    report: ProgressCallback,
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


def without_skipped(plan: Plan, skipped: tuple[SkippedFile, ...]) -> Plan:
    """Return the plan without the `skipped` files, of which some were found unreadable later."""
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
    return Plan(changes, plan.outdated_uids, tuple(sorted(skipped, key=lambda entry: entry.path)))


@dataclass(frozen=True, slots=True)
class ChunkedArticle:
    """An article and the passages it was cut into."""

    document: Document
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ChunkedArticles:
    """Articles sorted by path, and all files left out so far."""

    articles: tuple[ChunkedArticle, ...]
    skipped: tuple[SkippedFile, ...]


def chunk_articles(
    corpus: Path,
    paths: Sequence[str],
    skipped: tuple[SkippedFile, ...],
    report: ProgressCallback,
    *,
    skip_bad: bool,
) -> ChunkedArticles:
    """Read the articles at `paths` below `corpus` and split them into passages.

    `skipped` are the files left out before, to which those left out here are added.

    Raises:
        ArticleUnreadableError: one cannot be read and is not to be skipped.
    """
    articles: list[ChunkedArticle] = []
    all_skipped = list(skipped)
    for done, path in enumerate(sorted(paths), 1):
        try:
            document = parse(path, read_bytes(corpus, path))
        except ArticleUnreadableError as error:
            if not skip_bad:
                raise
            all_skipped.append(SkippedFile(path, error.message))
            continue
        articles.append(ChunkedArticle(document, _split(document, report)))
        report(Progress("reading articles", done, len(paths)))
    return ChunkedArticles(tuple(articles), tuple(all_skipped))


def _split(document: Document, report: ProgressCallback) -> tuple[Passage, ...]:
    """Return the passages of a document; of a long one it is reported how far that is."""
    passages: list[Passage] = []
    for passage in iter_passages(document):
        passages.append(passage)
        if len(passages) % _REPORT_EVERY == 0:
            report(Progress(f"reading {document.path}", passage.end, len(document.text)))
    return tuple(passages)


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """What is to be indexed: `plan`, and the articles to add, sorted by path.

    `reused_vectors` is the generation whose vectors can be reused, `reused_articles` the one whose
    articles can be kept too; None where none can. If `unchanged`, a rebuild would make the latter
    again.
    """

    plan: Plan
    to_add: tuple[ChunkedArticle, ...]
    reused_vectors: Generation | None
    reused_articles: Generation | None
    unchanged: bool = False

    def text_count(self) -> int:
        """Return how many texts the articles to add have: their passages and sentences."""
        passages = [passage for article in self.to_add for passage in article.passages]
        return len(passages) + sum(len(passage.sentences) for passage in passages)

    def sample(self) -> list[str]:
        """Return the passages of some articles to add, spread over all of them."""
        step = max(1, len(self.to_add) // _SAMPLE_ARTICLES)
        return [passage.text for article in self.to_add[::step] for passage in article.passages]


def find_inputs(
    task: RebuildTask,
    listing: Listing,
    previous: Generation | None,
    reader: str,
    annotating: AnnotationChoice,
) -> BuildInputs:
    """Compare the articles of `listing` with those of `previous`, and read those to add.

    `reader` is the reader that the new generation gets; `annotating` says whether it gets marks.

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
    # Little is kept: a word index made from the start holds no trace of the removed articles.
    if articles and len(plan.outdated_uids) * 2 > articles.manifest.articles:
        articles = None
    chunked = _chunk(task, plan.outdated_paths, plan.skipped)
    to_add, plan = chunked.articles, without_skipped(plan, chunked.skipped)
    changed = bool(to_add or plan.outdated_uids)
    if articles and not annotating.suits(articles.manifest, changed=changed):
        articles = None
    if articles and not changed:
        manifest = articles.manifest
        was = (manifest.skipped, manifest.reader, manifest.corpus, manifest.annotating)
        same = was == (plan.skipped, reader, corpus_path(task.corpus), annotating.choice)
        named = unique_names(stored) == {path: stored[path].name for path in stored}
        if same and named and articles.knows_equal:
            return BuildInputs(plan, to_add, vectors, articles, unchanged=True)
    if vectors and not _is_intact(task, vectors):
        vectors = articles = None
    if not articles:
        chunked = _chunk(task, plan.changes.kept, plan.skipped)
        plan = without_skipped(plan, chunked.skipped)
        both = (*to_add, *chunked.articles)
        to_add = tuple(sorted(both, key=lambda article: article.document.path))
    if not plan.outdated_paths and not plan.changes.kept:
        raise _none_usable(task.corpus, plan.skipped)
    return BuildInputs(plan, to_add, vectors, articles)


def _none_usable(corpus: Path, skipped: tuple[SkippedFile, ...]) -> CorpusEmptyError:
    """Return the error that every article was left out, with the reason of the first."""
    if not skipped:
        return CorpusEmptyError(
            f"no article in {corpus} can be used",
            path=str(corpus),
            remedy="put .txt or .md files into it",
        )
    more = f" (and {len(skipped) - 1:,} more left out)" if len(skipped) > 1 else ""
    return CorpusEmptyError(
        f"no article in {corpus} can be used: {skipped[0].reason}{more}",
        path=skipped[0].path,
        remedy="mend the file, or put other .txt or .md files there",
    )


def _chunk(
    task: RebuildTask, paths: tuple[str, ...], skipped: tuple[SkippedFile, ...]
) -> ChunkedArticles:
    return chunk_articles(task.corpus, paths, skipped, task.report, skip_bad=task.skip_bad)


def _is_intact(task: RebuildTask, generation: Generation) -> bool:
    """Return whether a generation to be copied from is as it was written; add a notice if not."""
    try:
        generation.verify()
    except IndexUnusableError as error:
        task.notices.append(f"made anew: {error.message}")
        return False
    return True


def _versions(generation: Generation) -> tuple[int, int, int]:
    manifest = generation.manifest
    return manifest.chunking, manifest.embedding, manifest.words
