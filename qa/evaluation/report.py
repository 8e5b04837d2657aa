"""Turns judgements into figures with names and meanings, and into lines that can be compared.

Defines over which questions each figure is taken. Prints nothing.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.evaluation.figures import (
    auroc,
    expected_calibration_error,
    false_answers_while,
    mean,
    mean_reciprocal_rank,
    recall_at,
)
from qa.evaluation.judgement import Judgement

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` is None where the set does not allow it; `over` counts what it is over.

    `unit` is `share` for what lies between 0 and 1.
    """

    name: str
    value: float | None
    over: int
    meaning: str
    unit: Literal["share", "words", "per second"] = "share"


@dataclass(frozen=True, slots=True)
class EvalReport:
    """The figures of one question set with one encoder, and again by type where it has types."""

    name: str
    encoder: str
    questions: int
    unanswerable: int
    figures: tuple[Figure, ...]
    types: tuple[tuple[str, tuple[Figure, ...]], ...] = ()

    def rows(self) -> tuple[Figure, ...]:
        """Return the figures in the order to print them."""
        return self.figures

    def value(self, name: str) -> float | None:
        """Return the value of the figure called `name`; KeyError if there is no such figure."""
        return {figure.name: figure.value for figure in self.figures}[name]

    def to_json(self) -> dict[str, object]:
        """Return the report as an object of plain values, figures by name."""
        return {
            "schema": SCHEMA,
            "set": self.name,
            "encoder": self.encoder,
            "questions": self.questions,
            "unanswerable": self.unanswerable,
            "figures": _by_name(self.figures),
        } | ({"types": {name: _by_name(own) for name, own in self.types}} if self.types else {})


def _by_name(figures: Iterable[Figure]) -> dict[str, object]:
    return {
        figure.name: {
            "value": figure.value,
            "over": figure.over,
            "unit": figure.unit,
            "meaning": figure.meaning,
        }
        for figure in figures
    }


def quality_figures(judged: Sequence[Judgement]) -> tuple[Figure, ...]:
    """Return all figures that follow from the judgements alone."""
    figures = [*_retrieval_figures(judged), *_answer_figures(judged), *_confidence_figures(judged)]
    if any(j.question.type for j in judged):
        figures += _typed_figures(judged)
    return tuple(figures)


def figures_by_type(
    judged: Sequence[Judgement],
) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    """Return the figures that have a value for each type of question, in the set's order."""
    types = dict.fromkeys(j.question.type for j in judged if j.question.type)
    return tuple(
        (name, tuple(f for f in quality_figures(own) if f.value is not None))
        for name in types
        for own in [[j for j in judged if j.question.type == name]]
    )


def _share(
    name: str,
    meaning: str,
    over: Sequence[Judgement],
    value: Callable[[Judgement], float | None],
) -> Figure:
    """Return the mean of `value` over those judgements where it is not None."""
    values = [number for number in map(value, over) if number is not None]
    return Figure(name, mean(values), len(values), meaning)


def _retrieval_figures(judged: Sequence[Judgement]) -> Iterable[Figure]:
    answerable = [j for j in judged if j.question.answerable]
    ranks = [j.first_rank for j in answerable]
    for cutoff in (1, 3, 5):
        place = "first" if cutoff == 1 else f"among the first {cutoff}"
        meaning = f"answerable: a passage that answers stands {place}"
        yield Figure(f"R@{cutoff}", recall_at(cutoff, ranks), len(ranks), meaning)
    meaning = "answerable: mean of 1 / rank of the first passage that answers"
    yield Figure("MRR@10", mean_reciprocal_rank(10, ranks), len(ranks), meaning)
    meaning = "answerable: the answer is met within the first 100 words shown"
    yield _share("W@100", meaning, answerable, lambda j: j.soon)
    meaning = "answerable, place known: the lit sentence of the first passage answers"
    yield _share("sentence@1", meaning, answerable, lambda j: j.sentence)


def _answer_figures(judged: Sequence[Judgement]) -> Iterable[Figure]:
    short = [j for j in judged if j.exact is not None]
    answerable = [j for j in short if j.question.answerable]
    # Without one short answer in the set, a program that never answers would score full marks.
    both = short if answerable else []
    yield _share("EM", "the short answer, or none, is right to the letter", both, lambda j: j.exact)
    yield _share("F1", "the short answer, or none, is right by its words", both, lambda j: j.f1)
    meaning = "answerable: the short answer is right to the letter"
    yield _share("EM answerable", meaning, answerable, lambda j: j.exact)
    meaning = "answerable: the short answer is right by its words"
    yield _share("F1 answerable", meaning, answerable, lambda j: j.f1)


def _typed_figures(judged: Sequence[Judgement]) -> Iterable[Figure]:
    """Yield what is asked of one type of answerable question alone."""

    def of(*types: str) -> list[Judgement]:
        return [j for j in judged if j.question.answerable and j.question.type in types]

    facts = of("factoid")
    meaning = "facts: the answer or an alternative is right by at least half of its words"
    yield _share("right shown", meaning, facts, lambda j: j.shown)
    meaning = "said, why: the answer covers half of an answer span, in at most three sentences"
    yield _share("said right", meaning, of("said", "why"), lambda j: j.covered)
    meaning = "yes/no: yes or no is said, and right"
    yield _share("yes/no right", meaning, of("yesno"), lambda j: j.decided)
    meaning = "lists: share of the evidence sentences that the answer's items touch"
    yield _share("list recall", meaning, of("list"), lambda j: j.listed)


def _confidence_figures(judged: Sequence[Judgement]) -> Iterable[Figure]:
    answerable = [j for j in judged if j.question.answerable]
    unanswerable = [j for j in judged if not j.question.answerable]
    sure, unsure = ([j.answer.confidence for j in group] for group in (answerable, unanswerable))
    meaning = "confidence puts an answerable question above an unanswerable one"
    yield Figure("AUROC", auroc(sure, unsure), len(judged), meaning)
    yield _share("answered", "answerable: answered", answerable, lambda j: j.answered)
    meaning = "answered: the first passage answers"
    answered = [j for j in judged if j.answered]
    yield _share("right when answered", meaning, answered, lambda j: j.first_right)
    yield _share("false answers", "unanswerable: answered", unanswerable, lambda j: j.answered)
    for share in (0.85, 0.9):
        yield Figure(
            f"false answers at {share:.0%}",
            false_answers_while(share, sure, unsure),
            len(unanswerable),
            f"unanswerable: as sure as the surest {share:.0%} of the answerable",
        )
    error = expected_calibration_error(
        [j.answer.confidence for j in judged], [j.first_right for j in judged]
    )
    meaning = "how far confidence is from the share whose first passage answers; 0 is best"
    yield Figure("ECE", error, len(judged), meaning)


def result_line(judged: Judgement) -> str:
    """Return one question's result as a line of JSON, the same for the same result.

    Keys are sorted, scores are rounded to four places, and there are no times in it.
    """
    question, answer = judged.question, judged.answer
    short = answer.answer
    result = {
        "id": question.id,
        "question": question.text,
        "searched": answer.searched,
        "in": question.within,
        "conversation": question.conversation,
        "answerable": question.answerable,
        "accepted": list(question.answers),
        "outcome": answer.outcome.value,
        "confidence": round(answer.confidence, 4),
        "answer": short.text if short else None,
        "exact": judged.exact,
        "f1": None if judged.f1 is None else round(judged.f1, 4),
        "type": question.type,
        "kind": answer.kind.value,
        "polarity": answer.polarity,
        "items": [item.text for item in answer.items],
        "alternatives": [other.text for other in answer.alternatives],
        "covered": judged.covered,
        "decided": judged.decided,
        "listed": None if judged.listed is None else round(judged.listed, 4),
        "right_shown": judged.shown,
        "first_relevant": judged.first_rank,
        "within_100_words": judged.soon,
        "sentence_right": judged.sentence,
        "passages": [
            {
                "path": p.citation.path,
                "start": p.citation.char_start,
                "end": p.citation.char_end,
                "sentence": [p.sentence.char_start, p.sentence.char_end],
                "fused": round(p.scores.fused, 4),
            }
            for p in answer.passages
        ],
    }
    return json.dumps(result, ensure_ascii=False, sort_keys=True)
