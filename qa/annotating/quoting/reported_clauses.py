"""What clause a cue reports: round words in quotation marks, or without any."""

from bisect import bisect_left
from collections.abc import Sequence

from qa.annotating.quoting.marked_blocks import MarkedBlock
from qa.annotating.quoting.speech_cues import Cue

# What begins a clause that a comma sets off from a reported one is told by the writer.
_WRITERS_OWN = frozenset(["after", "amid", "following"])
_NEXT = 3  # tokens from "X said" to the mark after which the clause before it goes on
_MARKS = " ,'\"“”„‟‘’«»‹›"


class ReportedClauses:
    """The clauses of the cues of one block; ranges of tokens and of the block's characters."""

    def __init__(self, part: MarkedBlock, cues: Sequence[Cue]) -> None:
        self._part = part
        self._doc = part.doc
        self._cues = cues
        self._by_first = {cue.first: cue for cue in cues}

    def round(self, index: int, cue: Cue) -> tuple[int, int] | None:
        """Return the characters of the clause that a stretch is a part of, None if it is all."""
        if self._part.is_sentence(index):
            return None
        stretch = self._part.marked[index]
        tokens = self._tokens_round(cue, *self._part.ranges[index])
        if tokens is None:
            return None
        text = self._part.text
        start, end = self._part.characters(self._part.trimmed(tokens))
        before = self._part.marked[index - 1] if index else None
        goes_on = before is not None and before.start >= start and self._part.is_sentence(index - 1)
        if start > stretch.start or goes_on:
            return None
        if end < stretch.end or not text[stretch.end : end].strip(_MARKS):
            end = stretch.end
        outside = text[start : stretch.start] + text[stretch.end : end]
        return (start, end) if any(letter.isalnum() for letter in outside) else None

    def without_marks(self, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
        """Return the reported clauses: first and last character and the index of the cue.

        Those that overlap one of the `taken` (characters, ascending) are left out, and those inside
        another.
        """
        found: list[tuple[int, int, int]] = []
        reach = -1
        for _, _, index in sorted(
            (cue.clause[0], -cue.clause[1], index)
            for index, cue in enumerate(self._cues)
            if cue.reports and cue.clause is not None
        ):
            for start, end in self._free(self._cues[index], taken):
                if end > reach:
                    reach = end
                    found.append((start, end, index))
        return found

    def _tokens_round(self, cue: Cue, first: int, last: int) -> tuple[int, int] | None:
        """Return the clause of a cue that tokens are in, longer if the parse ends it early."""
        clause = cue.clause
        if clause is not None and clause[0] - 1 <= first < clause[1]:
            whole = min(first, clause[0]), max(last, clause[1])
            pieces = self._pieces(cue, whole) if cue.first < first else [whole]
            return next((p for p in pieces if p[0] <= first and last <= p[1] + 1), whole)
        if cue.first >= last:
            return self._part.run(first)[0], last
        if clause is not None and (
            cue.last < clause[0] <= first or (clause[1] <= cue.first and first - cue.last <= _NEXT)
        ):
            return clause[0], last
        between = [self._doc[index].lower_ for index in range(cue.last + 1, first)]
        if "that" in between:
            return cue.last + 2 + between.index("that"), last
        return None

    def _pieces(self, cue: Cue, clause: tuple[int, int]) -> list[tuple[int, int]]:
        """Return the parts of a clause, cut where another statement begins."""
        edges = [clause[0]]
        for index in range(max(clause[0] + 1, cue.last + 1), clause[1] - 1):
            skipped = None if self._part.quoted[index] else self._tokens_of_cut(index)
            edges += [] if skipped is None else [index, index + skipped]
        edges.append(clause[1])
        pieces = zip(edges[::2], edges[1::2], strict=True)
        return [(start, end) for start, end in pieces if start < end]

    def _tokens_of_cut(self, index: int) -> int | None:
        """Return how many tokens lead to another statement: "and that", ", saying", "as he said".

        None where none begins.
        """
        before, token, following = self._doc[index - 1 : index + 2]
        if token.lower_ in {"and", "but"} and following.lower_ == "that":
            return 2
        if token.lower_ == "," and following.lower_ in _WRITERS_OWN:
            return 1
        if token.tag_ == "VBG" and index in self._by_first:
            return 0 if before.is_punct else None
        if token.dep_ in {"mark", "advmod"}:
            cue = self._by_first.get(token.head.i)
            return 1 if cue is not None and cue.clause is not None else None
        return None

    def _free(self, cue: Cue, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the characters of a clause; of one with a quotation the parts that have none."""
        if cue.clause is None:
            return []
        pieces = [self._part.trimmed(piece) for piece in self._pieces(cue, cue.clause)]
        whole = self._part.characters(cue.clause)
        joined = all(self._doc[end].lower_ in {"and", "but"} for _, end in pieces[:-1])
        if not joined:
            pieces = pieces[:1]
        elif _is_free(whole, taken):
            return [whole]
        spans = [self._part.characters(piece) for piece in pieces]
        return [span for span in spans if _is_free(span, taken)]


def _is_free(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    index = bisect_left(taken, (span[1], -1))
    return index == 0 or taken[index - 1][1] <= span[0]
