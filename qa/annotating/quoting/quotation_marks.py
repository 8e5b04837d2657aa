"""Which words of a text stand between quotation marks.

Knows marks only: whether the words are somebody's is decided elsewhere. One pass, linear in the
length of the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

_MARK = re.compile(r"''|``|’’|‘‘|[\"“”„‟«»‹›‘’‚']")
# Short forms that begin with an apostrophe, and decades and years ('tis, 'em, '90s).
_ELISION = re.compile(r"(?:tis|twas|em|til|till|cause|round|bout|n|cos)\b|\d", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_SPACES = "".join(chr(point) for point in range(0x3001) if chr(point).isspace())
_BEFORE_WORDS = frozenset("([{—–")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


class Family(Enum):
    """Marks that can close one another."""

    DOUBLE = "double"
    SINGLE = "single"
    ANGLE = "angle"


_FAMILIES = {
    **dict.fromkeys(("''", "``", "’’", "‘‘", '"', "“", "”", "„", "‟"), Family.DOUBLE),
    **dict.fromkeys(("‘", "’", "‚", "'"), Family.SINGLE),
    **dict.fromkeys(("«", "»", "‹", "›"), Family.ANGLE),
}
_MARKS_OF = {
    family: "".join({letter for mark, of in _FAMILIES.items() if of is family for letter in mark})
    for family in Family
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks; offsets are of the text it was found in.

    `outer_start` and `outer_end` take the marks in, `start` and `end` neither them, nor white space
    at the edges, nor a comma before the closing mark. What is not `closed` ends with the text or
    before the next opening mark; what is `continued` was opened in an earlier text.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    closed: bool = True
    continued: bool = False


@dataclass(frozen=True, slots=True)
class _Sign:
    """One quotation mark and what it may do where it stands."""

    start: int
    end: int
    text: str
    family: Family
    opens: bool
    closes: bool


def find_marked(texts: Sequence[str]) -> list[list[Marked]]:
    """Return the outermost stretches between quotation marks of each of some successive texts.

    A mark that is never closed reaches to the end of its text if words begin there as a quotation
    does, or if the next text opens with a mark of its kind, as the paragraphs of one long quotation
    do. A closing mark without an opening one closes what the text before left open.
    """
    found: list[list[Marked]] = []
    signs = [_signs(text) for text in texts]
    open_family: Family | None = None
    for index, text in enumerate(texts):
        following = signs[index + 1] if index + 1 < len(texts) else []
        goes_on = {sign.family for sign in following[:1] if sign.opens and sign.start == 0}
        search = _Search(text, signs[index])
        found.append(search.run(open_family, goes_on))
        open_family = search.left_open
    return found


def _signs(text: str) -> list[_Sign]:
    """Return the quotation marks of a text, apostrophes left out as far as they are plain."""
    signs = []
    for match in _MARK.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        opens, closes = _roles(match.group(), before, after)
        if opens and match.group() in {"'", "‘", "’"} and _ELISION.match(text, end):
            opens = False
        if opens or closes:
            family = _FAMILIES[match.group()]
            signs.append(_Sign(start, end, match.group(), family, opens, closes))
    return signs


def _roles(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Return whether a mark can open and whether it can close, by the characters beside it."""
    space_before, space_after = not before or before.isspace(), not after or after.isspace()
    starts_words = not space_after and not before.isalnum()
    ends_words = not space_before and not after.isalnum() and before not in _BEFORE_WORDS
    if mark in {"“", "„", "‟", "``", "‘‘"}:
        closes = mark in {"“", "‟"} and ends_words
        return not closes, closes
    if mark in {"”", "’’"}:
        return space_before and not space_after, True
    if mark in {'"', "''"}:
        return starts_words, not space_before or space_after
    if mark in {"‘", "‚", "’", "'"}:
        opens = mark != "’" and starts_words and (mark != "'" or after.isalpha())
        return opens, mark != "‚" and ends_words
    # Guillemets point either way, and French sets spaces inside them.
    outward = mark in {"«", "‹"}
    return outward or (space_before and not space_after), not outward or ends_words


class _Search:
    """Finds the outermost stretches of one text."""

    def __init__(self, text: str, signs: list[_Sign]) -> None:
        self.left_open: Family | None = None
        self._text = text
        self._signs = signs
        self._next = _next_of_family(signs)
        self._single_closing = self._closing_singles()
        doubles = (sign.family is Family.DOUBLE for sign in signs)
        self._doubles_before = list(accumulate(doubles, initial=0))

    def run(self, inherited: Family | None, goes_on: set[Family]) -> list[Marked]:
        """Return the stretches.

        `inherited` is what the text before left open, `goes_on` what the next one opens with.
        """
        found: list[Marked | None] = []
        index = 0
        if inherited is not None:
            first = next(
                (i for i, sign in enumerate(self._signs) if sign.family is inherited), None
            )
            if first is not None and not self._signs[first].opens:
                found.append(self._marked(None, self._signs[first], inherited))
                index = first + 1
        while index < len(self._signs):
            opening = self._signs[index]
            closing = self._closing(index) if opening.opens else None
            if closing is not None:
                found.append(self._marked(opening, self._signs[closing], opening.family))
                index = closing + 1
                continue
            if opening.opens and opening.family is not Family.SINGLE:
                again = self._next[index]
                goes_further = again is None and opening.family in goes_on
                if goes_further or self._begins_quotation(opening):
                    found.append(self._unclosed(opening, again))
                    if again is None:
                        self.left_open = opening.family
                        break
                    index = again
                    continue
            index += 1
        return [marked for marked in found if marked is not None]

    def _closing(self, index: int) -> int | None:
        """Return which sign closes the one at `index`, None if none does."""
        after = self._next[index]
        if after is None:
            return None
        signs = self._signs
        if signs[index].family is Family.SINGLE:
            closing = self._single_closing[after] if signs[after].closes else None
            if closing is None:
                return None
            doubles = self._doubles_before[closing] - self._doubles_before[index]
            return None if doubles % 2 else closing
        if signs[after].closes:
            return after
        # Another one opens first: one inside this one if two close after it.
        inner = self._next[after]
        outer = self._next[inner] if inner is not None else None
        if inner is None or outer is None:
            return None
        return outer if signs[inner].closes and signs[outer].closes else None

    def _closing_singles(self) -> list[int]:
        """Return for each closing single mark the one that closes a stretch that reaches to it.

        That is itself, but for an apostrophe after s ("the workers’ rights,’ he said") where the
        next closing one stands after a comma or the end of a sentence.
        """
        closing = list(range(len(self._signs)))
        for index in reversed(range(len(self._signs))):
            sign, after = self._signs[index], self._next[index]
            if after is None or sign.family is not Family.SINGLE or not self._signs[after].closes:
                continue
            plural = self._text[sign.start - 1 : sign.start] == "s"
            last = closing[after]
            if plural and self._text[self._signs[last].start - 1] in ",.!?…":
                closing[index] = last
        return closing

    def _begins_quotation(self, opening: _Sign) -> bool:
        """Whether words begin after an opening mark as a sentence that is quoted does."""
        before, after = self._text[: opening.start][-2:].strip(), self._text[opening.end :][:1]
        return after.isupper() and (not before or before[-1] in ",:.!?—–")

    def _unclosed(self, opening: _Sign, again: int | None) -> Marked | None:
        """Return a stretch that is never closed: to the end, or to a sentence's before the next."""
        stop = len(self._text) if again is None else self._signs[again].start
        if again is not None:
            sentence_end = _SENTENCE_END.search(self._text, opening.end, stop)
            stop = sentence_end.end() if sentence_end else stop
        start, end = self._trimmed(opening.end, stop, opening.family)
        return Marked(opening.start, start, end, end, closed=False) if start < end else None

    def _marked(self, opening: _Sign | None, closing: _Sign, family: Family) -> Marked | None:
        outer_start, inner_start = (opening.start, opening.end) if opening else (0, 0)
        start, end = self._trimmed(inner_start, closing.start, family)
        if start == end:
            return None
        return Marked(outer_start, start, end, closing.end, continued=opening is None)

    def _trimmed(self, start: int, end: int, family: Family) -> tuple[int, int]:
        """Return the words without marks of the family, white space and commas at their edges."""
        inside = self._text[start:end]
        words = inside.strip(_MARKS_OF[family] + _SPACES)
        if not _LETTER_OR_DIGIT.search(words):
            return start, start
        start += inside.index(words)
        return start, start + len(words.rstrip("," + _SPACES))


def _next_of_family(signs: Sequence[_Sign]) -> list[int | None]:
    """Return for each sign the next one of its family."""
    following: list[int | None] = [None] * len(signs)
    last: dict[Family, int] = {}
    for index in reversed(range(len(signs))):
        family = signs[index].family
        following[index] = last.get(family)
        last[family] = index
    return following
