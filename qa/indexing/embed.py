"""The vectors of texts, from an earlier generation, the vector cache, or the encoder."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.articles.document import BlockKind, Document
from qa.articles.formats import is_markdown
from qa.articles.readable import read_row
from qa.encoding import Encoder
from qa.encoding.protocol import HalfVectors
from qa.model import Passage, Progress, ProgressCallback
from qa.storage import Generation
from qa.storage.vector_cache import VectorCache, text_digest
from qa.storage.writer import Digests, read_digests

# With its section's heading before it a passage of article_dev was found less often by its vector
# (R@1 0.42 instead of 0.67), and no more often by its words (0.75 either way).
ENCODED_TEXT_VERSION = 3
"""Version of what is encoded of a passage or sentence: its text as it is read, see `texts_of`."""

_ENCODE_AT_ONCE = 512
_MOST_PENDING = 100_000


@dataclass(frozen=True, slots=True)
class EncodedTexts:
    """What is encoded of an article's passages, and of their sentences passage after passage."""

    passages: list[str]
    sentences: list[str]


def texts_of(document: Document, passages: Sequence[Passage]) -> EncodedTexts:
    """Return what is encoded of an article: its text, of Markdown as it is read without marks.

    A table row is encoded with the headings of its columns.
    """
    if not is_markdown(document.path):
        return EncodedTexts(
            [passage.text for passage in passages],
            [sentence.text for passage in passages for sentence in passage.sentences],
        )
    rows = {(b.start, b.end) for b in document.blocks if b.kind is BlockKind.TABLE_ROW}
    headers = [b for b in document.blocks if b.kind is BlockKind.TABLE_HEADER]
    starts = [block.start for block in headers]
    encoded = EncodedTexts([], [])
    for passage in passages:
        header = None
        if (passage.start, passage.end) in rows:
            above = headers[bisect_right(starts, passage.start) - 1]
            header = document.text[above.start : above.end].splitlines()[0]
        read = read_row(document.text, passage.start, passage.end, header)
        encoded.passages.append(read.text.strip() or passage.text)
        if header is not None and len(passage.sentences) == 1:
            encoded.sentences.append(read.text.strip() or passage.text)
            continue
        encoded.sentences.extend(
            read.part(s.start - passage.start, s.end - passage.start) or s.text
            for s in passage.sentences
        )
    return encoded


class VectorSource:
    """Gets the vector of each text, by the text's digest, once.

    `total` is how many texts will be requested in all, by which progress is measured. `encoded`
    counts the texts that had to be encoded, `reused` those whose vectors were found.
    """

    def __init__(
        self,
        encoder: Encoder,
        cache: VectorCache,
        previous: Generation | None,
        report: ProgressCallback,
        total: int,
    ) -> None:
        self._encoder = encoder
        self._cache = cache
        self._report = report
        self._total = total
        self._requested = 0
        identity = encoder.identity
        same = previous and previous.manifest.encoder.digest == identity.digest
        self._previous = previous if same else None
        self._old_rows: dict[bytes, tuple[int, int]] = {}
        self._pending: dict[bytes, str] = {}
        self.encoded = 0
        self.reused = 0

    def request(self, texts: EncodedTexts) -> Digests:
        """Add the texts of an article to those to get the vectors of, and return their digests."""
        return Digests(
            [self._request_text(text) for text in texts.passages],
            [self._request_text(text) for text in texts.sentences],
        )

    def _request_text(self, text: str) -> bytes:
        self._requested += 1
        digest = text_digest(text)
        if digest in self._cache:
            self.reused += 1
        else:
            self._pending.setdefault(digest, text)
            if len(self._pending) >= _MOST_PENDING:
                self.encode()
        return digest

    def encode(self) -> None:
        """Get the vectors of all texts requested so far."""
        if self._previous:
            for column in (0, 1):
                found = _find_rows(read_digests(self._previous.layout, column), self._pending)
                self._old_rows |= {digest: (column, row) for digest, row in found.items()}
        todo = [digest for digest in self._pending if digest not in self._old_rows]
        self.reused += len(self._pending) - len(todo)
        done = self._requested - len(todo)
        for start in range(0, len(todo), _ENCODE_AT_ONCE):
            self._report(Progress("encoding", done + start, self._total))
            part = todo[start : start + _ENCODE_AT_ONCE]
            vectors = self._encoder.encode_passages(
                [self._pending[digest] for digest in part],
                lambda now, start=done + start: self._report(  # type: ignore[misc]
                    Progress("encoding", start + now, self._total)
                ),
            )
            self._cache.add(part, vectors)
        self.encoded += len(todo)
        self._pending.clear()

    def take(self, digests: Sequence[bytes]) -> HalfVectors:
        """Return the vectors of texts requested and encoded, float16 of shape (n, dimension)."""
        vectors = np.empty((len(digests), self._encoder.identity.dimension), np.float16)
        cached = [i for i, digest in enumerate(digests) if digest not in self._old_rows]
        vectors[cached] = self._cache.take([digests[i] for i in cached])
        for i, digest in enumerate(digests):
            if digest in self._old_rows and self._previous:
                column, row = self._old_rows[digest]
                store = self._previous.sentences if column else self._previous.passages
                vectors[i] = store.take(slice(row, row + 1))[0]
        return vectors


def _find_rows(old: NDArray[np.void], wanted: dict[bytes, str]) -> dict[bytes, int]:
    """Return the row in `old` (16-byte voids) of each wanted digest that is in it."""
    # Comparing halves as integers is quick and leaves few candidates.
    halves = old.view(np.uint64).reshape(-1, 2)[:, 0]
    sought = np.frombuffer(b"".join(digest[:8] for digest in wanted), np.uint64)
    rows = np.flatnonzero(np.isin(halves, sought))
    found = {old[row].tobytes(): int(row) for row in rows}
    return {digest: row for digest, row in found.items() if digest in wanted}
