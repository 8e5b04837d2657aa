"""What a generation is made of: written last, read first.

Facts about single articles stand in the text database, whose checksum is here: a manifest with
forty thousand articles in it would cost each question from a cold shell more than the search.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from qa.encoding import EncoderIdentity, Form
from qa.errors import IndexMismatchError
from qa.model import SkippedFile
from qa.storage.damage import REBUILD, damaged

SCHEMA = 1

# The reader that comes with the project, and none at all.
OWN_READER, NO_READER = "own", "none"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the generation: path below its folder, bytes, SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of one generation.

    `chunking` and `embedding` are the versions of how texts were cut and what was encoded.
    `built_at` is UTC in ISO 8601. `compiled` tells whether the encoder lies in the generation.
    `reader` is OWN_READER, NO_READER, or the name or folder of another, which lies in it compiled.
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


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Write `manifest` as JSON."""
    file.write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_manifest(file: Path) -> Manifest:
    """Return the manifest in `file`.

    Raises:
        IndexDamagedError: it is missing, not JSON, or lacks a fact.
        IndexMismatchError: another version of the project wrote it.
    """
    try:
        facts: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        schema = facts["schema"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise damaged(file) from error
    if schema != SCHEMA:
        raise IndexMismatchError(
            f"{file} is of index version {schema}, this program reads version {SCHEMA}",
            expected=str(SCHEMA),
            found=str(schema),
            path=str(file),
            remedy=REBUILD,
        )
    try:
        encoder = dict(facts["encoder"])
        encoder["form"] = Form(encoder["form"])
        manifest = Manifest(
            **{
                **facts,
                "encoder": EncoderIdentity(**encoder),
                "skipped": tuple(SkippedFile(**entry) for entry in facts["skipped"]),
                "notices": tuple(facts["notices"]),
                "files": tuple(FileRecord(**entry) for entry in facts["files"]),
            }
        )
        datetime.fromisoformat(manifest.built_at)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(file) from error
    values = (manifest, manifest.encoder, *manifest.skipped, *manifest.files)
    if not all(_has_its_kinds(value) for value in values):
        raise damaged(file)
    return manifest


def record_file(folder: Path, file: Path) -> FileRecord:
    """Return the record of `file`, a file below `folder`."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return FileRecord(file.relative_to(folder).as_posix(), file.stat().st_size, digest)


def check_files(folder: Path, manifest: Manifest, *, contents: bool) -> None:
    """Check that every file of the manifest is there in its size and, if asked, its contents.

    Raises:
        IndexDamagedError: the first file that is not as recorded.
    """
    for record in manifest.files:
        file = folder / record.path
        try:
            size = file.stat().st_size
            good = size == record.size and (not contents or record_file(folder, file) == record)
        except OSError as error:
            raise damaged(file) from error
        if not good:
            raise damaged(file)


def _has_its_kinds(value: Any) -> bool:
    """Return whether every plain field of a dataclass is what it is declared to be."""
    for field in fields(value):
        content = getattr(value, field.name)
        if field.type is int and (type(content) is not int or content < 0):
            return False
        if field.type is bool and type(content) is not bool:
            return False
        if field.type is str and (type(content) is not str or "\0" in content):
            return False
    return True
