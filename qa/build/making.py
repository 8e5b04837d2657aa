"""Makes the new generation, lets it be looked at, and puts it in use, unless that is not wanted."""

import contextlib
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qa import chunking, embedding
from qa.build.basis import Basis
from qa.build.encoder_choice import ChosenEncoder, choose_encoder
from qa.build.reader_choice import obtain
from qa.build.task import Task
from qa.build.vector_source import VectorSource
from qa.model import Progress
from qa.storage import Generation, words
from qa.storage.layout import STAGING_PREFIX
from qa.storage.manifest import SCHEMA, Manifest
from qa.storage.stash import Stash
from qa.storage.writer import GenerationWriter


@dataclass(frozen=True, slots=True)
class Made:
    """The generation that was made; `encoded` and `reused` count the texts behind its vectors."""

    manifest: Manifest
    encoded: int
    reused: int


def make_generation(
    task: Task, basis: Basis, previous: Generation | None, reader: str, started: datetime
) -> Made:
    """Make a generation of `basis` with this reader, and switch to it.

    With `task.dry_run` it is removed instead. `previous` is the generation in use, where a reader
    may be found; `started` is when the build began, in UTC.

    Raises:
        IndexUnusableError: it cannot be written, or is not as it was written.
        EncoderUnusableError, ReaderUnusableError: a model cannot be loaded.
    """
    chosen = choose_encoder(task.layout, basis.vectors, task.model, basis.fresh, task.report)
    identity = chosen.encoder.identity
    stash_file = task.layout.stash(identity.digest)
    if task.force:
        stash_file.unlink(missing_ok=True)
    with (
        contextlib.closing(Stash(stash_file, identity.dimension)) as stash,
        GenerationWriter(task.layout, task.layout.next_name(started), basis.articles) as writer,
        tempfile.TemporaryDirectory(prefix=STAGING_PREFIX, dir=task.layout.root) as scratch,
    ):
        made_before = None if task.force else previous
        folder, notices = obtain(reader, made_before, Path(scratch) / "reader", task.report)
        task.notices.extend(notices)
        source = VectorSource(chosen.encoder, stash, basis.vectors, task.report)
        _put_in(task, basis, writer, source)
        task.report(Progress("writing the index", 0, 0))
        draft = _draft(basis, chosen, reader, started)
        manifest = writer.finish(draft, chosen.folder, folder, source.take)
        task.before_switch(writer.staged)
        if not task.dry_run:
            writer.put_in_use()
    task.notices.extend(chosen.notices)
    return Made(manifest, source.encoded, source.reused)


def _put_in(task: Task, basis: Basis, writer: GenerationWriter, source: VectorSource) -> None:
    """Give the writer the articles, and encode them."""
    for uid in basis.plan.drop if basis.articles else ():
        writer.remove(uid)
    for done, article in enumerate(basis.fresh, 1):
        texts = [embedding.word_text(passage) for passage in article.passages]
        digests = source.want(article.passages)
        writer.add(article.document, article.passages, texts, digests)
        task.report(Progress("indexing words", done, len(basis.fresh)))
    source.encode()


def _draft(basis: Basis, chosen: ChosenEncoder, reader: str, started: datetime) -> Manifest:
    """Return the manifest but for what the writer knows."""
    return Manifest(
        schema=SCHEMA,
        generation="",
        built_at=f"{started:%Y-%m-%dT%H:%M:%SZ}",
        encoder=chosen.encoder.identity,
        compiled=chosen.folder is not None,
        reader=reader,
        chunking=chunking.VERSION,
        embedding=embedding.VERSION,
        words=words.VERSION,
        articles=0,
        passages=0,
        sentences=0,
        skipped=basis.plan.skipped,
        notices=chosen.notices,
        files=(),
    )
