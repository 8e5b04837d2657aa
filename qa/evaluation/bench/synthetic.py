"""An index of any size, made of re-mixed real texts and of real vectors with noise.

It goes through the same writer as any index; only its texts are not encoded one by one. It is made
in a process of its own, started through `in_process`.
"""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from qa.articles.document import Block, BlockKind, Document
from qa.encoding.protocol import Encoder, Vectors
from qa.evaluation.bench.sample_texts import SampleTexts, read_sample_texts
from qa.model import Passage, Sentence
from qa.storage import Layout, open_generation
from qa.storage.integrity import verify_when_settled
from qa.storage.writer import Digests, GenerationWriter

PASSAGES_EACH = 25
# Lengths beside those of the unit vectors they are added to: how far a passage lies from the real
# paragraph it begins with, and how much of the others it begins to mix in it holds.
NOISE = 0.5
OTHERS = 0.5
_MOST_SENTENCES = 20_000


class Mixture:
    """Makes articles of `PASSAGES_EACH` passages, each of two to four spliced real sentences.

    A spliced sentence is the head of one real sentence and the tail of another, and its vector lies
    between theirs, with noise; a passage's vector is that of the real paragraph its first sentence
    begins in, with a part of the other paragraphs and noise. An article depends on its number and
    the seed alone, so that its vectors can be made again when they are wanted.
    """

    def __init__(self, samples: SampleTexts, encoder: Encoder, seed: int) -> None:
        self._seed = seed
        sentences = samples.sentences[:_MOST_SENTENCES]
        self._words = [sentence.split() for sentence in sentences]
        self._sentences = encoder.encode_passages(sentences)
        whole = encoder.encode_passages(samples.paragraphs)
        found = {s: row for row, p in enumerate(samples.paragraphs) for s in _within(p, sentences)}
        self._paragraphs = whole[[found[sentence] for sentence in sentences]]

    def article(self, number: int) -> tuple[Document, tuple[Passage, ...]]:
        """Return the article of this number with its passages."""
        draw = _Draw(self._seed, number, len(self._words))
        lines, passages, start, row = [], [], 0, 0
        for ordinal, count in enumerate(draw.counts.tolist(), 1):
            sentences, at = [], start
            for text in (self._spliced(draw, row + i) for i in range(count)):
                sentences.append(Sentence(at, at + len(text), text))
                at += len(text) + 1
            row += count
            line = " ".join(sentence.text for sentence in sentences)
            passages.append(
                Passage(start, at - 1, line, ordinal, ordinal, ordinal, None, tuple(sentences))
            )
            lines.append(line)
            start = at
        text = "\n".join(lines)
        raw = text.encode()
        name = f"{number // 1000:03}/{number:06}"
        return Document(
            path=f"{name}.txt",
            name=name,
            text=text,
            sha256=hashlib.sha256(raw).hexdigest(),
            size=len(raw),
            blocks=tuple(Block(BlockKind.PARAGRAPH, p.start, p.end) for p in passages),
        ), tuple(passages)

    def passage_vectors(self, number: int) -> Vectors:
        """Return the vectors of an article's passages."""
        draw = _Draw(self._seed, number, len(self._words))
        each = _between(self._paragraphs, draw)
        first = np.concatenate([[0], draw.counts.cumsum()[:-1]])
        mixed = np.add.reduceat(each, first) / draw.counts[:, None]
        return _with_noise(self._paragraphs[draw.heads[first]] + OTHERS * mixed, draw.noise(0))

    def sentence_vectors(self, number: int) -> Vectors:
        """Return the vectors of an article's sentences."""
        draw = _Draw(self._seed, number, len(self._words))
        return _with_noise(_between(self._sentences, draw), draw.noise(1))

    def _spliced(self, draw: "_Draw", row: int) -> str:
        head, tail = self._words[draw.heads[row]], self._words[draw.tails[row]]
        share = draw.shares[row]
        kept = head[: max(1, round(share * len(head)))]
        return " ".join(kept + tail[min(len(tail) - 1, round(share * len(tail))) :])


class _Draw:
    """What chance decides about one article: which sentences, and where they are cut."""

    def __init__(self, seed: int, number: int, sentences: int) -> None:
        chance = np.random.default_rng((seed, number))
        self._key = (seed, number)
        self.counts = chance.integers(2, 5, PASSAGES_EACH)
        total = int(self.counts.sum())
        self.heads = chance.integers(sentences, size=total)
        self.tails = chance.integers(sentences, size=total)
        self.shares = chance.uniform(0.2, 0.8, total)

    def noise(self, kind: int) -> np.random.Generator:
        """Return where the noise of the article's passages (0) or sentences (1) comes from."""
        return np.random.default_rng((*self._key, kind))


def _within(paragraph: str, sentences: Sequence[str]) -> list[str]:
    return [sentence for sentence in sentences if sentence in paragraph]


def _between(vectors: Vectors, draw: _Draw) -> Vectors:
    shares = draw.shares[:, None].astype(np.float32)
    mixed: Vectors = shares * vectors[draw.heads] + (1 - shares) * vectors[draw.tails]
    return mixed


def _with_noise(vectors: Vectors, chance: np.random.Generator) -> Vectors:
    """Return unit vectors: `vectors` at length 1, with noise of length NOISE, at length 1."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    noise = chance.standard_normal(vectors.shape, np.float32) / np.sqrt(vectors.shape[1])
    noisy = unit + NOISE * noise
    result: Vectors = (noisy / np.linalg.norm(noisy, axis=1, keepdims=True)).astype(np.float32)
    return result


def write_synthetic(
    like: str, target: str, passages: str, seed: str, *corpora: str
) -> dict[str, Any]:
    """Write an index of `passages` passages to `target`, with the encoder of the index `like`.

    Returns how long it took, and its size on disk in bytes.
    """
    began = time.perf_counter()
    model = open_generation(Path(like))
    mixture = Mixture(read_sample_texts(map(Path, corpora)), model.encoder, int(seed))
    layout = Layout(Path(target))
    layout.root.mkdir(parents=True)
    name = "synthetic"
    with GenerationWriter(layout, name, None) as writer:
        for number in range(-(-int(passages) // PASSAGES_EACH)):
            document, parts = mixture.article(number)
            writer.add(document, parts, [part.text for part in parts], _digests(number, parts))
        manifest = writer.finish(
            replace(model.manifest, generation=name, skipped=(), notices=()),
            model.layout.encoder,
            None,
            lambda digests: _look_up(mixture, digests),
        )
        writer.put_in_use()
    files = layout.generation(manifest.generation)
    verify_when_settled(files.folder, manifest.files, files.checked)
    return {
        "seconds": time.perf_counter() - began,
        "bytes": sum(file.size for file in manifest.files),
        "passages": manifest.passages,
        "sentences": manifest.sentences,
    }


def _digests(number: int, passages: Sequence[Passage]) -> Digests:
    """Return digests that say which article, which kind and which row of it they stand for."""
    sentences = sum(len(passage.sentences) for passage in passages)
    return Digests(
        [_digest(number, 0, row) for row in range(len(passages))],
        [_digest(number, 1, row) for row in range(sentences)],
    )


def _digest(number: int, kind: int, row: int) -> bytes:
    return np.array([number, kind << 32 | row], "<u8").tobytes()


def _look_up(mixture: Mixture, digests: Sequence[bytes]) -> np.ndarray[Any, np.dtype[np.float16]]:
    """Return the vectors that digests stand for, float16, each article's made once."""
    keys = np.frombuffer(b"".join(digests), "<u8").reshape(-1, 2)
    numbers, kinds, rows = keys[:, 0], keys[:, 1] >> 32, keys[:, 1] & 0xFFFFFFFF
    parts = []
    edges = np.flatnonzero(np.diff(numbers) | np.diff(kinds)) + 1
    for part in np.split(np.arange(len(keys)), edges):
        number, kind = int(numbers[part[0]]), int(kinds[part[0]])
        made = mixture.sentence_vectors(number) if kind else mixture.passage_vectors(number)
        parts.append(made[rows[part]])
    return np.concatenate(parts).astype(np.float16)
