"""The reader that comes with the project, run on its ONNX graph.

A row is `[CLS] question [SEP] before [SEP] passage [SEP]`, or without `before`
`[CLS] question [SEP] passage [SEP]`. Only the passage has token type 1. Rows are run one by one,
several at once on as many cores: int8 activations are scaled over the whole batch, so that in a
batch of several an answer would depend on the other passages.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from qa.models.graph import GraphRunner, open_graph, open_tokenizer
from qa.readers.protocol import FoundSpan, Reading, best_spans
from qa.storage.integrity import FileRecord, verify_files
from qa.storage.layout import GenerationLayout

BUNDLED_FOLDER = Path(__file__).parent / "weights"
BUNDLED_GRAPH = BUNDLED_FOLDER / "reader.onnx"
BUNDLED_TOKENIZER = BUNDLED_FOLDER / "tokenizer.json"
BUNDLED_FILES = (
    FileRecord(
        "reader.onnx",
        23_693_101,
        "c989705773bbb0ca9da52da46f44b847ee3316cfd6f0046869df92e704ffeef4",
    ),
    FileRecord(
        "tokenizer.json",
        466_247,
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
)

# Word pieces at most, as the reader was trained: of a row, of the question (its start is kept), of
# the text before the passage (its end is kept).
LONGEST_ROW, LONGEST_QUESTION, LONGEST_BEFORE = 256, 48, 48
# Word pieces that two consecutive windows over a long passage share.
_OVERLAP = 64
# Texts that are kept with their word pieces, some megabytes at most.
_MOST_KEPT = 128


def check_bundled_reader(layout: GenerationLayout) -> None:
    """Check the reader's files against BUNDLED_FILES; `layout` keeps the note of the check.

    Raises:
        IndexDamagedError: one of them is missing or differs.
    """
    verify_files(BUNDLED_FOLDER, BUNDLED_FILES, layout.checked_reader, "reinstall article-qa")


class BundledReader(GraphRunner):
    """Reads with the graph in `file`; loads nothing before the first question."""

    def __init__(self, file: Path = BUNDLED_GRAPH, tokenizer: Path = BUNDLED_TOKENIZER) -> None:
        super().__init__()
        # One question is read with several passages, and one passage for several questions.
        self._pieces = lru_cache(_MOST_KEPT)(self._encode)
        self._file = file
        self._tokenizer_file = tokenizer

    def read(self, question: str, readings: Sequence[Reading]) -> list[FoundSpan]:
        """Return the best span of each passage."""
        self.load()
        ids = self._pieces(question).ids
        return self._each(lambda reading: self._read(ids, reading), readings)

    def _read(self, question: list[int], reading: Reading) -> FoundSpan:
        first, separator = self._special_tokens
        before = self._pieces(reading.before).ids if reading.before else None
        head = row_head(first, separator, question, before)
        passage = self._pieces(reading.passage)
        offsets = passage.offsets
        found = []
        for begin, end in _windows(len(passage.ids), LONGEST_ROW - len(head) - 1):
            row = [*head, *passage.ids[begin:end], separator]
            ids = np.array([row], np.int64)
            types = np.zeros_like(ids)
            types[0, len(head) : -1] = 1
            starts, ends = self._session.run(
                None,
                {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types},
            )
            inside = slice(len(head), len(row) - 1)
            none = float(starts[0, 0] + ends[0, 0])
            spans = best_spans(starts[0, inside], ends[0, inside], cost=reading.cost)
            for left, right, score in spans:
                span = offsets[begin + left][0], offsets[begin + right][1]
                found.append(FoundSpan(*span, score - none))
        return FoundSpan.best_of(found) if found else FoundSpan(0, 0, -np.inf)

    def _encode(self, text: str) -> Any:
        return self._tokenizer.encode(text, add_special_tokens=False)

    @cached_property
    def _session(self) -> Any:
        return open_graph(self._file)

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = open_tokenizer(self._tokenizer_file, remedy="reinstall article-qa")
        # "[SEP]" in an article is text, not a separator.
        tokenizer.encode_special_tokens = True
        return tokenizer

    @cached_property
    def _special_tokens(self) -> tuple[int, int]:
        return self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")


def row_head(
    first: int, separator: int, question: Sequence[int], before: Sequence[int] | None
) -> list[int]:
    """Return the word pieces of a row before the passage; training puts its rows together so too.

    `first` and `separator` are the special tokens; `before` is None if no text precedes it.
    """
    head = [first, *question[:LONGEST_QUESTION], separator]
    if before is not None:
        head += [*before[-LONGEST_BEFORE:], separator]
    return head


def _windows(size: int, capacity: int) -> Iterator[tuple[int, int]]:
    """Yield the begin and end of windows of at most `capacity` pieces that cover `size` pieces."""
    begin = 0
    while begin < size:
        yield begin, min(begin + capacity, size)
        if begin + capacity >= size:
            return
        begin += capacity - _OVERLAP
