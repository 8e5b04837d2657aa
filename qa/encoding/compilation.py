"""Give an index its encoder: compile the model, check it against the reference, choose a form.

int8 is taken if it agrees with the reference and is quicker here, else float32, else the reference
itself stays in use. Compiled encoders are kept in the user's cache by the digest of the model, so
that a second index costs no torch.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.encoding.compiled import GRAPH, TOKENIZER, CompiledEncoder, read_card, write_card
from qa.encoding.protocol import Encoder, Form, Vectors
from qa.encoding.reference import ReferenceEncoder
from qa.errors import IndexDamagedError
from qa.models.cache import cache_folder, is_whole, put
from qa.models.export import NotExportableError, export_float32, quantize_int8
from qa.models.graph import optimize_graph
from qa.models.source import ModelSource, find_model

# Raised whenever the compiled form of the same model would differ.
COMPILER = 3

# The least cosine between a text's compiled and its reference vector, and the least share of texts
# whose nearest neighbour among the others is the same or as near. Measured for all-MiniLM-L6-v2 in
# int8: cosine 0.98 at worst, 0.994 on average; for float32 0.999999.
MIN_COSINE = 0.96
MIN_NEIGHBOURS = 0.9
_NEIGHBOUR_TOLERANCE = 0.02
_CORPUS_SAMPLE = 64

PROBES = (
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
class Compilation:
    """An encoder ready for use, and what a person should know of how it came about.

    `folder` holds the compiled form; None if the reference stays in use.
    """

    encoder: Encoder
    folder: Path | None
    notices: tuple[str, ...] = ()


def obtain_encoder(
    model: str | None, corpus_texts: Sequence[str], progress: Callable[[str], None]
) -> Compilation:
    """Return the encoder for `model`, compiled if that can be done faithfully.

    A newly compiled encoder is checked on PROBES and on a sample of `corpus_texts`; one from the
    cache on what it was stored with.

    Raises:
        EncoderUnusableError: there is no such model here, or it cannot be loaded.
    """
    source = find_model(model)
    if cached := _from_cache(source):
        return cached
    progress("loading the model")
    reference = ReferenceEncoder(source)
    progress("compiling the model")
    step = max(1, len(corpus_texts) // _CORPUS_SAMPLE)
    texts = [*PROBES, *list(corpus_texts)[::step][:_CORPUS_SAMPLE]]
    with tempfile.TemporaryDirectory(prefix="article-qa-") as scratch:
        return _compile(reference, source, texts, Path(scratch))


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
    reference: ReferenceEncoder, source: ModelSource, texts: list[str], scratch: Path
) -> Compilation:
    folders = {form: scratch / form.value for form in (Form.FLOAT32, Form.INT8)}
    for folder in folders.values():
        folder.mkdir()
    raw = {form: scratch / f"{form.value}.onnx" for form in folders}
    faults: list[str] = []
    try:
        export_float32(reference.model, raw[Form.FLOAT32])
    except NotExportableError as error:
        notice = f"{source.name} cannot be compiled ({error}): asking will load torch"
        return Compilation(reference, None, (notice,))
    try:
        quantize_int8(raw[Form.FLOAT32], raw[Form.INT8])
    except NotExportableError as error:
        faults.append(f"int8: {error}")
        del folders[Form.INT8]
    tokenizer = reference.model.tokenizer.backend_tokenizer
    expected = reference.encode_passages(texts)
    encoders: dict[Form, CompiledEncoder] = {}
    seconds: dict[Form, float] = {}
    for form, folder in folders.items():
        optimize_graph(raw[form], folder / GRAPH)
        tokenizer.save(str(folder / TOKENIZER))
        encoder = CompiledEncoder(folder, reference.identity).with_identity(form=form)
        encoder.encode_passages(texts[:2])
        began = time.perf_counter()
        cosine, neighbours = agreement(encoder.encode_passages(texts), expected)
        seconds[form] = time.perf_counter() - began
        if cosine < MIN_COSINE or neighbours < MIN_NEIGHBOURS:
            faults.append(f"{form.value}: cosine {cosine:.3f}, neighbours kept {neighbours:.2f}")
        else:
            encoders[form] = encoder
    if not encoders:
        notice = f"{source.name} compiled disagrees with itself ({'; '.join(faults)})"
        return Compilation(reference, None, (f"{notice}: asking will load torch",))
    form = min(encoders, key=lambda form: seconds[form])
    write_card(folders[form], encoders[form].identity)
    notices = (f"the compiled encoder was refused as {'; '.join(faults)}",) if faults else ()
    put(folders[form], compiled_folder(source))
    return Compilation(CompiledEncoder(compiled_folder(source)), compiled_folder(source), notices)


def compiled_folder(source: ModelSource) -> Path:
    """Return where in the user's cache the compiled form of a model lies, once it has one."""
    return cache_folder("encoders") / f"{source.digest[:32]}-{COMPILER}"


def _from_cache(source: ModelSource) -> Compilation | None:
    folder = compiled_folder(source)
    if not is_whole(folder):
        return None
    try:
        encoder = CompiledEncoder(folder, read_card(folder))
        encoder.load()
    except IndexDamagedError:
        return None
    return Compilation(encoder.with_identity(model=source.model, name=source.name), folder)
