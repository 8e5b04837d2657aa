"""Cuts a passage into segments at its best sentence and its short answer; sets no styles.

Segments are made from offsets, never by searching for text. Their text is sanitized and ready to be
wrapped: line breaks inside a paragraph have become spaces.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from qa.model import FoundPassage, ShortAnswer
from qa.terminal.output.sanitize import sanitize

# Longer passages are shown from somewhat before the best sentence on.
_MOST_CHARACTERS = 4000
_CHARACTERS_BEFORE = 600
_LONGEST_WORD = 60
_ELLIPSIS = "…"

_BREAK = re.compile(r"[^\S\n]*(?:\r?\n[^\S\n]*)+")
_END_OF_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_SPACES = re.compile(r"[^\S\n]+")
# No word or address of any language is that long; scripts without spaces are left alone.
_OVERLONG_WORD = re.compile(r"([!-~]{160})[!-~]{160,}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a passage: `highlighted` in the best sentence, `answer` in the short answer."""

    text: str
    highlighted: bool = False
    answer: bool = False


def segments_of(passage: FoundPassage, answer: ShortAnswer | None = None) -> tuple[Segment, ...]:
    """Return the passage's text as segments in order.

    `answer` is marked if it stands in this passage and is not the whole best sentence.
    """
    origin, text = passage.citation.char_start, passage.text
    sentence = _clamped(
        passage.sentence.char_start - origin, passage.sentence.char_end - origin, text
    )
    inner = (0, 0)
    if answer is not None and answer.passage == passage.rank:
        inner = _clamped(answer.char_start - origin, answer.char_end - origin, text)
        if inner == sentence:
            inner = (0, 0)
    first, last = _window(sentence, text)
    unwrapped = _without_hard_wraps(text)
    cuts = sorted({first, last, *(cut for cut in (*sentence, *inner) if first < cut < last)})
    segments = [
        Segment(
            shorten_long_words(_SPACES.sub(" ", sanitize(unwrapped[start:end]))),
            highlighted=sentence[0] <= start < sentence[1],
            answer=inner[0] <= start < inner[1],
        )
        for start, end in pairwise(cuts)
    ]
    if first > 0:
        segments.insert(0, Segment(_ELLIPSIS if text[first].isspace() else f"{_ELLIPSIS} "))
    if last < len(text):
        segments.append(Segment(f" {_ELLIPSIS}"))
    return tuple(segments)


def shorten_long_words(text: str) -> str:
    """Return the text with every run of characters that is longer than any word cut short."""
    return _OVERLONG_WORD.sub(rf"\1{_ELLIPSIS}", text)


def _clamped(start: int, end: int, text: str) -> tuple[int, int]:
    start = max(0, start)
    return start, max(start, min(end, len(text)))


def _window(sentence: tuple[int, int], text: str) -> tuple[int, int]:
    """Return the start and end of what to show of the text, at spaces if there are any nearby."""
    if len(text) <= _MOST_CHARACTERS:
        return 0, len(text)
    first = max(0, min(sentence[0] - _CHARACTERS_BEFORE, len(text) - _MOST_CHARACTERS))
    last = first + _MOST_CHARACTERS
    if first > 0:
        first = max(first, text.find(" ", first, first + _LONGEST_WORD))
    if last < len(text):
        cut = text.rfind(" ", last - _LONGEST_WORD, last)
        last = cut if cut > 0 else last
    return first, last


def _without_hard_wraps(text: str) -> str:
    """Return the text, as long as before, with only those newlines that end a paragraph.

    A blank line ends one. Where there is none, single newlines do if every line ends as a sentence
    does; else the paragraph is wrapped by hand and its newlines are spaces.
    """
    runs = list(_BREAK.finditer(text))
    if not runs:
        return text
    by_line = all(_END_OF_SENTENCE.search(text, 0, run.start()) for run in runs)
    parts, position = [], 0
    for run in runs:
        ends = by_line or run.group().count("\n") > 1
        parts += [text[position : run.start()], ("\n" if ends else " ").rjust(len(run.group()))]
        position = run.end()
    return "".join([*parts, text[position:]])
