"""Checks of the encoder, the reader and the model cache: each loads and works; changes none."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from qa.doctor.checks import Result, bad, good, note
from qa.doctor.subject import Subject, damaged_files
from qa.encoding.compilation import MIN_COSINE, MIN_NEIGHBOURS, PROBE_TEXTS, agreement
from qa.encoding.compiled import CompiledEncoder
from qa.encoding.protocol import EncoderIdentity, Vectors
from qa.errors import REBUILD, EncoderUnusableError
from qa.filesystem import write_fault
from qa.models.cache import cache_root, cached_models, is_intact
from qa.models.source import find_model
from qa.readers.bundled import BUNDLED_FILES, BUNDLED_FOLDER, BundledReader
from qa.readers.compilation import PROBE_PASSAGES, PROBE_QUESTIONS
from qa.readers.protocol import Reader, Reading
from qa.storage.manifest import BUNDLED_READER, NO_READER

# How long the reference may take to load and to encode the probe texts; then it is killed.
MOST_SECONDS = 90
_TOLERANCE = 1e-3


def encoder(subject: Subject) -> Result | None:
    """Return whether the index's encoder loads and gives finite vectors of length 1."""
    compiled = _compiled(subject)
    if compiled is None:
        return None
    vectors = compiled.encode_passages(PROBE_TEXTS)
    if not np.isfinite(vectors).all():
        return bad("it gives vectors that are not finite", REBUILD)
    if np.abs(np.linalg.norm(vectors, axis=1) - 1).max() > _TOLERANCE:
        return bad("it gives vectors that are not of length 1", REBUILD)
    identity = compiled.identity
    return good(f"{identity.label}, {identity.dimension} dimensions, loads and encodes")


def agrees(subject: Subject) -> Result | None:
    """Return whether the compiled encoder gives what the model's own library gives.

    The library runs in a process of its own, which is killed after `MOST_SECONDS`.
    """
    if subject.manifest and not subject.manifest.compiled:
        return note("the encoder could not be compiled: asking loads torch")
    compiled = _compiled(subject)
    if compiled is None:
        return None
    return _nothing_to_compare(compiled.identity) or _compared(compiled)


def reader(subject: Subject) -> Result | None:
    """Return which reader the index uses and whether it loads and reads."""
    wanted = subject.manifest.reader if subject.manifest else BUNDLED_READER
    if wanted == NO_READER:
        return good("none is wanted")
    if wanted == BUNDLED_READER:
        if broken := damaged_files(BUNDLED_FOLDER, BUNDLED_FILES):
            return bad(f"not as it was made: {', '.join(broken)}", "reinstall article-qa")
        return _check_reader(BundledReader(), "the project's own, weights as they should be")
    if subject.generation is None or _broken_below(subject, subject.generation.reader):
        return None
    from qa.readers.external import ExternalReader

    external = ExternalReader(subject.generation.reader)
    return _check_reader(external, external.card.label)


def cache(_: Subject) -> Result:
    """Return whether the user's cache can be written, and the compiled models in it are whole."""
    if fault := write_fault(cache_root()):
        text = f"{cache_root()} cannot be written: {fault.strerror}"
        return bad(
            f"{text}; each new index compiles its models again",
            "allow writing there, or set XDG_CACHE_HOME to a folder that can be written",
        )
    entries = [folder for kind in ("encoders", "readers") for folder in cached_models(kind)]
    broken = [entry for entry in entries if not is_intact(entry)]
    if broken:
        quoted = " ".join(f"'{entry}'" for entry in broken)
        return note(f"{len(broken)} compiled models are of no use any more", f"rm -r {quoted}")
    return good(f"{len(entries)} compiled, whole" if entries else "empty")


def _compiled(subject: Subject) -> CompiledEncoder | None:
    """Return the compiled encoder of the index, if there is one that may be loaded."""
    if subject.manifest is None or subject.generation is None or not subject.manifest.compiled:
        return None
    if _broken_below(subject, subject.generation.encoder):
        return None
    return CompiledEncoder(subject.generation.encoder, subject.manifest.encoder)


def _nothing_to_compare(identity: EncoderIdentity) -> Result | None:
    """Return why there is no reference to compare with, None if there is one."""
    if importlib.util.find_spec("sentence_transformers") is None:
        return note("sentence-transformers is not installed: nothing to compare with")
    try:
        source = find_model(identity.model)
    except (EncoderUnusableError, ImportError):
        return note(f"{identity.name} is not on this machine: nothing to compare with")
    if source.digest != identity.weights:
        return note(f"the files of {identity.name} have changed since it was compiled", REBUILD)
    return None


def _compared(compiled: CompiledEncoder) -> Result:
    try:
        expected = _reference_vectors(compiled.identity.model)
    except subprocess.TimeoutExpired:
        return note(f"the reference took longer than {MOST_SECONDS} s and was not waited for")
    except EncoderUnusableError as error:
        return note(f"nothing to compare with: {error.message}", error.remedy)
    cosine, neighbours = agreement(compiled.encode_passages(PROBE_TEXTS), expected)
    measured = f"cosine {cosine:.3f} at least, {neighbours:.0%} of nearest neighbours kept"
    if cosine < MIN_COSINE or neighbours < MIN_NEIGHBOURS:
        return bad(f"it is not what the reference gives: {measured}", REBUILD)
    return good(measured)


def _broken_below(subject: Subject, folder: Path) -> bool:
    return any(path.startswith(f"{folder.name}/") for path in subject.damaged)


def _reference_vectors(model: str | None) -> Vectors:
    package = Path(__file__).resolve().parent.parent.parent
    # -P leaves out the current folder, in which a file may have the name of a library.
    done = subprocess.run(
        [sys.executable, "-P", "-m", "qa.doctor", model or ""],
        check=False,
        capture_output=True,
        text=True,
        timeout=MOST_SECONDS,
        env={**os.environ, "PYTHONPATH": str(package)},
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise EncoderUnusableError(f"the reference cannot be run: {last}")
    vectors: Vectors = np.array(json.loads(done.stdout.splitlines()[-1]), np.float32)
    return vectors


def _check_reader(model: Reader, label: str) -> Result:
    found = model.read(PROBE_QUESTIONS[0], [Reading(PROBE_PASSAGES[0])])[0]
    if not np.isfinite(found.margin):
        return bad(f"{label}: what it finds is not finite", REBUILD)
    return good(f"{label}; loads and reads")
