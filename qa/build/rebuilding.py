"""One rebuild from beginning to end."""

import contextlib
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qa import chunking, embedding
from qa.articles import list_articles, parse, read_bytes
from qa.build.planning import Plan, leave_out, plan_build
from qa.build.reader_choice import obtain, reader_wanted
from qa.build.vector_source import VectorSource
from qa.encoding import Encoder
from qa.encoding.compiling import obtain_encoder
from qa.encoding.source import find_model
from qa.errors import (
    ArticleUnreadableError,
    CorpusEmptyError,
    IndexMissingError,
    IndexUnusableError,
)
from qa.model import BuildReport, Document, Passage, Progress, SkippedFile
from qa.storage import Generation, Layout, current_generation, open_generation, words
from qa.storage.lock import builder_lock
from qa.storage.manifest import SCHEMA, Manifest, check_files, read_manifest
from qa.storage.stash import Stash
from qa.storage.writer import GenerationWriter
from qa.storage.writing import writing

_SAMPLE_ARTICLES = 64
_VERSIONS = (chunking.VERSION, embedding.VERSION, words.VERSION)

Report = Callable[[Progress], None]
Articles = list[tuple[Document, tuple[Passage, ...]]]


def rebuild(
    corpus: Path,
    index: Path,
    *,
    model: str | None = None,
    reader: str | None = None,
    force: bool = False,
    skip_bad: bool = False,
    progress: Report | None = None,
) -> BuildReport:
    """Bring the index in line with the corpus and return what was done.

    Articles whose bytes are unchanged are kept; texts encoded before are found by their digest.
    `model` is a sentence-transformers name or folder (None: the index's own, else the default).
    `reader` is the name or folder of an extractive question-answering model or a cross-encoder,
    "own" or "none" (None: the index's, else our own). `force` makes everything anew. `skip_bad`
    leaves out files that cannot be read.

    Raises:
        CorpusEmptyError, ArticleUnreadableError: the corpus cannot be used.
        IndexLockedError: another process is rebuilding.
        IndexUnusableError: the index cannot be written.
        EncoderUnusableError: the model cannot be loaded.
    """
    paths = list_articles(corpus)
    layout = Layout(index)
    try:
        layout.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise IndexUnusableError(
            f"the index folder {index} cannot be made: {error.strerror}",
            path=str(index),
            remedy="name another with --index",
        ) from error
    if model and Path(model).is_dir():
        model = str(Path(model).resolve())
    wishes = _Wishes(model, reader, force, skip_bad)
    with writing(layout.root, OSError), builder_lock(layout):
        layout.sweep()
        build = _Build(corpus, layout, wishes, progress or (lambda _: None))
        with contextlib.closing(build):
            return build.run(paths)


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the caller asked for."""

    model: str | None
    reader: str | None
    force: bool
    skip_bad: bool


class _Build:
    """One run of `rebuild`, holding the lock."""

    def __init__(
        self,
        corpus: Path,
        layout: Layout,
        wishes: _Wishes,
        report: Report,
    ) -> None:
        self._corpus = corpus
        self._layout = layout
        self._wishes = wishes
        self._report = report
        # What concerns this run, and what the index goes on saying of its encoder.
        self._notices: list[str] = []
        self._encoder_notices: tuple[str, ...] = ()
        self._began = time.perf_counter()
        self._started = datetime.now(UTC)
        self._previous = self._open_previous()
        self._wanted = reader_wanted(self._previous, wishes.reader)

    def close(self) -> None:
        if self._previous:
            self._previous.close()

    def run(self, paths: tuple[str, ...]) -> BuildReport:
        previous = self._previous
        stored = {a.path: a for a in previous.texts.articles()} if previous else {}
        plan = plan_build(self._corpus, paths, stored, self._report, skip_bad=self._wishes.skip_bad)
        vectors = self._vectors_to_reuse()
        base = vectors if vectors and _versions(vectors) == _VERSIONS else None
        # Little is kept: a fresh start leaves no trace of what was dropped in the word index.
        if base and len(plan.drop) * 2 > base.manifest.articles:
            base = None
        fresh, skipped = self._read(plan.fresh, plan.skipped)
        plan = leave_out(plan, skipped)
        same = (plan.skipped, self._wanted) == (
            (base.manifest.skipped, base.manifest.reader) if base else ()
        )
        if base and same and not fresh and not plan.drop:
            self._clean_up(base.manifest.generation)
            return self._done(base.manifest, plan, None)
        if vectors and not self._intact(vectors):
            vectors = base = None
        if not base:
            kept, skipped = self._read(plan.changes.kept, plan.skipped)
            plan = leave_out(plan, skipped)
            fresh = sorted(fresh + kept, key=lambda article: article[0].path)
        if not plan.fresh and not plan.changes.kept:
            raise CorpusEmptyError(
                f"no article in {self._corpus} can be used",
                path=str(self._corpus),
                remedy="put .txt or .md files into it",
            )
        return self._write(plan, fresh, vectors, base)

    def _vectors_to_reuse(self) -> Generation | None:
        """Return the previous generation if its encoder is the one asked for."""
        if not self._previous or self._wishes.force:
            return None
        expected, wished = self._previous.manifest.encoder, self._wishes.model
        if wished is None and self._previous.manifest.compiled:
            return self._previous
        if wished not in (None, expected.model):
            return None
        # The files behind a name or a folder may have changed since.
        same = find_model(expected.model).digest == expected.weights
        return self._previous if same else None

    def _intact(self, generation: Generation) -> bool:
        """Return whether what is about to be copied is what was once written."""
        try:
            check_files(generation.layout.folder, generation.manifest, contents=True)
        except IndexUnusableError as error:
            self._notices.append(f"made anew: {error.message}")
            return False
        return True

    def _read(
        self, paths: Sequence[str], skipped: tuple[SkippedFile, ...]
    ) -> tuple[Articles, tuple[SkippedFile, ...]]:
        """Return the articles at `paths`, cut, and all files skipped so far."""
        articles: Articles = []
        left_out = list(skipped)
        for done, path in enumerate(sorted(paths), 1):
            try:
                document = parse(path, read_bytes(self._corpus, path))
            except ArticleUnreadableError as error:
                if not self._wishes.skip_bad:
                    raise
                left_out.append(SkippedFile(path, error.message))
                continue
            articles.append((document, chunking.split(document)))
            self._report(Progress("reading articles", done, len(paths)))
        return articles, tuple(left_out)

    def _write(
        self, plan: Plan, fresh: Articles, vectors: Generation | None, base: Generation | None
    ) -> BuildReport:
        name = f"{self._started:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        encoder, folder = self._encoder(vectors, fresh)
        stash_file = self._layout.stash(encoder.identity.digest)
        if self._wishes.force:
            stash_file.unlink(missing_ok=True)
        with (
            contextlib.closing(Stash(stash_file, encoder.identity.dimension)) as stash,
            GenerationWriter(self._layout, name, base) as writer,
            tempfile.TemporaryDirectory(prefix="article-qa-") as scratch,
        ):
            made = None if self._wishes.force else self._previous
            reader, notices = obtain(self._wanted, made, Path(scratch) / "reader", self._report)
            self._notices.extend(notices)
            source = VectorSource(encoder, stash, vectors, self._report)
            for uid in plan.drop if base else ():
                writer.remove(uid)
            for done, (document, passages) in enumerate(fresh, 1):
                texts = [embedding.word_text(passage) for passage in passages]
                writer.add(document, passages, texts, source.want(passages))
                self._report(Progress("indexing words", done, len(fresh)))
            source.encode()
            self._report(Progress("writing the index", 0, 0))
            draft = self._draft(name, encoder, plan, compiled=folder is not None)
            manifest = writer.finish(draft, folder, reader, source.take)
        self._clean_up(name)
        return self._done(manifest, plan, source)

    def _encoder(self, vectors: Generation | None, fresh: Articles) -> tuple[Encoder, Path | None]:
        """Return the encoder to use and the folder of its compiled form, if it has one."""
        if vectors:
            # Never another form of the model: its vectors would stand beside those kept.
            self._encoder_notices = vectors.manifest.notices
            return vectors.encoder, vectors.layout.encoder if vectors.manifest.compiled else None
        model = self._wishes.model
        if model is None:
            model = self._remembered_model()
        step = max(1, len(fresh) // _SAMPLE_ARTICLES)
        texts = [passage.text for _, passages in fresh[::step] for passage in passages]
        found = obtain_encoder(model, texts, lambda stage: self._report(Progress(stage, 0, 0)))
        self._encoder_notices = found.notices
        return found.encoder, found.folder

    def _open_previous(self) -> Generation | None:
        try:
            return open_generation(self._layout.root)
        except IndexMissingError:
            return None
        except IndexUnusableError as error:
            self._notices.append(f"made anew: {error.message}")
            return None

    def _remembered_model(self) -> str | None:
        """Return the model that the index was made with, even if the index is damaged."""
        try:
            name = current_generation(self._layout.root)
            return read_manifest(self._layout.generation(name).manifest).encoder.model
        except IndexUnusableError:
            return None

    def _draft(self, name: str, encoder: Encoder, plan: Plan, *, compiled: bool) -> Manifest:
        return Manifest(
            schema=SCHEMA,
            generation=name,
            built_at=f"{self._started:%Y-%m-%dT%H:%M:%SZ}",
            encoder=encoder.identity,
            compiled=compiled,
            reader=self._wanted,
            chunking=chunking.VERSION,
            embedding=embedding.VERSION,
            words=words.VERSION,
            articles=0,
            passages=0,
            sentences=0,
            skipped=plan.skipped,
            notices=self._encoder_notices,
            files=(),
        )

    def _clean_up(self, current: str) -> None:
        """Remove what is of no more use; the previous generation may have readers still."""
        for file in self._layout.stashes():
            file.unlink(missing_ok=True)
        others = [name for name in self._layout.generations() if name != current]
        previous = self._previous.manifest.generation if self._previous else None
        # Not the newest by name: two made within a second may stand in either order.
        kept = previous if previous in others else max(others, default=None)
        for name in others:
            if name != kept:
                shutil.rmtree(self._layout.generation(name).folder, ignore_errors=True)

    def _done(self, manifest: Manifest, plan: Plan, source: VectorSource | None) -> BuildReport:
        return BuildReport(
            generation=manifest.generation,
            changes=plan.changes,
            skipped=plan.skipped,
            passages=manifest.passages,
            sentences=manifest.sentences,
            encoded=source.encoded if source else 0,
            reused=source.reused if source else 0,
            seconds=time.perf_counter() - self._began,
            notices=(*self._notices, *self._encoder_notices),
        )


def _versions(generation: Generation) -> tuple[int, int, int]:
    manifest = generation.manifest
    return manifest.chunking, manifest.embedding, manifest.words
