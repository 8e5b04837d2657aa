"""Which words in quotation marks are somebody's, and which cue says whose."""

from bisect import bisect_left
from collections.abc import Sequence

from qa.annotating.quoting.marked_blocks import MarkedBlock
from qa.annotating.quoting.scare_quotes import (
    belongs_to_noun,
    count_words,
    is_term,
    is_title,
    qualifies_noun,
)
from qa.annotating.quoting.speech_cues import Cue

_CUES_NEAR = 4  # on either side of words in marks, among which theirs is looked for
_FAR = 200  # tokens between a cue and words in marks, beyond which they do not belong together
_LONG_FRAGMENT = 5  # words in marks that are no term, with or without a speech verb
_LEADING = 2  # tokens between a cue and the mark that it leads to: said that “

_LINKS = frozenset(["that", "it", "as"])


class Attribution:
    """Matches the stretches of a block with its cues."""

    def __init__(self, part: MarkedBlock, cues: Sequence[Cue]) -> None:
        self._part = part
        self._doc = part.doc
        self._cues = cues
        self._firsts = [cue.first for cue in cues]

    def cue_of(self, index: int) -> int | None:
        """Return which cue says whose a stretch is, None if none in its sentence does.

        One that leads to the opening mark counts first, then one right after a closing mark with a
        comma, then one whose clause the stretch is in.
        """
        first, last = self._part.ranges[index]
        middle = bisect_left(self._firsts, first)
        before = self._usable(range(middle - 1, -1, -1), index)
        after = self._usable(range(middle, len(self._cues)), index)
        if before is None and after is not None:
            return after if self._looks_back(self._cues[after], last) else None
        if before is None or after is None:
            return before
        if self._leads_to(self._cues[before], first):
            return before
        if self._follows(self._cues[after], last) and self._part.is_left_open(index):
            return after
        only_after = self._cues[after].covers(first) and not self._cues[before].covers(first)
        return after if only_after else before

    def cue_after(self, index: int) -> int | None:
        """Return the cue that the sentence after a stretch's begins with, if it reports nothing."""
        _, run_end = self._part.run(self._part.ranges[index][0])
        following = bisect_left(self._firsts, run_end)
        if following == len(self._cues) or run_end >= len(self._doc):
            return None
        cue = self._cues[following]
        alone = cue.reports and cue.clause is None and self._follows(cue, run_end)
        return following if alone and cue.first < self._part.run(run_end)[1] else None

    def cue_before(self, index: int) -> int | None:
        """Return the last cue before a stretch that reports a clause, None if there is none."""
        first = self._part.ranges[index][0]
        for number in range(bisect_left(self._firsts, first) - 1, -1, -1)[:_CUES_NEAR]:
            cue = self._cues[number]
            if cue.reports and cue.clause is not None and cue.last < first:
                return number
        return None

    def is_quotation(self, index: int, cue: int | None) -> bool:
        """Whether a stretch is what somebody says, not a term, a title or a nickname."""
        stretch, words = self._part.marked[index], self._part.words(index)
        long = count_words(words) >= _LONG_FRAGMENT
        if stretch.continued or not stretch.closed or self._part.is_sentence(index):
            return True
        first, last = self._part.ranges[index]
        if cue is None:
            return long and not is_title(words) and not qualifies_noun(self._doc, last)
        leads = self._leads_to(self._cues[cue], first)
        beside = leads or self._part.is_left_open(index)
        if is_title(words) and (not beside or belongs_to_noun(self._doc, first)):
            return False
        whole = beside and self._part.run(first)[0] == first
        return (
            leads
            or whole
            or long
            or (self._cues[cue].takes_words and not is_term(self._doc, first, last))
        )

    def _usable(self, order: range, index: int) -> int | None:
        """Return the first of some cues in order that a stretch can belong to."""
        first, last = self._part.ranges[index]
        start, end = self._part.run(first)
        sentence = self._part.is_sentence(index)
        for number in order[:_CUES_NEAR]:
            cue = self._cues[number]
            far = cue.first - last > _FAR or first - cue.last > _FAR
            if far or not start <= cue.first < end:
                return None
            if cue.takes_words or sentence:
                return number
        return None

    def _leads_to(self, cue: Cue, first: int) -> bool:
        """Whether only "that", a comma or a colon stand between a cue and an opening mark."""
        if not 0 <= first - cue.last - 1 <= _LEADING:
            return False
        between = self._doc[cue.last + 1 : first]
        return all(token.is_punct or token.lower_ in _LINKS for token in between)

    def _looks_back(self, cue: Cue, last: int) -> bool:
        """Whether a cue after a closing mark has no clause of its own after it."""
        own = cue.clause is not None and cue.clause[0] > cue.last
        return not own or self._follows(cue, last)

    def _follows(self, cue: Cue, last: int) -> bool:
        """Whether the speaker or the verb of a cue stands right after a closing mark."""
        speaker = self._doc[cue.speaker]
        first, end = speaker.left_edge.i, speaker.right_edge.i
        between = self._doc[last : min(cue.first, last + _FAR)]
        return all(
            token.is_punct
            or first <= token.i <= end
            or (token.head.i == cue.first and token.dep_ != "mark")
            for token in between
        )
