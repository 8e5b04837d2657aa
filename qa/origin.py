"""What is said where an index was built from another corpus, or its corpus is missing."""

import contextlib
from pathlib import Path

from qa.articles import find_articles
from qa.errors import CorpusUnusableError, IndexMismatchError, IndexUnusableError
from qa.model import IndexInfo
from qa.status import is_another_corpus
from qa.storage import Generation, open_generation
from qa.storage.manifest import Manifest, corpus_path

ANOTHER_CORPUS_REMEDY = (
    "name that one with --corpus or another index with --index;"
    " `qa rebuild` replaces what is indexed"
)


def replaced_corpus(index: Path, corpus: Path) -> str | None:
    """Return a sentence if a rebuild would replace the articles of another corpus, else None."""
    with contextlib.suppress(IndexUnusableError):
        generation = open_generation(index)
        with contextlib.closing(generation):
            if is_another_corpus(generation, corpus):
                return another_corpus(generation.manifest, corpus)
    return None


def another_corpus(manifest: Manifest, corpus: Path) -> str:
    """Return the sentence that an index was built from another corpus than this."""
    return f"the index was built from {manifest.corpus}, and no article of it is in {corpus}"


def refusal(generation: Generation, corpus: Path) -> IndexMismatchError:
    """Return the error that an index was built from another corpus than this."""
    return IndexMismatchError(
        another_corpus(generation.manifest, corpus),
        expected=corpus_path(corpus),
        found=generation.manifest.corpus,
        path=str(generation.layout.folder.parent),
        remedy=ANOTHER_CORPUS_REMEDY,
    )


def uncompared(corpus: Path, info: IndexInfo) -> str:
    """Return a sentence that says why a corpus could not be compared with the index."""
    try:
        find_articles(corpus)
        reason = f"the corpus {corpus} could not be compared with the index"
    except CorpusUnusableError as error:
        reason = error.message
    answers = f"the index answers as it was built at {info.built_at}"
    return f"{reason}: {answers}; --corpus names another"
