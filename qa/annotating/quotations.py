"""What somebody is quoted or reported as saying in an article, and who.

Words in quotation marks are quoted if they are a sentence or belong to a speech verb; titles, terms
and nicknames in marks are not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.annotating.parsing import ParsedBlock
from qa.annotating.quoting.attribution import Attribution
from qa.annotating.quoting.marked_blocks import MarkedBlock
from qa.annotating.quoting.quotation_marks import find_marked
from qa.annotating.quoting.reported_clauses import ReportedClauses
from qa.annotating.quoting.speakers import Speaker, Speakers
from qa.annotating.quoting.speech_cues import Cue, find_cues
from qa.annotations.values import Mark, Named, Quotation
from qa.articles.document import Document

_NOBODY = Speaker(None, None, sure=False)


def find_quotations(
    document: Document, blocks: Sequence[ParsedBlock], people: Sequence[Named]
) -> tuple[Quotation, ...]:
    """Return what is quoted and reported in an article, in order of the start.

    `blocks` are the parsed blocks of the document. `people` gives the names of speakers and, by
    their mentions, whom a pronoun can mean. A direct quotation inside another is a part of that; a
    reported clause inside another likewise. Where the same words continue after "X said", or in the
    next paragraph, each part between marks is an entry of its own.
    """
    marked = find_marked([block.doc.text for block in blocks])
    parts = [MarkedBlock(block, found) for block, found in zip(blocks, marked, strict=True)]
    speakers = Speakers(document.text, blocks, people, [part.quoted for part in parts])
    found: list[Quotation] = []
    before = _NOBODY
    for index, part in enumerate(parts):
        finder = _BlockQuotations(index, part, speakers, before)
        found += finder.find()
        before = finder.speaker_at_end
    return tuple(sorted(found, key=lambda quotation: (quotation.start, quotation.end)))


class _BlockQuotations:
    """Finds the quotations of one block.

    `before` is who is quoted at the end of the block before, sure if that quotation is left open;
    `speaker_at_end` the same of this block, once found.
    """

    def __init__(self, index: int, part: MarkedBlock, speakers: Speakers, before: Speaker) -> None:
        self._index = index
        self._part = part
        self._people = speakers
        self._cues = find_cues(part.doc, part.quoted)
        self._speakers = [
            speakers.find(index, part.doc[cue.speaker], speaks=cue.reports) for cue in self._cues
        ]
        self._attribution = Attribution(part, self._cues)
        self._clauses = ReportedClauses(part, self._cues)
        self._before = before
        self.speaker_at_end = _NOBODY

    def find(self) -> list[Quotation]:
        """Return the direct quotations and the reported clauses of the block."""
        direct = list(self._direct())
        return [*direct, *self._reported(direct)]

    def _direct(self) -> Iterator[Quotation]:
        speaker = self._before
        reach = 0
        for index, stretch in enumerate(self._part.marked):
            cue = self._attribution.cue_of(index)
            if not self._attribution.is_quotation(index, cue):
                continue
            if cue is not None:
                speaker = self._speakers[cue]
                yield self._quotation(index, speaker, self._cues[cue])
            else:
                guess = self._unattributed(index, speaker, reach)
                if guess.name is None and not self._stands_alone(index):
                    continue
                speaker = guess
                yield self._quotation(index, speaker, None)
            reach = self._part.ranges[index][1]
            sure = speaker.sure and not stretch.closed
            self.speaker_at_end = replace(speaker, written=None, sure=sure)

    def _stands_alone(self, index: int) -> bool:
        """Whether a stretch is a quotation whoever speaks."""
        stretch = self._part.marked[index]
        return self._part.is_sentence(index) or stretch.continued or not stretch.closed

    def _unattributed(self, index: int, previous: Speaker, reach: int) -> Speaker:
        """Return who goes on where no verb says who.

        That is who is reported to say something after the quotation before, which ends before token
        `reach`; else who is quoted there; at the beginning of a block who speaks right after, else
        who is quoted at the end of the block before or named last.
        """
        reported = self._attribution.cue_before(index)
        if reported is not None and self._cues[reported].first >= reach:
            return replace(self._speakers[reported], written=None)
        if reach or previous.sure:
            return replace(previous, written=None)
        following = self._attribution.cue_after(index)
        if following is not None:
            return replace(self._speakers[following], written=None, sure=False)
        named = self._people.named_last(self._index, self._part.ranges[index][0])
        return replace(named if named.name is not None else previous, written=None, sure=False)

    def _quotation(self, index: int, speaker: Speaker, cue: Cue | None) -> Quotation:
        stretch = self._part.marked[index]
        clause = self._clauses.round(index, cue) if cue is not None else None
        start, end = clause or (stretch.start, stretch.end)
        offset = self._part.block.start
        return Quotation(
            start=offset + stretch.start,
            end=offset + stretch.end,
            speaker=speaker.name,
            speaker_as_written=speaker.written,
            direct=True,
            sentence=self._part.sentence(start, end),
            clause=Mark(offset + start, offset + end) if clause else None,
            sure=speaker.sure,
        )

    def _reported(self, direct: Sequence[Quotation]) -> Iterator[Quotation]:
        offset = self._part.block.start
        wholes = [quotation.clause or Mark(quotation.start, quotation.end) for quotation in direct]
        taken = sorted((whole.start - offset, whole.end - offset) for whole in wholes)
        for start, end, index in self._clauses.without_marks(taken):
            speaker = self._speakers[index]
            if speaker.name is None:
                continue
            yield Quotation(
                start=offset + start,
                end=offset + end,
                speaker=speaker.name,
                speaker_as_written=speaker.written,
                direct=False,
                sentence=self._part.sentence(start, end),
                sure=speaker.sure,
            )
