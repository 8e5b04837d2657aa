"""What can only be measured inside a process: started as one, it prints its figures as JSON.

    python -m qa.evaluation.bench.in_process NAME ARGUMENT…

Whatever is heavy is imported here and not in the driver.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qa.evaluation.bench.quality import lost, recall
from qa.evaluation.bench.synthetic import write_synthetic
from qa.offline import keep_process_offline


def following(index: str, corpus: str, file: str) -> dict[str, Any]:
    """Time each question of the file, and how much of it is not its encoding (milliseconds)."""
    from qa.engine import open_index
    from qa.storage import open_generation

    questions = _lines(file)
    encoder = open_generation(Path(index)).encoder
    engine = open_index(Path(index), corpus=Path(corpus))
    encoder.encode_queries(questions[:1])
    engine.ask(questions[0])
    whole, beyond = [], []
    for question in questions:
        began = time.perf_counter()
        encoder.encode_queries([question])
        encoded = time.perf_counter()
        engine.ask(question)
        whole.append((time.perf_counter() - encoded) * 1e3)
        beyond.append(whole[-1] - (encoded - began) * 1e3)
    return {"whole_ms": whole, "beyond_ms": beyond}


def answering(index: str, corpus: str, file: str) -> dict[str, Any]:
    """Time each question of the file after the first one (milliseconds)."""
    from qa.engine import open_index

    engine = open_index(Path(index), corpus=Path(corpus))
    whole = []
    for question in _lines(file):
        began = time.perf_counter()
        engine.ask(question)
        whole.append((time.perf_counter() - began) * 1e3)
    return {"whole_ms": whole[1:]}


def overview(index: str, corpus: str, times: str) -> dict[str, Any]:
    """Time the overview of all articles after the first time (milliseconds)."""
    from qa.service.local import open_articles
    from qa.service.overviews import find_overviews
    from qa.settings import Settings

    articles = open_articles(Settings(Path(corpus), Path(index)))
    whole = []
    for _ in range(int(times) + 1):
        began = time.perf_counter()
        find_overviews(articles)
        whole.append((time.perf_counter() - began) * 1e3)
    return {"whole_ms": whole[1:]}


def batch(index: str, corpus: str, file: str) -> dict[str, Any]:
    """Time the file's questions asked together once everything is loaded."""
    from qa.engine import open_index
    from qa.model import Question

    questions = [Question(text) for text in _lines(file)]
    engine = open_index(Path(index), corpus=Path(corpus))
    engine.ask_many(questions[:1], limit=3)
    began = time.perf_counter()
    answers = engine.ask_many(questions, limit=3)
    return {"seconds": time.perf_counter() - began, "answers": len(answers)}


def encode(file: str) -> dict[str, Any]:
    """Time the encoder that building uses on the file's passages, once it is loaded."""
    from qa.encoding.compilation import obtain_encoder

    passages = _lines(file)
    encoder = obtain_encoder(None, passages, lambda _: None).encoder
    encoder.encode_passages(passages[:2])
    began = time.perf_counter()
    encoder.encode_passages(passages)
    return {"per_second": len(passages) / (time.perf_counter() - began)}


def encode_plainly(file: str, batch_size: str) -> dict[str, Any]:
    """Time SentenceTransformer.encode on the file's passages, once it is loaded."""
    from qa.evaluation.bench.plain_script import load_model

    passages = _lines(file)
    model = load_model()
    model.encode(passages[:2], show_progress_bar=False)
    began = time.perf_counter()
    model.encode(
        passages, batch_size=int(batch_size), normalize_embeddings=True, show_progress_bar=False
    )
    return {"per_second": len(passages) / (time.perf_counter() - began)}


def reading(shape: str, megabytes: str) -> dict[str, Any]:
    """Return the processor's seconds for reading and cutting an article of this kind and size."""
    from qa.articles import parse
    from qa.chunking import split_passages
    from qa.evaluation.bench.build_speed import make_article

    split_passages(parse("a.txt", make_article(shape, 0.01).encode()))
    data = make_article(shape, float(megabytes)).encode()
    # Not by the clock on the wall: what else the machine does would look like growth.
    began = time.process_time()
    passages = split_passages(parse("a.txt", data))
    return {"seconds": time.process_time() - began, "passages": len(passages)}


def annotating(corpus: str) -> dict[str, Any]:
    """Time the annotating of all articles of a corpus, once what it takes is loaded."""
    from qa.annotating.annotate import annotate
    from qa.annotating.pipeline import pipeline
    from qa.articles import find_articles, parse, read_bytes

    folder = Path(corpus)
    documents = [parse(path, read_bytes(folder, path)) for path in find_articles(folder).paths]
    words = sum(len(document.text.split()) for document in documents)
    pipeline()
    began = time.perf_counter()
    for document in documents:
        annotate(document)
    return {"words": words, "per_second": words / (time.perf_counter() - began)}


def annotating_shape(shape: str, megabytes: str) -> dict[str, Any]:
    """Return the processor's seconds for annotating an article of this kind and size."""
    from qa.annotating.annotate import annotate
    from qa.articles import parse
    from qa.evaluation.bench.build_speed import make_article

    annotate(parse("a.txt", make_article(shape, 0.001).encode()))
    document = parse("a.txt", make_article(shape, float(megabytes)).encode())
    began = time.process_time()
    annotate(document)
    return {"seconds": time.process_time() - began}


def _lines(file: str) -> list[str]:
    # Cut at line feeds alone, as they were written.
    return Path(file).read_text(encoding="utf-8").removesuffix("\n").split("\n")


MEASUREMENTS: dict[str, Callable[..., dict[str, Any]]] = {
    "annotating": annotating,
    "annotating_shape": annotating_shape,
    "following": following,
    "answering": answering,
    "batch": batch,
    "encode": encode,
    "encode_plainly": encode_plainly,
    "lost": lost,
    "overview": overview,
    "reading": reading,
    "recall": recall,
    "synthetic": write_synthetic,
}


if __name__ == "__main__":
    keep_process_offline()
    sys.stdout.write(json.dumps(MEASUREMENTS[sys.argv[1]](*sys.argv[2:])) + "\n")
