"""The record of what a generation consists of: written last, read first; opens no other file.

Facts about single articles are in the text database, whose checksum is here: to read a manifest
with forty thousand articles in it would take a new process longer than to search.
"""

import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from qa.encoding import EncoderIdentity
from qa.errors import REBUILD, IndexMismatchError
from qa.filesystem import read_small
from qa.model import SkippedFile
from qa.storage.integrity import FileRecord, add_digest, damaged, has_digest, verify_digest
from qa.storage.vectors import BACKENDS, FAISS_FILES

SCHEMA = 2
# Manifests of version 1 carry no digest of themselves; they are read too.
_WITHOUT_DIGEST = 1
_LONGEST = 100_000_000

# Values of `Manifest.reader`: the reader that comes with the program, and none.
BUNDLED_READER, NO_READER = "own", "none"
# Values of `Manifest.annotating`: what somebody asked for, or that it would have taken long.
ANNOTATE, DO_NOT_ANNOTATE, TOO_LONG = "yes", "no", "too long"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of one generation.

    `chunking` and `embedding` are the versions of how texts were cut and what was encoded.
    `built_at` is UTC in ISO 8601. `compiled` tells whether the encoder lies in the generation.
    `reader` is BUNDLED_READER, NO_READER, or the name or folder of another, which lies in it
    compiled. `words` is the version of how texts are cut into words. `vectors` is the kind of store
    that holds the vectors; where it is FAISS_FILES the file does not say so, as it never has.
    `corpus` is the folder that the articles were read from, as `corpus_path` names it; "" in
    manifests that were written before it was recorded. `annotations` is the version of the
    articles' marks, 0 where they have none; `annotating` is ANNOTATE, DO_NOT_ANNOTATE, TOO_LONG, or
    "" where nobody chose.
    """

    schema: int
    generation: str
    built_at: str
    encoder: EncoderIdentity
    compiled: bool
    reader: str
    chunking: int
    embedding: int
    articles: int
    passages: int
    sentences: int
    words: int
    skipped: tuple[SkippedFile, ...]
    notices: tuple[str, ...]
    files: tuple[FileRecord, ...]
    vectors: str = FAISS_FILES
    corpus: str = ""
    annotations: int = 0
    annotating: str = ""

    def was_built_from(self, corpus: Path) -> bool:
        """Return whether the articles were read from this folder, or it is not known."""
        return self.corpus in ("", corpus_path(corpus))


def corpus_path(corpus: Path) -> str:
    """Return a corpus's path as manifests record it: absolute, links resolved."""
    try:
        return os.path.realpath(corpus)
    except OSError:
        # The current folder has been removed.
        return str(corpus)


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Write `manifest` as JSON that carries a digest of itself."""
    facts = asdict(manifest)
    if manifest.vectors == FAISS_FILES:
        del facts["vectors"]
    file.write_bytes(add_digest(facts))


def read_manifest(file: Path) -> Manifest:
    """Return the manifest in `file`.

    Raises:
        IndexDamagedError: it is missing, not as it was written, or lacks a fact.
        IndexMismatchError: another version of the program wrote it.
    """
    try:
        data = read_small(file, _LONGEST)
        with_digest = has_digest(data)
        facts: dict[str, Any] = verify_digest(data) if with_digest else json.loads(data)
        schema = facts["schema"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(file) from error
    if not with_digest and schema == SCHEMA:
        raise damaged(file)
    if schema != (SCHEMA if with_digest else _WITHOUT_DIGEST):
        raise IndexMismatchError(
            f"{file} is of index version {schema}, this program reads version {SCHEMA}",
            expected=str(SCHEMA),
            found=str(schema),
            path=str(file),
            remedy=REBUILD,
        )
    try:
        manifest = Manifest(
            **{
                **facts,
                "encoder": EncoderIdentity.from_facts(facts["encoder"]),
                "skipped": tuple(SkippedFile(**entry) for entry in facts["skipped"]),
                "notices": tuple(facts["notices"]),
                "files": tuple(FileRecord(**entry) for entry in facts["files"]),
            }
        )
        datetime.fromisoformat(manifest.built_at)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(file) from error
    values = (manifest, manifest.encoder, *manifest.skipped, *manifest.files)
    if not all(_has_declared_types(value) for value in values):
        raise damaged(file)
    if not all(_lies_below(record.path) for record in manifest.files):
        raise damaged(file)
    if manifest.vectors not in BACKENDS:
        raise IndexMismatchError(
            f"{file} names a vector store of a kind that this program does not have",
            expected=" or ".join(BACKENDS),
            found=manifest.vectors,
            path=str(file),
            remedy=REBUILD,
        )
    return manifest


def _lies_below(path: str) -> bool:
    """Return whether a relative path stays below its folder."""
    return not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts


def _has_declared_types(value: Any) -> bool:
    """Return whether every int, bool and str field of a dataclass holds what it declares."""
    for field in fields(value):
        content = getattr(value, field.name)
        if field.type is int and (type(content) is not int or content < 0):
            return False
        if field.type is bool and type(content) is not bool:
            return False
        if field.type is str and (type(content) is not str or "\0" in content):
            return False
    return True
