"""An external reader, compiled into a folder: an ONNX graph, a tokenizer and a card.

There are two kinds: extractive readers give a span; cross-encoders only score how well a passage
fits the question, and their span is the whole passage. Rows are run one by one, several at once on
as many cores, so that the result for one passage does not depend on the others. Imports no torch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.models.graph import TOKENIZER_FILE, Form, GraphRunner, open_graph, open_tokenizer, read_card
from qa.readers.protocol import FoundSpan, Reading, best_span

READER_GRAPH, READER_CARD = "reader.onnx", "reader.json"

# Word pieces: how many of a question are kept, and how many two windows of a passage share.
_LONGEST_QUESTION, _OVERLAP = 64, 128


class ReaderKind(StrEnum):
    """What a reader returns: a span, or only how well a passage fits."""

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

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> "ReaderCard":
        """Return the card with these values, as JSON holds them.

        Raises:
            KeyError, TypeError, ValueError: a value is missing, or there is one too many.
        """
        typed = {
            "kind": ReaderKind(facts["kind"]),
            "form": Form(facts["form"]),
            "inputs": tuple(facts["inputs"]),
            "max_tokens": int(facts["max_tokens"]),
        }
        return cls(**{**facts, **typed})


def read_reader_card(folder: Path) -> ReaderCard:
    """Return the card of the reader in `folder`.

    Raises:
        IndexDamagedError: it is missing or malformed.
    """
    return read_card(folder / READER_CARD, ReaderCard.from_facts)


class ExternalReader(GraphRunner):
    """Reads with the graph in a folder; graph and tokenizer are loaded at the first question.

    A row is the question, then the text before the passage and the passage, paired as the model's
    own tokenizer pairs them. An answer in the text before the passage does not count.
    """

    def __init__(self, folder: Path, card: ReaderCard | None = None) -> None:
        super().__init__()
        self._folder = folder
        self.card = card or read_reader_card(folder)

    def read(self, question: str, readings: Sequence[Reading]) -> list[FoundSpan]:
        """Return the best span of each passage; a cross-encoder's is the whole passage."""
        self.load()
        short = self._truncate(question)
        return self._each(lambda reading: self._read(short, reading), readings)

    def logits(self, question: str, text: str) -> list[list[NDArray[np.float32]]]:
        """Return the graph's outputs for each window of the row, each without the row axis."""
        self.load()
        return [outputs for _, outputs in self._run(self._truncate(question), text)]

    def _read(self, question: str, reading: Reading) -> FoundSpan:
        before = reading.before.rstrip() + " " if reading.before.strip() else ""
        text = before + reading.passage
        best = FoundSpan(0, 0, -np.inf)
        for window, outputs in self._run(question, text):
            if self.card.kind is ReaderKind.CROSS_ENCODER:
                found = FoundSpan(0, len(reading.passage), float(outputs[0]))
            else:
                found = _best_in_window(window, outputs, len(before), text)
            if found.margin > best.margin:
                best = found
        return best

    def _run(self, question: str, text: str) -> list[tuple[Any, list[Any]]]:
        whole = self._tokenizer.encode(question, text)
        results = []
        for window in [whole, *whole.overflowing]:
            columns = {
                "input_ids": window.ids,
                "attention_mask": window.attention_mask,
                "token_type_ids": window.type_ids,
            }
            feed = {name: np.array([columns[name]], np.int64) for name in self.card.inputs}
            results.append((window, [output[0] for output in self._session.run(None, feed)]))
        return results

    def _truncate(self, question: str) -> str:
        """Return the question cut to its first word pieces, which leaves space for the passage."""
        longest = min(_LONGEST_QUESTION, self.card.max_tokens // 3)
        # Encoded as a second text: the tokenizer truncates only that one.
        pieces = self._tokenizer.encode("", question)
        ends = [
            end
            for (_, end), part in zip(pieces.offsets, pieces.sequence_ids, strict=True)
            if part == 1
        ]
        return question[: ends[longest - 1]] if len(ends) > longest else question

    @cached_property
    def _session(self) -> Any:
        return open_graph(self._folder / READER_GRAPH)

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = open_tokenizer(self._folder / TOKENIZER_FILE)
        # "[SEP]" or "</s>" in an article is text, not a separator.
        tokenizer.encode_special_tokens = True
        longest = self.card.max_tokens
        tokenizer.enable_truncation(
            longest, stride=min(_OVERLAP, longest // 4), strategy="only_second"
        )
        return tokenizer


def _best_in_window(window: Any, outputs: list[Any], passage: int, text: str) -> FoundSpan:
    """Return the best span of one window within `text` from offset `passage` on.

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
    # Some tokenizers count the space before a word as part of the word.
    first += len(text[first:last]) - len(text[first:last].lstrip())
    return FoundSpan(first - passage, last - passage, score - float(starts[0] + ends[0]))
