"""Makes the new generation, lets it be looked at, and puts it in use, unless that is not wanted."""

import contextlib
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qa import chunking
from qa.errors import IndexDamagedError
from qa.indexing.embed import ENCODED_TEXT_VERSION, VectorSource
from qa.indexing.inputs import BuildInputs
from qa.indexing.models import ChosenEncoder, choose_encoder, obtain
from qa.indexing.task import Task
from qa.model import Progress
from qa.readers.bundled import check_bundled_reader
from qa.storage import Generation, Layout, fulltext
from qa.storage.generations import prune
from qa.storage.integrity import verify_when_settled
from qa.storage.layout import STAGING_PREFIX
from qa.storage.manifest import BUNDLED_READER, SCHEMA, Manifest
from qa.storage.vector_cache import VectorCache
from qa.storage.writer import GenerationWriter


@dataclass(frozen=True, slots=True)
class CommittedGeneration:
    """The generation that was made; `encoded` and `reused` count the texts behind its vectors."""

    manifest: Manifest
    encoded: int
    reused: int


def make_generation(
    task: Task, basis: BuildInputs, previous: Generation | None, reader: str, started: datetime
) -> CommittedGeneration:
    """Make a generation of `basis` with this reader, and switch to it.

    With `task.dry_run` it is removed instead. `previous` is the generation in use, where a reader
    may be found; `started` is when the build began, in UTC.

    Raises:
        IndexUnusableError: it cannot be written, or is not as it was written.
        EncoderUnusableError, ReaderUnusableError: a model cannot be loaded.
    """
    chosen = choose_encoder(task.layout, basis.vectors, task.model, basis.fresh, task.report)
    identity = chosen.encoder.identity
    cache_file = task.layout.vector_cache(identity.digest)
    if task.force:
        cache_file.unlink(missing_ok=True)
    with (
        contextlib.closing(VectorCache(cache_file, identity.dimension)) as cache,
        GenerationWriter(task.layout, task.layout.next_name(started), basis.articles) as writer,
        tempfile.TemporaryDirectory(prefix=STAGING_PREFIX, dir=task.layout.root) as scratch,
    ):
        made_before = None if task.force else previous
        folder, notices = obtain(reader, made_before, Path(scratch) / "reader", task.report)
        task.notices.extend(notices)
        source = VectorSource(chosen.encoder, cache, basis.vectors, task.report)
        _put_in(task, basis, writer, source)
        task.report(Progress("writing the index", 0, 0))
        draft = _draft(basis, chosen, reader, started)
        manifest = writer.finish(draft, chosen.folder, folder, source.take)
        task.before_switch(writer.staged)
        if not task.dry_run:
            writer.put_in_use()
    task.notices.extend(chosen.notices)
    return CommittedGeneration(manifest, source.encoded, source.reused)


def _put_in(task: Task, basis: BuildInputs, writer: GenerationWriter, source: VectorSource) -> None:
    """Give the writer the articles, and encode them."""
    for uid in basis.plan.drop if basis.articles else ():
        writer.remove(uid)
    for done, article in enumerate(basis.fresh, 1):
        texts = [passage.text for passage in article.passages]
        digests = source.want(article.passages)
        writer.add(article.document, article.passages, texts, digests)
        task.report(Progress("indexing words", done, len(basis.fresh)))
    source.encode()


def _draft(basis: BuildInputs, chosen: ChosenEncoder, reader: str, started: datetime) -> Manifest:
    """Return the manifest but for what the writer knows."""
    return Manifest(
        schema=SCHEMA,
        generation="",
        built_at=f"{started:%Y-%m-%dT%H:%M:%SZ}",
        encoder=chosen.encoder.identity,
        compiled=chosen.folder is not None,
        reader=reader,
        chunking=chunking.VERSION,
        embedding=ENCODED_TEXT_VERSION,
        words=fulltext.VERSION,
        articles=0,
        passages=0,
        sentences=0,
        skipped=basis.plan.skipped,
        notices=chosen.notices,
        files=(),
    )


# What is left to do once a generation is in use: remove the rest, note what was verified.
def clean_up(layout: Layout, manifest: Manifest, started_from: str | None, keep: int) -> None:
    """Remove what is of no more use beside the generation in use, that of `manifest`.

    `started_from` names what was in use before, which may have readers still.
    """
    for file in layout.vector_caches():
        file.unlink(missing_ok=True)
    prune(layout, manifest.generation, started_from, keep)
    note(layout, manifest)


def note(layout: Layout, manifest: Manifest) -> None:
    """Verify a generation, so that the first question to it has nothing to verify.

    Comes last of all: to remove a link to a file touches it.

    Raises:
        IndexDamagedError: the first of its files that is not as it was written.
    """
    files = layout.generation(manifest.generation)
    verify_when_settled(files.folder, manifest.files, files.checked)
    if manifest.reader == BUNDLED_READER:
        with contextlib.suppress(IndexDamagedError):
            check_bundled_reader(files)
