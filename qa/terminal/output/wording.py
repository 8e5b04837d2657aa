"""The wording of answers, scores, counts and times: the same on a screen and in Markdown."""

import math
from dataclasses import dataclass

from qa.model import Answer, AnswerKind, FoundPassage, Outcome
from qa.terminal.output import theme
from qa.terminal.output.sanitize import one_line, shorten_long_words

_SEVERAL = 2
_OF_WHOLE = {AnswerKind.SUMMARY, AnswerKind.QUOTES, AnswerKind.PEOPLE, AnswerKind.TIMELINE}
_SECOND = 1000.0
_MINUTE = 60.0
_SCORES_HEADING = f"{'view':<10}{'score':>8}{'rank':>6}"


@dataclass(frozen=True, slots=True)
class Headline:
    """The first line of an answer: its text, and the words before it if it is uncertain."""

    text: str
    hedge: str = ""


def is_found(answer: Answer) -> bool:
    """Return whether there is an answer to show, even an uncertain one."""
    return answer.outcome is not Outcome.NOT_FOUND


def is_reworded(answer: Answer) -> bool:
    """Return whether the question that was searched differs from the one that was typed."""
    return answer.searched.split() != answer.question.split()


def asked_nothing(answer: Answer) -> bool:
    """Return whether the line was small talk, which no article can answer."""
    if answer.outcome is not Outcome.NOT_FOUND:
        return False
    from qa.answering.question_type import QuestionKind, question_kind

    return question_kind(answer.question) is QuestionKind.NOTHING


def headline(answer: Answer, *, articles: int = 1) -> Headline:
    """Return the answer's first line; `articles` is how many the index holds.

    Yes or no stands before the sentence that decides; where a phrase is uncertain, what it might be
    instead stands after it, each with the number of its passage.
    """
    text = _text_of_answer(answer)
    text = _said_by(answer, text) + text
    if asked_nothing(answer):
        subject = "the article says" if articles == 1 else "the articles say"
        return Headline(f"Ask anything that {subject}: who, what, when, where, why or how.")
    if answer.outcome is Outcome.NOT_FOUND or not answer.passages:
        subject = "The article does not say." if articles == 1 else "The articles do not say."
        return Headline(answer.reason or subject)
    if answer.outcome is Outcome.WEAK:
        if answer.answer is None:
            return Headline("Nothing says so outright; these passages come nearest.")
        if answer.alternatives and answer.kind is AnswerKind.FACT:
            places = (
                (text, answer.answer.passage),
                *((_cleaned(other.text), other.passage) for other in answer.alternatives),
            )
            *first, last = [f"{text} [{passage}]" for text, passage in places]
            return Headline(f"{', '.join(first)}, or {last}", "Perhaps: ")
        return Headline(text, "Perhaps: ")
    return Headline(f"{answer.polarity.capitalize()}: {text}" if answer.polarity else text)


def _said_by(answer: Answer, text: str) -> str:
    """Return who says what is answered, before it; "" if that is unknown or the text tells it."""
    speaker = answer.items[0].speaker if answer.items else None
    if answer.kind is not AnswerKind.STATEMENT or not speaker or speaker.split()[-1] in text:
        return ""
    return f"{_cleaned(speaker)}: "


def tells_of_whole(answer: Answer) -> bool:
    """Return whether an article as a whole is told of: nothing was searched for."""
    unsearched = any(not passage.ranks.dense for passage in answer.passages)
    return answer.kind in _OF_WHOLE or unsearched or bool(answer.reason)


def item_lines(answer: Answer) -> list[str]:
    """Return the items of a list, each with the number of its passage; none if it has one."""
    if not is_found(answer) or len(answer.items) < _SEVERAL:
        return []
    return [
        _cleaned(item.text) + (f" [{item.passage}]" if item.passage else "")
        for item in answer.items
    ]


def answering_ranks(answer: Answer) -> frozenset[int]:
    """Return the ranks of the passages that answer; the others shown are merely near."""
    if not is_found(answer):
        return frozenset()
    parts = (*answer.items, *answer.alternatives, *((answer.answer,) if answer.answer else ()))
    return frozenset({1, *(part.passage for part in parts if part.passage)})


def heading_of_nearest(count: int) -> str:
    """Return the heading of passages that are shown although they do not answer."""
    return "nearest passage:" if count == 1 else "nearest passages:"


def duration(milliseconds: float) -> str:
    """Return the time in words: `6 ms`, `1.3 s`, `2 min 5 s`."""
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
        return _cleaned(answer.answer.plain or answer.answer.text)
    return _cleaned(answer.passages[0].sentence.text) if answer.passages else ""


def _cleaned(text: str) -> str:
    return shorten_long_words(one_line(text))


def score_lines(passage: FoundPassage) -> list[str]:
    """Return a small table of each view's score and rank; each score is on its own scale."""
    scores, ranks = passage.scores, passage.ranks
    return [
        _SCORES_HEADING,
        _score("dense", scores.dense, ranks.dense),
        _score("sentence", scores.sentence, ranks.sentence),
        _score("bm25", scores.bm25, ranks.bm25),
        _score("fused", scores.fused, passage.rank),
    ]


def score_line(passage: FoundPassage) -> str:
    """Return each view's score on one line, under its own name."""
    scores = passage.scores
    views = {
        "dense": scores.dense,
        "sentence": scores.sentence,
        "bm25": scores.bm25,
        "fused": scores.fused,
    }
    return theme.SEPARATOR.join(f"{view} {score:.3f}" for view, score in views.items())


def evidence_lines(answer: Answer) -> list[str]:
    """Return what was asked for, and each piece of evidence with its share in the confidence."""
    asked = f", {answer.asked}" if answer.asked else ""
    lines = [f"asked for: {answer.kind.value}{asked}"]
    if tells_of_whole(answer):
        return [*lines, "marked in the articles when they were indexed: facts, none is estimated"]
    lines += [f"confidence {answer.confidence:.2f} comes from (log-odds)"]
    lines += [f"  {share:>+7.2f}  {one_line(name)}" for name, share in answer.explanation]
    total = math.fsum(share for _, share in answer.explanation)
    return [*lines, f"  {total:>+7.2f}  in all"]


def _score(view: str, score: float, rank: int) -> str:
    return f"{view:<10}{score:>8.3f}{rank:>6}"
