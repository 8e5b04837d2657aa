"""Texts and questions to measure with, made from given texts by a seeded generator.

The same seed gives the same output. Imports nothing heavy and encodes nothing.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.articles import find_articles
from qa.errors import CorpusEmptyError

# Rough on purpose: what is cut here is only put together again.
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_LEAST_WORDS = 6
_PER_FOLDER = 100


@dataclass(frozen=True, slots=True)
class SampleTexts:
    """Real paragraphs and the sentences in them, each of six words or more."""

    paragraphs: tuple[str, ...]
    sentences: tuple[str, ...]


def read_sample_texts(corpora: Iterable[Path]) -> SampleTexts:
    """Return the paragraphs and sentences of all articles below the folders, in a fixed order.

    Raises:
        CorpusEmptyError: there is nothing to read.
    """
    paragraphs: dict[str, None] = {}
    folders = list(corpora)
    for folder in folders:
        for file in sorted(folder / path for path in find_articles(folder).paths):
            for line in file.read_text(encoding="utf-8-sig").splitlines():
                if len(line.split()) >= _LEAST_WORDS:
                    paragraphs[line.strip()] = None
    sentences = dict.fromkeys(
        sentence
        for paragraph in paragraphs
        for sentence in _BETWEEN_SENTENCES.split(paragraph)
        if len(sentence.split()) >= _LEAST_WORDS
    )
    if not sentences:
        names = ", ".join(map(str, folders))
        raise CorpusEmptyError(f"{names} holds no text to measure with", path=names)
    return SampleTexts(tuple(paragraphs), tuple(sentences))


def remixed(samples: SampleTexts, seed: int, *, least: int = 2, most: int = 3) -> Iterator[str]:
    """Yield paragraphs without end, each of `least` to `most` of the sample's sentences."""
    draw = random.Random(seed)  # noqa: S311  # repeatable, not secret
    while True:
        yield " ".join(draw.choices(samples.sentences, k=draw.randint(least, most)))


def write_articles(folder: Path, samples: SampleTexts, count: int, seed: int) -> list[Path]:
    """Write `count` articles of three remixed paragraphs each in nested folders."""
    paragraphs = remixed(samples, seed)
    files = []
    for number in range(count):
        file = folder / f"{number // _PER_FOLDER:03}" / f"{number:05}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join(next(paragraphs) for _ in range(3))
        file.write_text(f"{text}\n", encoding="utf-8")
        files.append(file)
    return files


def made_questions(samples: SampleTexts, count: int, seed: int) -> Sequence[str]:
    """Return `count` questions made of some words in a row of a real sentence."""
    draw = random.Random(seed)  # noqa: S311  # repeatable, not secret
    questions = []
    for _ in range(count):
        words = draw.choice(samples.sentences).split()
        length = min(len(words), draw.randint(5, 10))
        start = draw.randint(0, len(words) - length)
        questions.append(f"What about {' '.join(words[start : start + length])}?")
    return questions
