"""Reads the training material and keeps part of it back; it must not cut or tokenise anything."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_EDGE = " \t\n\r.,;:!?\"'“”‘’"
_FILLER = frozenset(
    re.findall(
        r"\w+",
        "a an and as at be but by for from he her his i in is it its my not of on or she so that "
        "the their them they this to was we were with you your",
    )
)


@dataclass(frozen=True, slots=True)
class CharRange:
    """Half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: "CharRange") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def within(self, other: "CharRange") -> bool:
        """Whether this span lies wholly inside the other."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text of the material: about a paragraph to a page, and where it is from."""

    source: str
    document: str
    text: str


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question, the number of the text it is asked of, and the accepted answers there.

    `spans` is empty if that text does not answer the question. `source` is the question's own and
    may differ from its text's.
    """

    text: int
    question: str
    spans: tuple[CharRange, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """Texts by number, and the questions asked of them."""

    texts: dict[int, SourceText]
    questions: tuple[LabelledQuestion, ...]


def read_material(folder: Path) -> Material:
    """Return what `contexts.jsonl.gz` and `questions.jsonl.gz` in the folder hold."""
    texts = {
        row["context"]: SourceText(row["source"], row["document"], row["text"])
        for row in read_rows(folder / "contexts.jsonl.gz")
    }
    questions = tuple(
        LabelledQuestion(
            row["context"],
            " ".join(row["question"].split()),
            tuple(CharRange(start, end) for start, end in row["spans"]),
            row.get("source", ""),
        )
        for row in read_rows(folder / "questions.jsonl.gz")
    )
    return Material(texts, questions)


def split_material(material: Material, share: float = 0.06) -> tuple[Material, Material]:
    """Return material to train on and material kept back to choose by.

    Whole documents are kept back, drawn by a digest of their names so that the choice depends
    on nothing else; of every source at least one document is kept.
    """
    documents: dict[str, set[str]] = {}
    for text in material.texts.values():
        documents.setdefault(text.source, set()).add(text.document)
    kept: set[tuple[str, str]] = set()
    for source, names in documents.items():
        ranked = sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())
        kept.update((source, name) for name in ranked[: max(1, round(share * len(ranked)))])
    back = {n for n, text in material.texts.items() if (text.source, text.document) in kept}
    return _part(material, set(material.texts) - back), _part(material, back)


def targets(text: str, accepted: tuple[CharRange, ...]) -> tuple[CharRange, ...]:
    """Return the spans to learn: of accepted answers that overlap, the shortest.

    Questions of the evaluation sets expect the least that answers, and the longer of two
    annotators' spans often holds half a sentence more. Answers in different places are all
    learnt. Punctuation at the edges is left out, and mere fragments unless nothing else is there.
    """
    trimmed = {_trim(text, span) for span in accepted}
    spans = {span for span in trimmed if span.end > span.start}
    whole = {span for span in spans if not _fragment(text[span.start : span.end])} or spans
    chosen: list[CharRange] = []
    for span in sorted(whole, key=lambda s: (s.end - s.start, s.start)):
        if not any(span.overlaps(other) for other in chosen):
            chosen.append(span)
    return tuple(sorted(chosen, key=lambda s: s.start))


def _trim(text: str, span: CharRange) -> CharRange:
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return CharRange(start, end)


def _fragment(answer: str) -> bool:
    words = re.findall(r"\w+", answer.casefold())
    return not words or all(word in _FILLER for word in words)


def _part(material: Material, numbers: set[int]) -> Material:
    texts = {n: text for n, text in material.texts.items() if n in numbers}
    return Material(texts, tuple(q for q in material.questions if q.text in numbers))


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a compressed file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
