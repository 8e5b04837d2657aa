"""What a rebuild starts from: the articles to put in, and what of the last generation is kept."""

from dataclasses import dataclass

from qa import chunking, embedding
from qa.articles import Listing
from qa.build.cutting import CutArticle, CutArticles, cut_articles
from qa.build.encoder_choice import is_same_encoder
from qa.build.planning import Plan, leave_out, plan_build
from qa.build.task import Task
from qa.errors import CorpusEmptyError, IndexUnusableError
from qa.model import SkippedFile
from qa.storage import Generation, words

_VERSIONS = (chunking.VERSION, embedding.VERSION, words.VERSION)


@dataclass(frozen=True, slots=True)
class Basis:
    """What to do (`plan`), with which articles to add (`fresh`, by path).

    `vectors` is the generation whose vectors can be kept, `articles` the one whose articles can be
    too; None where nothing can. `unchanged` means that the latter is what a rebuild would make.
    """

    plan: Plan
    fresh: tuple[CutArticle, ...]
    vectors: Generation | None
    articles: Generation | None
    unchanged: bool = False


def find_basis(task: Task, listing: Listing, previous: Generation | None, reader: str) -> Basis:
    """Compare the articles of `listing` with those of `previous`; read and cut what is to be added.

    `reader` is the one that the new generation gets.

    Raises:
        CorpusEmptyError: no article can be used.
        ArticleUnreadableError: one cannot be read and is not to be skipped.
    """
    stored = {a.path: a for a in previous.texts.articles()} if previous else {}
    plan = plan_build(task.corpus, listing, stored, task.report, skip_bad=task.skip_bad)
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
            return Basis(plan, fresh, vectors, articles, unchanged=True)
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
    return Basis(plan, fresh, vectors, articles)


def _cut(task: Task, paths: tuple[str, ...], skipped: tuple[SkippedFile, ...]) -> CutArticles:
    return cut_articles(task.corpus, paths, skipped, task.report, skip_bad=task.skip_bad)


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
