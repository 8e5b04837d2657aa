"""Who says what is found, by the quotations that were marked when the article was indexed; pure."""

from collections.abc import Sequence
from dataclasses import replace

from qa.annotations.values import Quotation
from qa.model import FoundPassage, ShortAnswer

LEAST_SHARE = 0.5
"""How much of a stretch must be quoted from one speaker to be called theirs."""

LONGEST_STATEMENT = 60
"""Words of a quotation that is shown whole as what somebody says."""


def speaker_of(start: int, end: int, quotations: Sequence[Quotation]) -> str | None:
    """Return who says most of the stretch from `start` to `end`, None if nobody or it is a guess.

    A statement that is quoted in part counts whole.
    """
    said: dict[str, int] = {}
    for quotation in quotations:
        clause = quotation.clause or quotation
        shared = min(end, clause.end) - max(start, clause.start)
        if shared > 0 and quotation.sure and quotation.speaker:
            said[quotation.speaker] = said.get(quotation.speaker, 0) + shared
    if not said:
        return None
    speaker = max(said, key=lambda name: said[name])
    return speaker if said[speaker] >= LEAST_SHARE * (end - start) else None


def with_speakers(
    passages: Sequence[FoundPassage], quotations: Sequence[Sequence[Quotation]]
) -> tuple[FoundPassage, ...]:
    """Return the passages, each with who says its highlighted sentence; both in the same order."""
    return tuple(
        replace(
            passage,
            speaker=speaker_of(passage.sentence.char_start, passage.sentence.char_end, marked),
        )
        for passage, marked in zip(passages, quotations, strict=True)
    )


def whole_statement(
    answer: ShortAnswer, passage: FoundPassage, quotations: Sequence[Quotation]
) -> ShortAnswer:
    """Return the quotation or reported clause that the answer is a part of, else the answer.

    It is one that shares most with the answer and lies in the passage, longer than the answer and
    of no more than `LONGEST_STATEMENT` words. An answer without the marks of Markdown stays.
    """
    start, end = answer.char_start, answer.char_end
    origin = passage.citation.char_start
    clauses = [quotation.clause or quotation for quotation in quotations]
    best = max(clauses, key=lambda c: min(end, c.end) - max(start, c.start), default=None)
    if best is None or answer.plain is not None or best.start < origin:
        return answer
    shared = min(end, best.end) - max(start, best.start)
    text = passage.text[best.start - origin : best.end - origin]
    length = best.end - best.start
    if shared < LEAST_SHARE * (end - start) or length <= end - start or len(text) < length:
        return answer
    if len(text.split()) > LONGEST_STATEMENT:
        return answer
    return ShortAnswer(text, answer.passage, best.start, best.end)
