"""What is said of an answer, in words: the same on a screen and in Markdown."""

from dataclasses import dataclass

from qa.model import Answer, Outcome
from qa.terminal.excerpt import short_of_endless
from qa.terminal.harmless import one_line

_SECOND = 1000.0
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Headline:
    """The first line of an answer: its text, and what is put before it to be honest about it."""

    text: str
    hedge: str = ""


def is_found(answer: Answer) -> bool:
    """Return whether there is something to show as an answer, if only perhaps."""
    return answer.outcome is not Outcome.NOT_FOUND


def is_reworded(answer: Answer) -> bool:
    """Return whether something else was searched than what was typed."""
    return answer.searched.split() != answer.question.split()


def headline(answer: Answer, *, articles: int = 1) -> Headline:
    """Return the answer's first line; `articles` is how many articles were there to ask."""
    text = _text_of_answer(answer)
    if answer.outcome is Outcome.NOT_FOUND or not answer.passages:
        return Headline(
            "The article does not say." if articles == 1 else "The articles do not say."
        )
    if answer.outcome is Outcome.WEAK:
        if answer.answer is None:
            return Headline("Nothing says so outright; these passages come nearest.")
        return Headline(text, "Perhaps: ")
    return Headline(text)


def heading_of_nearest(count: int) -> str:
    """Return what stands above passages that are shown although they do not answer."""
    return "nearest passage:" if count == 1 else "nearest passages:"


def duration(milliseconds: float) -> str:
    """Return a time as a person reads it: `6 ms`, `1.3 s`, `2 min 5 s`."""
    seconds = milliseconds / _SECOND
    if seconds < 1:
        return f"{milliseconds:.0f} ms"
    if seconds < _MINUTE:
        return f"{seconds:.1f} s"
    return f"{seconds // _MINUTE:.0f} min {seconds % _MINUTE:.0f} s"


def counted(count: int, thing: str) -> str:
    """Return the count with its noun: `1 article`, `2,000 articles`."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def _text_of_answer(answer: Answer) -> str:
    if answer.answer is not None:
        return short_of_endless(one_line(answer.answer.text))
    if not answer.passages:
        return ""
    return short_of_endless(one_line(answer.passages[0].sentence.text))
