"""Write a new generation, put it in use, and remove what it replaces; reads no article."""

import contextlib
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qa.annotating.pipeline import check_pipeline
from qa.articles.document import Document
from qa.chunking import CHUNKING_VERSION
from qa.errors import IndexDamagedError
from qa.indexing.annotation import AnnotationChoice, annotate_articles
from qa.indexing.embed import ENCODED_TEXT_VERSION, VectorSource, texts_of
from qa.indexing.inputs import BuildInputs
from qa.indexing.models import ChosenEncoder, choose_encoder, obtain_reader_folder
from qa.indexing.task import RebuildTask
from qa.model import Progress
from qa.readers.bundled import check_bundled_reader
from qa.storage import Generation, Layout, fulltext
from qa.storage.generations import prune
from qa.storage.integrity import verify_when_settled
from qa.storage.layout import STAGING_PREFIX
from qa.storage.manifest import BUNDLED_READER, SCHEMA, Manifest, corpus_path
from qa.storage.vector_cache import VectorCache
from qa.storage.writer import Digests, GenerationWriter


@dataclass(frozen=True, slots=True)
class CommittedGeneration:
    """The generation that was made; `encoded` and `reused` count the texts behind its vectors."""

    manifest: Manifest
    encoded: int
    reused: int


def make_generation(
    task: RebuildTask,
    inputs: BuildInputs,
    previous: Generation | None,
    reader: str,
    annotating: AnnotationChoice,
    started: datetime,
) -> CommittedGeneration:
    """Write a generation of `inputs` with this reader, and put it in use.

    With `task.dry_run` it is removed instead. `previous` is the generation in use, whose compiled
    reader may be reused; `annotating` says whether articles are annotated; `started` is when the
    rebuild began, in UTC.

    Raises:
        IndexUnusableError: it cannot be written, or is not as it was written.
        EncoderUnusableError, ReaderUnusableError: a model cannot be loaded.
        AnnotatorUnusableError: what annotates has changed.
    """
    if annotating.version and inputs.to_add:
        # Nobody should learn after an hour of encoding that it cannot be used.
        check_pipeline()
    with contextlib.ExitStack() as opened:
        scratch = Path(
            opened.enter_context(
                tempfile.TemporaryDirectory(prefix=STAGING_PREFIX, dir=task.layout.root)
            )
        )
        vectors = inputs.reused_vectors
        chosen = choose_encoder(
            task.layout, vectors, task.model, inputs.sample(), scratch / "encoder", task.report
        )
        identity = chosen.encoder.identity
        cache_file = task.layout.vector_cache(identity.digest)
        if task.force:
            cache_file.unlink(missing_ok=True)
        cache = opened.enter_context(
            contextlib.closing(VectorCache(cache_file, identity.dimension))
        )
        name = task.layout.next_name(started)
        writer = opened.enter_context(GenerationWriter(task.layout, name, inputs.reused_articles))
        reusable = None if task.force else previous
        folder, notices = obtain_reader_folder(reader, reusable, scratch / "reader", task.report)
        source = VectorSource(chosen.encoder, cache, vectors, task.report, inputs.text_count())
        annotating = _add_articles(task, inputs, writer, source, annotating)
        task.report(Progress("writing the index", 0, 0))
        draft = _draft_manifest(task.corpus, inputs, chosen, reader, annotating, started)
        manifest = writer.finish(draft, chosen.folder, folder, source.take)
        task.before_switch(writer.staged)
        if not task.dry_run:
            writer.put_in_use()
    passing = (chosen.cache_notice,) if chosen.cache_notice else ()
    # Encoder and reader may give the same one.
    task.notices.extend(dict.fromkeys((*notices, *chosen.notices, *passing)))
    return CommittedGeneration(manifest, source.encoded, source.reused)


def _add_articles(
    task: RebuildTask,
    inputs: BuildInputs,
    writer: GenerationWriter,
    source: VectorSource,
    annotating: AnnotationChoice,
) -> AnnotationChoice:
    """Pass the articles to the writer, encode their texts, annotate them; return the choice."""
    added: list[tuple[int, Document]] = []
    requested: list[Digests] = []
    for uid in inputs.plan.outdated_uids if inputs.reused_articles else ():
        writer.remove(uid)
    for done, article in enumerate(inputs.to_add, 1):
        texts = texts_of(article.document, article.passages)
        digests = source.request(texts)
        uid = writer.add(article.document, article.passages, texts.passages, digests)
        added.append((uid, article.document))
        requested.append(digests)
        task.report(Progress("indexing words", done, len(inputs.to_add)))
    source.encode()
    if not inputs.reused_articles:
        annotating = annotating.made_anew().weighed(requested)
    if annotating.version and added:
        annotate_articles(added, writer, task.report)
    return annotating


def _draft_manifest(
    corpus: Path,
    inputs: BuildInputs,
    chosen: ChosenEncoder,
    reader: str,
    annotating: AnnotationChoice,
    started: datetime,
) -> Manifest:
    """Return the manifest without what only the writer knows: name, counts, files."""
    kept = inputs.reused_articles
    return Manifest(
        schema=SCHEMA,
        generation="",
        built_at=f"{started:%Y-%m-%dT%H:%M:%SZ}",
        encoder=chosen.encoder.identity,
        compiled=chosen.folder is not None,
        reader=reader,
        chunking=CHUNKING_VERSION,
        embedding=ENCODED_TEXT_VERSION,
        words=fulltext.VERSION,
        articles=0,
        passages=0,
        sentences=0,
        skipped=inputs.plan.skipped,
        notices=chosen.notices,
        files=(),
        corpus=corpus_path(corpus),
        annotations=kept.manifest.annotations if kept else annotating.version,
        annotating=annotating.choice,
    )


def clean_up(layout: Layout, manifest: Manifest, started_from: str | None, keep: int) -> None:
    """Remove what is no longer needed besides the generation in use, that of `manifest`.

    `started_from` names the generation in use before, which other processes may still have open.
    """
    for file in layout.vector_caches():
        file.unlink(missing_ok=True)
    prune(layout, manifest.generation, started_from, keep)
    note_verified(layout, manifest)


def note_verified(layout: Layout, manifest: Manifest) -> None:
    """Verify a generation and note that, so that the first question has nothing to verify.

    To be called last: removing another hard link to a file changes its times.

    Raises:
        IndexDamagedError: the first of its files that is not as it was written.
    """
    files = layout.generation(manifest.generation)
    verify_when_settled(files.folder, manifest.files, files.checked)
    if manifest.reader == BUNDLED_READER:
        with contextlib.suppress(IndexDamagedError):
            check_bundled_reader(files)
