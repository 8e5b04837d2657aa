"""Turns labelled readings into arrays of word pieces, in the rows that the bundled reader reads.

Only the passage has token type 1, so that a span may start and end exactly where the type is 1; the
last separator has type 0.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Encoding, Tokenizer

from qa.models.graph import open_tokenizer
from qa.readers.bundled import LONGEST_ROW, row_head
from qa.readers.protocol import LONGEST_ANSWER
from qa.training.groups import Group, LabelledReading


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One reading as word pieces. `starts` and `ends` are where an answer may start and end.

    That is anywhere in an answer of which a part will do, or that is longer than is ever read.
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of several groups, padded; `group` is the number of each row's group.

    All are of shape (rows, longest row), `group` of shape (rows,). `starts` and `ends` are true at
    the positions to learn, which for a passage without an answer is position 0.
    """

    ids: torch.Tensor
    attention: torch.Tensor
    types: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    group: torch.Tensor


def load_tokenizer(folder: Path) -> Tokenizer:
    """Return the base model's tokenizer, neither padding nor truncating."""
    tokenizer: Tokenizer = open_tokenizer(folder / "tokenizer.json", "reinstall its package")
    return tokenizer


class RowMaker:
    """Makes rows of word pieces, with the special tokens of a tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Look the special tokens up."""
        self._tokenizer = tokenizer
        self._first = _special(tokenizer, "[CLS]")
        self._separator = _special(tokenizer, "[SEP]")

    def row(self, reading: LabelledReading) -> TokenRow | None:
        """Return the row, or None if it is to be answered and the window cuts all answers off."""
        question = self._pieces(reading.question).ids
        before = self._pieces(reading.before).ids if reading.before else None
        head = row_head(self._first, self._separator, question, before)
        passage = self._pieces(reading.passage)
        # What does not fit is cut from the end of the passage.
        left = LONGEST_ROW - len(head) - 1
        pieces, offsets = passage.ids[:left], passage.offsets[:left]
        found = [
            place
            for answer in reading.answers
            if (place := _place(offsets, answer.start, answer.end)) is not None
        ]
        if reading.answers and not found:
            return None
        shift = len(head)
        starts, ends = [first for first, _ in found], [last for _, last in found]
        for first, last in found:
            if reading.in_part or last - first >= LONGEST_ANSWER:
                starts += range(first, last + 1)
                ends += range(first, last + 1)
        return TokenRow(
            (*head, *pieces, self._separator),
            (*[0] * shift, *[1] * len(pieces), 0),
            tuple(shift + start for start in starts),
            tuple(shift + end for end in ends),
            tuple(offsets),
        )

    def batch(self, groups: list[Group]) -> Batch:
        """Return the rows of the groups as padded tensors."""
        rows: list[TokenRow] = []
        group_numbers: list[int] = []
        for number, group in enumerate(groups):
            made = [row for reading in group.readings if (row := self.row(reading)) is not None]
            rows += made
            group_numbers += [number] * len(made)
        return collate(rows, group_numbers)

    def _pieces(self, text: str) -> Encoding:
        return self._tokenizer.encode(text, add_special_tokens=False)


def collate(rows: list[TokenRow], group_numbers: list[int]) -> Batch:
    """Return the rows padded to the longest, with the number of each one's group."""
    shape = (len(rows), max(len(row.ids) for row in rows))
    ids = torch.zeros(shape, dtype=torch.long)
    attention, types = torch.zeros_like(ids), torch.zeros_like(ids)
    starts, ends = torch.zeros(shape, dtype=torch.bool), torch.zeros(shape, dtype=torch.bool)
    for i, row in enumerate(rows):
        ids[i, : len(row.ids)] = torch.tensor(row.ids)
        attention[i, : len(row.ids)] = 1
        types[i, : len(row.ids)] = torch.tensor(row.types)
        starts[i, list(row.starts) or [0]] = True
        ends[i, list(row.ends) or [0]] = True
    return Batch(ids, attention, types, starts, ends, torch.tensor(group_numbers))


def _special(tokenizer: Tokenizer, token: str) -> int:
    number: int | None = tokenizer.token_to_id(token)
    if number is None:
        message = f"the tokenizer lacks {token}"
        raise ValueError(message)
    return number


def _place(offsets: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    inside = [i for i, (left, right) in enumerate(offsets) if left < end and right > start]
    if not inside or offsets[inside[-1]][1] < end:
        return None
    return inside[0], inside[-1]
