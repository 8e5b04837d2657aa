"""How a text has changed: the most similar part of the article, compared word by word.

Time and memory are bounded whatever the texts are: only `REACH` characters on both sides of the old
position are searched, and only the first `MOST_WORDS` words of a text are compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import islice

from qa.verifying.values import DiffOp, DiffPart

REACH = 50_000
MOST_WORDS = 300

# A part of the article is similar if the words it shares with the old text hold at least this
# share of the old text's letters.
_LEAST_SHARED = 1 / 3
_SMALLEST_STEP = 100
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Difference:
    """The part of an article from `start` to `end`, and the edits from the old text to it."""

    start: int
    end: int
    parts: tuple[DiffPart, ...]


def most_similar(text: str, old: str, start: int) -> Difference | None:
    """Return the part of `text` most similar to `old`, which stood at `start`; None if none is."""
    was = list(_words(old, 0, len(old), MOST_WORDS))
    if not was:
        return None
    size = was[-1].end
    window = _best_window(text, {word.text for word in was}, size, start)
    if window is None:
        return None
    now = [word for word in _words(text, *window, 2 * MOST_WORDS) if _is_whole(word, text)]
    matcher = SequenceMatcher(None, [word.text for word in was], [word.text for word in now])
    blocks = _without_outliers([block for block in matcher.get_matching_blocks() if block.size])
    shared = sum(len(w.text) for b in blocks for w in was[b.a : b.a + b.size])
    if shared < _LEAST_SHARED * sum(len(word.text) for word in was):
        return None
    first, last = blocks[0], blocks[-1]
    left = _extend_back(text, now, first.b, first.a)
    right = _extend_on(text, now, last.b + last.size, len(was) - last.a - last.size)
    now = now[left:right]
    return Difference(now[0].start, now[-1].end, _diff(was, now))


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
    """Return whether a word is not cut off by the window in which it was found."""
    before, after = text[max(0, word.start - 1) : word.start], text[word.end : word.end + 1]
    return not before.strip() and not after.strip()


def _best_window(text: str, words: set[str], size: int, start: int) -> tuple[int, int] | None:
    """Return the bounds of the window that shares most with `words`, the nearest of several."""
    step = max(size // 2, _SMALLEST_STEP)
    low, high = max(0, min(start, len(text)) - REACH), min(len(text), start + size + REACH)
    # Wide enough that some window holds all of any text up to half as long again as the old one.
    width = size + 2 * step
    best, most = None, (0, 0)
    for begin in range(low, high, step):
        shared = words.intersection(text[begin : begin + width].split())
        score = (sum(map(len, shared)), -abs(begin - start))
        if shared and score > most:
            best, most = (begin, begin + width), score
    return best


def _without_outliers(blocks: list[Match]) -> list[Match]:
    """Return the blocks without those at the ends that match by chance, far from the others."""
    while len(blocks) > 1 and _is_outlier(blocks[0], blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and _is_outlier(blocks[-1], blocks[-2], blocks[-1]):
        del blocks[-1]
    return blocks


def _is_outlier(outer: Match, before: Match, after: Match) -> bool:
    """Return whether more words were added between two blocks than the outer one holds."""
    between_now = after.b - before.b - before.size
    between_then = after.a - before.a - before.size
    return between_now - between_then > outer.size


def _extend_back(text: str, now: list[_Word], left: int, missing: int) -> int:
    """Return `left`, moved to include words in place of those missing, on the same line only."""
    while missing and left and "\n" not in text[now[left - 1].end : now[left].start]:
        left, missing = left - 1, missing - 1
    return left


def _extend_on(text: str, now: list[_Word], right: int, missing: int) -> int:
    """Return `right`, moved as `left` is by `_extend_back`, in the other direction."""
    while missing and right < len(now):
        if "\n" in text[now[right - 1].end : now[right].start]:
            break
        right, missing = right + 1, missing - 1
    return right


def _diff(was: list[_Word], now: list[_Word]) -> tuple[DiffPart, ...]:
    old, new = [word.text for word in was], [word.text for word in now]
    parts: list[DiffPart] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            parts.append(DiffPart(DiffOp.KEPT, " ".join(old[a0:a1])))
            continue
        if a0 < a1:
            parts.append(DiffPart(DiffOp.DROPPED, " ".join(old[a0:a1])))
        if b0 < b1:
            parts.append(DiffPart(DiffOp.ADDED, " ".join(new[b0:b1])))
    return tuple(parts)
