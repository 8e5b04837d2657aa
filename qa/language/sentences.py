"""Where the sentences of a paragraph begin and end, by sentencex for English.

Works on the text it is given and knows no document. Takes from the library only where to cut, so
that whatever it returns, the sentences are in order and cover the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

# Words beyond which a quotation is cut at the sentence ends inside it: highlighted whole it would
# not show where the answer is.
_LONG_QUOTATION = 40

LONGEST = 2_000
"""Characters beyond which a sentence is cut at white space, or where there is none anywhere."""

_LANGUAGE = "en"
_WINDOW = 6_000  # characters
_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*’(?!\w)")
_MARKS_TO_SPACES = str.maketrans(dict.fromkeys('“”"«»‘’', " "))
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_ITEM_NUMBER = re.compile(r"\W*\d{1,3}[.)]\s*")
# "1 a.m. Monday": the library takes the second full stop for an end.
_CLOCK = re.compile(r"\d\s?[ap]\.m\.$")
_AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s\d"
    r"|(?:Eastern|Central|Pacific|Mountain|GMT|UTC|BST|CET|IST|[ECMP][DS]?T)\b)"
)
_NOT_SPACE = re.compile(r"\S")
_TABLE_ROW = re.compile(r"[\r\n][^\S\r\n]*(?=\|)")


@dataclass(frozen=True, slots=True)
class TextRange:
    """Part of a text, from `start` to before `end`, without surrounding white space."""

    start: int
    end: int


def find_sentences(text: str) -> tuple[TextRange, ...]:
    """Return the sentences of a paragraph, in order; together they cover all but white space.

    A quotation of several sentences stays with the words that say whose it is, unless the sentence
    is longer than 40 words: then it is cut inside the quotation too. Table rows are sentences. None
    has more than `LONGEST` characters, so that what is encoded and shown is bounded.
    """
    cuts = {0, len(text), *_library_cuts(text)}
    cuts.update(match.end() for match in _TABLE_ROW.finditer(text))
    pieces = _pieces(text, sorted(cuts))
    inner = [cut for piece in pieces for cut in _quotation_cuts(text, piece)]
    if inner:
        pieces = _pieces(text, sorted({*cuts, *inner}))
    return tuple(part for piece in pieces for part in _bounded(text, piece))


def _library_cuts(text: str) -> list[int]:
    """Return where the library begins a sentence, as code points of the text, ascending.

    It takes quadratic time where quotation marks open without closing, so it gets a long text
    window by window, each beginning where the last safe sentence of the previous one begins. A
    window that is mostly one sentence is skipped, and that sentence continues.
    """
    cuts: list[int] = []
    position = 0
    while len(text) - position > _WINDOW:
        found = _window_cuts(text[position : position + _WINDOW])
        # What ends near the window's edge might not end there with more text in sight.
        safe = found[:-1] or found
        cuts.extend(position + cut for cut in safe)
        position += safe[-1] if safe and safe[-1] > _WINDOW // 2 else _WINDOW
    cuts.extend(position + cut for cut in _window_cuts(text[position:]))
    return cuts


def _window_cuts(text: str) -> list[int]:
    cuts: list[int] = []
    position = 0
    for boundary in _boundaries()(_LANGUAGE, text):
        part: str = boundary["text"]
        start: int = boundary["start_index"]
        if not text.startswith(part, start):
            # An index that is not in code points: the texts follow one another, so count by them.
            start = text.find(part, position)
            if start < 0:
                break
        if start > 0:
            cuts.append(start)
        position = start + len(part)
    return cuts


@cache
def _boundaries() -> Any:
    from sentencex import get_sentence_boundaries

    return get_sentence_boundaries


def _pieces(text: str, cuts: Sequence[int]) -> list[TextRange]:
    """Return what lies between the cuts, stripped, with fragments joined to a neighbour.

    A closing mark or an ornament on the same line is no sentence, nor is the number of a list item.
    """
    pieces: list[TextRange] = []
    for start, end in pairwise(cuts):
        raw = text[start:end]
        content = raw.strip()
        if not content:
            continue
        first = start + len(raw) - len(raw.lstrip())
        last = first + len(content)
        previous = pieces[-1] if pieces else None
        if previous is not None and _belongs_together(text, previous, first, last):
            pieces[-1] = TextRange(previous.start, last)
        else:
            pieces.append(TextRange(first, last))
    return pieces


def _bounded(text: str, piece: TextRange) -> Iterator[TextRange]:
    """Yield the piece, or its parts if it is longer than a sentence may be."""
    start = piece.start
    while piece.end - start > LONGEST:
        kept = text[start : start + LONGEST]
        if not text[start + LONGEST].isspace() and not kept[-1].isspace():
            kept = kept.rsplit(maxsplit=1)[0]
        kept = kept.rstrip()
        yield TextRange(start, start + len(kept))
        following = _NOT_SPACE.search(text, start + len(kept), piece.end)
        if following is None:
            return
        start = following.start()
    yield TextRange(start, piece.end)


def _belongs_together(text: str, previous: TextRange, start: int, end: int) -> bool:
    if any(newline in text[previous.end : start] for newline in "\r\n"):
        return False
    if _LETTER_OR_DIGIT.search(text, start, end) is None:
        return True
    if _CLOCK.search(text, previous.start, previous.end):
        return _AFTER_CLOCK.match(text, start, end) is not None
    return (
        _ITEM_NUMBER.fullmatch(text, previous.start, previous.end) is not None
        or _LETTER_OR_DIGIT.search(text, previous.start, previous.end) is None
    )


def _quotation_cuts(text: str, sentence: TextRange) -> list[int]:
    """Return where sentences begin inside the quotations of a long sentence."""
    content = text[sentence.start : sentence.end]
    if len(content.split(maxsplit=_LONG_QUOTATION)) <= _LONG_QUOTATION:
        return []
    quotations = [match.span() for match in _QUOTATION.finditer(content)]
    if not quotations:
        return []
    cuts: list[int] = []
    for begin, close in quotations:
        inside = content[begin:close].translate(_MARKS_TO_SPACES)
        cuts.extend(
            sentence.start + begin + cut
            for cut in _library_cuts(inside)
            if inside[:cut].strip() and inside[cut:].strip()
        )
    return cuts
