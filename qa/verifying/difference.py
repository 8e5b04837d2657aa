"""What became of a text that stands nowhere any more: the most similar stretch, word by word.

Everything is bounded, however long or strange the texts are: only `REACH` characters on both sides
of the old place are looked at, and only the first `MOST_WORDS` words of a text are compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import islice

from qa.verifying.values import DiffOp, DiffPart

REACH = 50_000
MOST_WORDS = 300

# Words with less of the old text's letters than this share make no stretch similar.
_LEAST_SHARED = 1 / 3
_SMALLEST_STEP = 100
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Difference:
    """The stretch of an article from `start` to `end`, and how the old text became it."""

    start: int
    end: int
    pieces: tuple[DiffPart, ...]


def most_similar(text: str, old: str, start: int) -> Difference | None:
    """Return the stretch of `text` most similar to `old`, which stood at `start`, if one is."""
    was = list(_words(old, 0, len(old), MOST_WORDS))
    if not was:
        return None
    size = was[-1].end
    window = _best_window(text, {word.text for word in was}, size, start)
    if window is None:
        return None
    now = [word for word in _words(text, *window, 2 * MOST_WORDS) if _is_whole(word, text)]
    matcher = SequenceMatcher(None, [word.text for word in was], [word.text for word in now])
    blocks = _belonging([block for block in matcher.get_matching_blocks() if block.size])
    shared = sum(len(w.text) for b in blocks for w in was[b.a : b.a + b.size])
    if shared < _LEAST_SHARED * sum(len(word.text) for word in was):
        return None
    first, last = blocks[0], blocks[-1]
    left = _reach_back(text, now, first.b, first.a)
    right = _reach_on(text, now, last.b + last.size, len(was) - last.a - last.size)
    now = now[left:right]
    return Difference(now[0].start, now[-1].end, _pieces(was, now))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def _words(text: str, start: int, end: int, most: int) -> Iterator[_Word]:
    """Yield the first words between two offsets, at most `most`."""
    for found in islice(_WORD.finditer(text, start, end), most):
        yield _Word(found[0], found.start(), found.end())


def _is_whole(word: _Word, text: str) -> bool:
    """Return whether a word does not go on beyond the window in which it was found."""
    before, after = text[max(0, word.start - 1) : word.start], text[word.end : word.end + 1]
    return not before.strip() and not after.strip()


def _best_window(text: str, words: set[str], size: int, start: int) -> tuple[int, int] | None:
    """Return the bounds of the window that shares most with `words`; of several the nearest."""
    step = max(size // 2, _SMALLEST_STEP)
    low, high = max(0, min(start, len(text)) - REACH), min(len(text), start + size + REACH)
    # Wide enough to hold, at one of its places, any stretch half as long again as the old text.
    width = size + 2 * step
    best, most = None, (0, 0)
    for begin in range(low, high, step):
        shared = words.intersection(text[begin : begin + width].split())
        score = (sum(map(len, shared)), -abs(begin - start))
        if shared and score > most:
            best, most = (begin, begin + width), score
    return best


def _belonging(blocks: list[Match]) -> list[Match]:
    """Return the blocks without outer ones that only chance has made match, far from the others."""
    while len(blocks) > 1 and _strays(blocks[0], blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and _strays(blocks[-1], blocks[-2], blocks[-1]):
        del blocks[-1]
    return blocks


def _strays(outer: Match, before: Match, after: Match) -> bool:
    """Return whether more words have come between two blocks than the outer one holds."""
    between_now = after.b - before.b - before.size
    between_then = after.a - before.a - before.size
    return between_now - between_then > outer.size


def _reach_back(text: str, now: list[_Word], left: int, lacking: int) -> int:
    """Return `left`, moved to take in words in place of those lacking, on the same line only."""
    while lacking and left and "\n" not in text[now[left - 1].end : now[left].start]:
        left, lacking = left - 1, lacking - 1
    return left


def _reach_on(text: str, now: list[_Word], right: int, lacking: int) -> int:
    """Return `right`, moved as by `_reach_back`, to the other side."""
    while lacking and right < len(now):
        if "\n" in text[now[right - 1].end : now[right].start]:
            break
        right, lacking = right + 1, lacking - 1
    return right


def _pieces(was: list[_Word], now: list[_Word]) -> tuple[DiffPart, ...]:
    old, new = [word.text for word in was], [word.text for word in now]
    pieces: list[DiffPart] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            pieces.append(DiffPart(DiffOp.KEPT, " ".join(old[a0:a1])))
            continue
        if a0 < a1:
            pieces.append(DiffPart(DiffOp.DROPPED, " ".join(old[a0:a1])))
        if b0 < b1:
            pieces.append(DiffPart(DiffOp.ADDED, " ".join(new[b0:b1])))
    return tuple(pieces)
