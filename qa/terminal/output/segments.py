"""Cuts a passage into pieces at its lit sentence and its short answer; knows no colours.

Pieces are made from offsets, never by searching for text. What they hold is harmless and ready to
be wrapped: line breaks inside a paragraph have become spaces.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from qa.model import FoundPassage, ShortAnswer
from qa.terminal.output.sanitize import sanitize

# Longer passages are shown from somewhat before the lit sentence on.
_MOST_CHARACTERS = 4000
_CHARACTERS_BEFORE = 600
_LONGEST_WORD = 60
_LEFT_OUT = "…"

_BREAK = re.compile(r"[^\S\n]*(?:\r?\n[^\S\n]*)+")
_END_OF_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_SPACES = re.compile(r"[^\S\n]+")
# No word or address of any language is that long; scripts without spaces are left alone.
_ENDLESS = re.compile(r"([!-~]{160})[!-~]{160,}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage: `lit` inside the best sentence, `answer` inside the short answer."""

    text: str
    lit: bool = False
    answer: bool = False


def pieces(passage: FoundPassage, answer: ShortAnswer | None = None) -> tuple[Segment, ...]:
    """Return the passage's text as pieces in order.

    `answer` counts if it stands in this passage and is not the whole lit sentence.
    """
    origin, text = passage.citation.char_start, passage.text
    lit = _within(passage.sentence.char_start - origin, passage.sentence.char_end - origin, text)
    inner = (0, 0)
    if answer is not None and answer.passage == passage.rank:
        inner = _within(answer.char_start - origin, answer.char_end - origin, text)
        if inner == lit:
            inner = (0, 0)
    first, last = _window(lit, text)
    flowing = _flowing(text)
    cuts = sorted({first, last, *(cut for cut in (*lit, *inner) if first < cut < last)})
    made = [
        Segment(
            short_of_endless(_SPACES.sub(" ", sanitize(flowing[start:end]))),
            lit=lit[0] <= start < lit[1],
            answer=inner[0] <= start < inner[1],
        )
        for start, end in pairwise(cuts)
    ]
    if first > 0:
        made.insert(0, Segment(_LEFT_OUT if text[first].isspace() else f"{_LEFT_OUT} "))
    if last < len(text):
        made.append(Segment(f" {_LEFT_OUT}"))
    return tuple(made)


def short_of_endless(text: str) -> str:
    """Return the text with what is longer than any word cut short: nobody reads a screen of it."""
    return _ENDLESS.sub(rf"\1{_LEFT_OUT}", text)


def _within(start: int, end: int, text: str) -> tuple[int, int]:
    start = max(0, start)
    return start, max(start, min(end, len(text)))


def _window(lit: tuple[int, int], text: str) -> tuple[int, int]:
    """Return what to show of the text, cut at spaces if there are any nearby."""
    if len(text) <= _MOST_CHARACTERS:
        return 0, len(text)
    first = max(0, min(lit[0] - _CHARACTERS_BEFORE, len(text) - _MOST_CHARACTERS))
    last = first + _MOST_CHARACTERS
    if first > 0:
        first = max(first, text.find(" ", first, first + _LONGEST_WORD))
    if last < len(text):
        cut = text.rfind(" ", last - _LONGEST_WORD, last)
        last = cut if cut > 0 else last
    return first, last


def _flowing(text: str) -> str:
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
