"""A reader from elsewhere, compiled into a folder: an ONNX graph, a tokenizer and a card.

Two kinds are run: extractive ones, which give a span, and cross-encoders, which only tell how well
a passage fits the question; their span is the whole passage. Rows are run one by one on all cores,
so that what one passage yields does not depend on the others. No torch comes here.
"""

import json
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.encoding.protocol import Form
from qa.errors import REBUILD, IndexDamagedError
from qa.models.graph import open_graph, open_tokenizer
from qa.readers.protocol import FoundSpan, Reading, best_span

GRAPH, TOKENIZER, CARD = "reader.onnx", "tokenizer.json", "reader.json"

# Word pieces: how many of a question are kept, and how many two windows of a passage share.
LONGEST_QUESTION, SHARED = 64, 128


class ReaderKind(StrEnum):
    """What a reader gives: a span, or only how well a passage fits."""

    EXTRACTIVE = "extractive"
    CROSS_ENCODER = "cross-encoder"


@dataclass(frozen=True, slots=True)
class ReaderCard:
    """Which reader a folder holds and how it is run.

    `model` is the name or folder as the user gave it; `weights` the SHA-256 of the model's files;
    `inputs` the graph's inputs; `max_tokens` the most word pieces of a row.
    """

    kind: ReaderKind
    model: str
    name: str
    weights: str
    inputs: tuple[str, ...]
    max_tokens: int
    form: Form

    @property
    def label(self) -> str:
        """Return the name to show: model and form."""
        return f"{self.name} ({self.form.value})"


def write_card(folder: Path, card: ReaderCard) -> None:
    """Write the card beside the graph."""
    text = json.dumps(asdict(card), indent=2, sort_keys=True)
    (folder / CARD).write_text(text + "\n", encoding="utf-8")


def read_card(folder: Path) -> ReaderCard:
    """Return the card of the reader in `folder`.

    Raises:
        IndexDamagedError: it is missing or malformed.
    """
    file = folder / CARD
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
        typed = {
            "kind": ReaderKind(facts["kind"]),
            "form": Form(facts["form"]),
            "inputs": tuple(facts["inputs"]),
            "max_tokens": int(facts["max_tokens"]),
        }
        return ReaderCard(**{**facts, **typed})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(f"{file} cannot be read", path=str(file), remedy=REBUILD) from error


class ExternalReader:
    """Reads with the graph in a folder; graph and tokenizer are loaded at the first question.

    A row is the question and what stands before the passage and the passage, paired as the model's
    own tokenizer does. An extractive reader may find nothing in what stands before.
    """

    def __init__(self, folder: Path, card: ReaderCard | None = None) -> None:
        self._loading = threading.Lock()
        self._folder = folder
        self.card = card or read_card(folder)

    def load(self) -> None:
        """Load graph and tokenizer now rather than at the first question."""
        with self._loading:
            _ = self._session, self._tokenizer, self._threads

    def close(self) -> None:
        """End the threads that it reads with; the next question starts them again."""
        with self._loading:
            threads: ThreadPoolExecutor | None = self.__dict__.pop("_threads", None)
        if threads:
            threads.shutdown()

    def read(self, question: str, readings: Sequence[Reading]) -> list[FoundSpan]:
        """Return the best span of each passage; a cross-encoder's is the whole passage."""
        self.load()
        asked = self._cut(question)
        return list(self._threads.map(lambda reading: self._read(asked, reading), readings))

    def logits(self, question: str, text: str) -> list[list[NDArray[np.float32]]]:
        """Return for each window of the row what the graph puts out, each without the row axis."""
        self.load()
        return [outputs for _, outputs in self._run(self._cut(question), text)]

    def _read(self, question: str, reading: Reading) -> FoundSpan:
        before = reading.before.rstrip() + " " if reading.before.strip() else ""
        text = before + reading.passage
        best = FoundSpan(0, 0, -np.inf)
        for window, outputs in self._run(question, text):
            if self.card.kind is ReaderKind.CROSS_ENCODER:
                found = FoundSpan(0, len(reading.passage), float(outputs[0]))
            else:
                found = _best(window, outputs, len(before), text)
            if found.margin > best.margin:
                best = found
        return best

    def _run(self, question: str, text: str) -> list[tuple[Any, list[Any]]]:
        whole = self._tokenizer.encode(question, text)
        done = []
        for window in [whole, *whole.overflowing]:
            columns = {
                "input_ids": window.ids,
                "attention_mask": window.attention_mask,
                "token_type_ids": window.type_ids,
            }
            feed = {name: np.array([columns[name]], np.int64) for name in self.card.inputs}
            done.append((window, [output[0] for output in self._session.run(None, feed)]))
        return done

    def _cut(self, question: str) -> str:
        """Return the question's first word pieces: the rest of the row is the passage's."""
        longest = min(LONGEST_QUESTION, self.card.max_tokens // 3)
        # In the passage's place, as only there the tokenizer may cut.
        pieces = self._tokenizer.encode("", question)
        ends = [
            end
            for (_, end), part in zip(pieces.offsets, pieces.sequence_ids, strict=True)
            if part == 1
        ]
        return question[: ends[longest - 1]] if len(ends) > longest else question

    @cached_property
    def _session(self) -> Any:
        return open_graph(self._folder / GRAPH)

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1)

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = open_tokenizer(self._folder / TOKENIZER)
        # An article that mentions [SEP] or </s> means those letters.
        tokenizer.encode_special_tokens = True
        longest = self.card.max_tokens
        tokenizer.enable_truncation(
            longest, stride=min(SHARED, longest // 4), strategy="only_second"
        )
        return tokenizer


def _best(window: Any, outputs: list[Any], passage: int, text: str) -> FoundSpan:
    """Return the best span of one window that lies in `text` from `passage` on.

    Its offsets count from there. Position 0 is the model's "no answer".
    """
    starts, ends = outputs
    offsets = window.offsets
    inside = [
        at
        for at, part in enumerate(window.sequence_ids)
        if part == 1 and offsets[at][1] > max(offsets[at][0], passage)
    ]
    if not inside:
        return FoundSpan(0, 0, -np.inf)
    row = slice(inside[0], inside[-1] + 1)
    left, right, score = best_span(starts[row], ends[row])
    first = max(offsets[row.start + left][0], passage)
    last = offsets[row.start + right][1]
    # Some tokenizers count the space before a word as part of it.
    first += len(text[first:last]) - len(text[first:last].lstrip())
    return FoundSpan(first - passage, last - passage, score - float(starts[0] + ends[0]))
