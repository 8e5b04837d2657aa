"""Obtain an index's encoder: compile the model, compare it with the reference, choose its form.

int8 is chosen if it agrees with the reference and is faster on this machine, else float32, else the
reference itself. Compiled encoders are kept in the user's cache by the digest of the model, so that
a second index needs no torch.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.encoding.compiled import ENCODER_CARD, ENCODER_GRAPH, CompiledEncoder, read_identity
from qa.encoding.protocol import Encoder, Vectors
from qa.encoding.reference import ReferenceEncoder
from qa.errors import IndexDamagedError
from qa.models.cache import cache_folder, is_intact, keep_model, store_model
from qa.models.export import NotExportableError, export_encoder, quantize_int8
from qa.models.graph import TOKENIZER_FILE, Form, optimize_graph, write_card
from qa.models.source import ModelSource, find_model

ENCODER_COMPILER = 3
"""Version of the compilation: increased whenever the compiled form of a model would differ."""

# Measured for all-MiniLM-L6-v2 in int8: cosine 0.98 at worst, 0.994 on average; in float32
# 0.999999.
MIN_COSINE = 0.96
"""The least cosine that a text's compiled vector may have with its reference vector."""

MIN_NEIGHBOURS = 0.9
"""The least share of texts whose nearest neighbour is the reference's or as near (0.02)."""

_NEIGHBOUR_TOLERANCE = 0.02
_CORPUS_SAMPLE = 64

PROBE_TEXTS = (
    "When does the minister arrive?",
    "Who edited this article?",
    "What does the abbreviation stand for?",
    "The company said on Monday that profits had risen by 3.5% to $1.2 billion.",
    "She was born in a small town near the border and moved to the capital at nineteen.",
    "“We will not accept this,” the spokesperson told reporters after the meeting.",
    "Heavy rain flooded streets and cut power to thousands of homes overnight.",
    "The treaty, signed in 1987, banned all land-based missiles of intermediate range.",
    "Researchers found that the drug halved the risk of a second heart attack.",
    "Le président est arrivé jeudi pour une visite de deux jours.",
    "The court ruled, 6–3, that the law violated the First Amendment.",
    "Preheat the oven to 220 °C and bake for thirty-five minutes.",
    "He scored twice in the final ten minutes to win the cup for Liverpool.",
    "42",
    "Inflation; unemployment; interest rates; house prices; wages.",
    "A new species of frog no bigger than a thumbnail has been found in Madagascar.",
)


@dataclass(frozen=True, slots=True)
class ObtainedEncoder:
    """An encoder ready for use; `notices` are sentences for the user about fallbacks.

    `folder` holds the compiled form; None if the reference stays in use. `cache_notice` says that
    the compiled form could not be kept for the next index, "" if it is.
    """

    encoder: Encoder
    folder: Path | None
    notices: tuple[str, ...] = ()
    cache_notice: str = ""


def obtain_encoder(
    model: str | None,
    corpus_texts: Sequence[str],
    progress: Callable[[str], None],
    *,
    uncached: Path | None = None,
) -> ObtainedEncoder:
    """Return the encoder for `model`, compiled if its compiled form agrees with the reference.

    A newly compiled encoder is compared on PROBE_TEXTS and on a sample of `corpus_texts`; one from
    the cache is used as it is, after a check of its files. `progress` gets the stages' names.
    `uncached` is a folder to be made for the compiled form if the cache cannot be written.

    Raises:
        EncoderUnusableError: there is no such model here, or it cannot be loaded.
        OSError: the cache cannot be written, and there is no `uncached`.
    """
    source = find_model(model)
    if cached := _from_cache(source):
        return cached
    progress("loading the model")
    reference = ReferenceEncoder(source)
    progress("compiling the model")
    step = max(1, len(corpus_texts) // _CORPUS_SAMPLE)
    texts = [*PROBE_TEXTS, *list(corpus_texts)[::step][:_CORPUS_SAMPLE]]
    with tempfile.TemporaryDirectory(prefix="article-qa-") as scratch:
        return _compile(reference, source, texts, Path(scratch), uncached)


def agreement(found: Vectors, expected: Vectors) -> tuple[float, float]:
    """Return the least cosine of matching rows, and the share of rows that keep their neighbour.

    A row keeps its neighbour if the row nearest to it among `found` is, among `expected`, the
    nearest too or less near by at most 0.02. Both arrays have shape (n, dimension), n at least 2.
    """
    cosines = np.einsum("ij,ij->i", found, expected)
    similar, truth = found @ found.T, expected @ expected.T
    np.fill_diagonal(similar, -1)
    np.fill_diagonal(truth, -1)
    chosen = truth[np.arange(len(truth)), similar.argmax(1)]
    kept = chosen >= truth.max(1) - _NEIGHBOUR_TOLERANCE
    return float(cosines.min()), float(kept.mean())


def _compile(
    reference: ReferenceEncoder,
    source: ModelSource,
    texts: list[str],
    scratch: Path,
    uncached: Path | None,
) -> ObtainedEncoder:
    folders = {form: scratch / form.value for form in (Form.FLOAT32, Form.INT8)}
    for folder in folders.values():
        folder.mkdir()
    raw = {form: scratch / f"{form.value}.onnx" for form in folders}
    refusals: list[str] = []
    try:
        export_encoder(reference.model, raw[Form.FLOAT32])
    except NotExportableError as error:
        notice = f"{source.name} cannot be compiled ({error}): asking will load torch"
        return ObtainedEncoder(reference, None, (notice,))
    try:
        quantize_int8(raw[Form.FLOAT32], raw[Form.INT8])
    except NotExportableError as error:
        refusals.append(f"int8: {error}")
        del folders[Form.INT8]
    tokenizer = reference.model.tokenizer.backend_tokenizer
    expected = reference.encode_passages(texts)
    encoders: dict[Form, CompiledEncoder] = {}
    seconds: dict[Form, float] = {}
    for form, folder in folders.items():
        optimize_graph(raw[form], folder / ENCODER_GRAPH)
        tokenizer.save(str(folder / TOKENIZER_FILE))
        encoder = CompiledEncoder(folder, reference.identity).with_identity(form=form)
        encoder.encode_passages(texts[:2])
        started = time.perf_counter()
        cosine, neighbours = agreement(encoder.encode_passages(texts), expected)
        seconds[form] = time.perf_counter() - started
        if cosine < MIN_COSINE or neighbours < MIN_NEIGHBOURS:
            refusals.append(f"{form.value}: cosine {cosine:.3f}, neighbours kept {neighbours:.2f}")
        else:
            encoders[form] = encoder
    if not encoders:
        notice = f"{source.name} compiled disagrees with itself ({'; '.join(refusals)})"
        return ObtainedEncoder(reference, None, (f"{notice}: asking will load torch",))
    form = min(encoders, key=lambda form: seconds[form])
    write_card(folders[form] / ENCODER_CARD, encoders[form].identity)
    notices = (f"the compiled encoder was refused as {'; '.join(refusals)}",) if refusals else ()
    kept = compiled_folder(source)
    if uncached is None:
        store_model(folders[form], kept)
        return ObtainedEncoder(CompiledEncoder(kept), kept, notices)
    if cache_notice := keep_model(folders[form], kept):
        kept = uncached
        shutil.copytree(folders[form], kept)
    return ObtainedEncoder(CompiledEncoder(kept), kept, notices, cache_notice or "")


def compiled_folder(source: ModelSource) -> Path:
    """Return the folder in the user's cache for the compiled form of a model."""
    return cache_folder("encoders") / f"{source.digest[:32]}-{ENCODER_COMPILER}"


def _from_cache(source: ModelSource) -> ObtainedEncoder | None:
    folder = compiled_folder(source)
    if not is_intact(folder):
        return None
    try:
        encoder = CompiledEncoder(folder, read_identity(folder))
        encoder.load()
    except IndexDamagedError:
        return None
    return ObtainedEncoder(encoder.with_identity(model=source.model, name=source.name), folder)
