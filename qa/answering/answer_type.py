"""What a question asks for, as learnt, and whether a phrase may be that, by its form; for English.

What is learnt (`qa.training.question_types`) has the kind right in 0.89 of `guardian_dev` and 0.87
of `voa_natural`, the rules of `question_type` in 0.80 and 0.71. Knows neither articles nor names: a
person is what is written with a capital and is no date.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.answering.phrases import phrase_to_show, whole_phrase
from qa.answering.question_type import LONGER_KINDS, QuestionKind, asks_for_whole, question_kind
from qa.language.english import (
    CALENDAR_WORDS,
    MAGNITUDES,
    NUMBER_WORDS,
    QUESTION_WORDS,
    alternatives,
)
from qa.model import ShortAnswer
from qa.readers.protocol import FoundSpan
from qa.retrieval.protocol import CandidateText

WEIGHTS = Path(__file__).parent / "answer_type.npz"
# What the vector counts against the words, each of which counts 1.
VECTOR_GAIN = 4.0
# Not fitted: of each kind hardly one was right on the development sets.
WHOLE, OTHER_EVENT = -2.5, -1.2
# What a span of another type than the one asked for loses, in logits: from 3 to 6 alike, facts of
# guardian_dev are right in 0.70 instead of 0.65, and AUROC rises by 0.04 there and 0.02 on
# voa_natural; xquad_off stays as it is.
OTHER_TYPE = 4.0
# The logits of margin from which a phrase of so few words is shown as it is, although a statement
# or a reason is asked for: on xquad_off their F1 rises from 0.20 to 0.38, on voa_natural and
# guardian_dev it stays.
SURE, SHORT = 7.0, 4


class AskedType(StrEnum):
    """What is asked for: one of the types of fact, or a kind of answer."""

    AGE = "age"
    COUNT = "count"
    DATE = "date"
    DURATION = "duration"
    LIST = "list"
    MANNER = "manner"
    MONEY = "money"
    ORGANISATION = "organisation"
    PERCENTAGE = "percentage"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    STATEMENT = "statement"
    THING = "thing"
    TITLE = "title"
    YES_NO = "yesno"


# All other types want a span.
KINDS = {
    AskedType.LIST: QuestionKind.LIST,
    AskedType.MANNER: QuestionKind.HOW,
    AskedType.REASON: QuestionKind.WHY,
    AskedType.STATEMENT: QuestionKind.SAID,
    AskedType.YES_NO: QuestionKind.YES_NO,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of answer that a question wants, and what it asks for, None if unknown."""

    question: str
    kind: QuestionKind
    type: AskedType | None = None

    def may_be(self, phrase: str) -> bool:
        """Return whether the phrase has the form of what is asked for; no question word has."""
        if phrase.casefold() in QUESTION_WORDS:
            return False
        if self.kind is not QuestionKind.SPAN or self.type not in _FORMS:
            return True
        if self.type is AskedType.PERSON and _WHO_IS.search(self.question):
            return True  # a description answers that
        return _FORMS[self.type](phrase)

    def doubts(self, passage: str, span: FoundSpan) -> dict[str, float]:
        """Return what speaks against the span that was found, each with its log-odds.

        Only the whole article answers who is quoted; and a time in a clause such as "since Moscow
        invaded Ukraine in 2022" dates that alone, if it shares no word with the question.
        """
        found = {"asks for the whole article": WHOLE} if asks_for_whole(self.question) else {}
        opened = [match.start() for match in _TIME_CLAUSE.finditer(passage, 0, span.start)]
        if (
            self.type is AskedType.DATE
            and opened
            and not _END.search(passage, opened[-1], span.start)
        ):
            end = _END.search(passage, span.end)
            clause = passage[opened[-1] : end.start() if end else len(passage)]
            texts = (self.question.casefold(), clause.casefold())
            asked, dated = ({w[:5] for w in _LONG_WORD.findall(text)} for text in texts)
            if not asked & dated:
                found["dates something else"] = OTHER_EVENT
        return found

    def as_found(self, span: FoundSpan, passage: str) -> "Asked":
        """Return the same, for a phrase if that is what the reader is sure of."""
        words = len(passage[span.start : span.end].split())
        sure = span.margin >= SURE and words <= SHORT and self.kind in LONGER_KINDS
        return replace(self, kind=QuestionKind.SPAN) if sure else self


def asked_for(question: str, vector: NDArray[np.float32], encoder: str) -> Asked:
    """Return what the question asks for.

    `vector` is the question's, by the encoder whose weights have the SHA-256 `encoder`. With
    another than was learnt with, the kind is that of `question_kind` and the type unknown.
    """
    kind = question_kind(question)
    learnt = _learnt()
    if kind in {QuestionKind.REQUEST, QuestionKind.NOTHING} or encoder != learnt.encoder:
        return Asked(question, kind)
    rows = [learnt.rows[name] for name in features(question, kind) if name in learnt.rows]
    scores = learnt.intercept + vector @ learnt.of_vector + learnt.of_words[rows].sum(axis=0)
    asked = learnt.types[int(scores.argmax())]
    return Asked(question, KINDS.get(asked, QuestionKind.SPAN), asked)


def best_of_type(asked: Asked, passage: str, found: FoundSpan) -> FoundSpan:
    """Return the best span of a passage, where one of another type has to be much surer to win."""
    if asked.kind is not QuestionKind.SPAN or found.start == found.end:
        return found
    judged = []
    for span in (found, *found.others):
        phrase = slice(*whole_phrase(passage, span.start, span.end))
        fits = asked.may_be(passage[span.start : span.end]) or asked.may_be(passage[phrase])
        judged.append(span if fits else replace(span, margin=span.margin - OTHER_TYPE))
    return FoundSpan.best_of(judged)


def answer_at(
    asked: Asked,
    rank: int,
    text: CandidateText,
    found: tuple[int, int] | None,
    sentence: tuple[int, int],
) -> ShortAnswer:
    """Return what is shown of the passage of this rank for a span found in one of its sentences.

    Both are offsets in the passage; `found` is None if no span is in the sentence.
    """
    passage, start = text.passage.text, text.passage.start
    begin, end = sentence
    plain = None
    if text.readable is not None:
        from qa.answering.readable_span import span_to_show

        begin, end = span_to_show(text.readable, asked.kind, asked.question, found, sentence)
        plain = text.readable.part(begin, end)
    elif asked.kind is not QuestionKind.SPAN:
        from qa.answering.answer_span import answer_span

        begin, end = answer_span(asked.kind, asked.question, passage, found, sentence)
    elif found:
        begin, end = phrase_to_show(asked.question, passage, found, sentence)
    shown = passage[begin:end]
    return ShortAnswer(shown, rank, start + begin, start + end, plain if plain != shown else None)


def features(question: str, kind: QuestionKind) -> list[str]:
    """Return what is learnt from: words, pairs of them, the first ones, and the kind by rule."""
    words = _ASKED_WORD.findall(question.casefold().replace("’", "'"))
    made = [*words, *map(" ".join, pairwise(words)), f"kind {kind.value}"]
    made += [f"^{' '.join(words[:count])}" for count in (1, 2, 3)]
    return list(dict.fromkeys(made))


@dataclass(frozen=True, slots=True)
class _Learnt:
    """The weights of each type: of the features, of the vector, and its intercept."""

    encoder: str
    types: list[AskedType]
    rows: dict[str, int]
    of_words: NDArray[np.float32]
    of_vector: NDArray[np.float32]
    intercept: NDArray[np.float32]


@cache
def _learnt() -> _Learnt:
    with np.load(WEIGHTS) as held:
        names = str(held["features"]).split("\n")
        return _Learnt(
            encoder=str(held["encoder"]),
            types=[AskedType(name) for name in str(held["types"]).split("\n")],
            rows={name: row for row, name in enumerate(names)},
            of_words=held["of_words"].astype(np.float32),
            of_vector=held["of_vector"].astype(np.float32),
            intercept=held["intercept"],
        )


_ASKED_WORD = re.compile(r"[a-z']+|\d+")
_WHO_IS = re.compile(r"\bwho(?:['’]?s| is| are| was| were)\b", re.IGNORECASE)

_TIME_CLAUSE = re.compile(r"\b(?:since|when|after|before|until|while)\b(?=\s+[^\W\d])")
_END = re.compile(r"[,;:.!?—–]")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")

_CALENDAR = alternatives(sorted(CALENDAR_WORDS))
_YEAR = r"(?:1[5-9]|20)\d\ds?"
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z]\w")
_DATE_ALONE = re.compile(
    r"\W*(?:(?:on|in|by|since|last|next|early|late|mid|the|of|until)[\s-]+)*"
    rf"(?:\b(?:{_CALENDAR}|\d{{1,2}}(?:st|nd|rd|th)?|{_YEAR})\b\W*)+",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(
    r"\W*(?:[$€£¥₹]?\d[\d.,:]*\s*%?\W*)+(?:million|billion|percent|per cent|years?)?\W*"
)
_DATE = re.compile(
    rf"\b(?:{_YEAR}|{_CALENDAR}|tonight|tomorrow|spring|summer|autumn|winter|weekend|morning"
    r"|evening|noon|midnight|century|christmas|easter|ago|last|next|this|recent|earlier|later|now"
    r"|before|after|during|since|when|year|month|week|day|night|o'clock|[ap]\.?m)\b"
    r"|\d(?:st|nd|rd|th)\b|\d:\d\d",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"second|minute|hour|\bday|week|fortnight|month|year|decade|centur|night|evening|\bterms?\b"
    r"|generation|lifetime|until|since|through|forever",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"\d|\b(?:{alternatives([*NUMBER_WORDS, *MAGNITUDES])}|dozen|half|third|quarter|several|few"
    r"|couple|no|none|both|every|all|many|most|twice|double|\w+teen|\w+ty)s?\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[$€£¥₹]|\b(?:dollars?|cents?|euros?|pounds?|rupees?|yen|yuan|rou?bles?|francs?|pesos?|p|kr"
    r"|nothing|free)\b",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(
    r"%|\bper ?cent|\b(?:half|third|quarter|fifth|tenth|one in|in \w+|majority|percentage|out of"
    r"|two-thirds|three-quarters)\b|\d/\d",
    re.IGNORECASE,
)
_PLACE_PREPOSITION = re.compile(
    r"(?:in|at|on|from|near|outside|inside|under|behind|across)\b", re.IGNORECASE
)


def _is_no_number(phrase: str) -> bool:
    return not _DATE_ALONE.fullmatch(phrase) and not _NUMBER_ALONE.fullmatch(phrase)


def _is_name(phrase: str) -> bool:
    return bool(_CAPITAL.search(phrase)) and _is_no_number(phrase)


def _is_place(phrase: str) -> bool:
    there = _CAPITAL.search(phrase) or _PLACE_PREPOSITION.match(phrase)
    return bool(there) and _is_no_number(phrase)


def _is_age(phrase: str) -> bool:
    other = _MONEY.search(phrase) or _PERCENTAGE.search(phrase)
    return bool(_NUMBER.search(phrase)) and not other


def _is_count(phrase: str) -> bool:
    date = _DATE_ALONE.fullmatch(phrase) and _CAPITAL.search(phrase)
    return bool(_NUMBER.search(phrase)) and not date and not re.search(r"[$€£¥₹]", phrase)


# The form of each type that has one.
_FORMS = {
    AskedType.AGE: _is_age,
    AskedType.COUNT: _is_count,
    AskedType.DATE: lambda phrase: bool(_DATE.search(phrase)),
    AskedType.DURATION: lambda phrase: bool(_DURATION.search(phrase)),
    AskedType.MONEY: lambda phrase: bool(_MONEY.search(phrase)),
    AskedType.ORGANISATION: _is_name,
    AskedType.PERCENTAGE: lambda phrase: bool(_PERCENTAGE.search(phrase)),
    AskedType.PERSON: _is_name,
    AskedType.PLACE: _is_place,
    AskedType.TITLE: _is_no_number,
}
