"""Groups the passages that are read for one question in a step of training; no tokens yet.

A group is one question with a passage that answers it and passages that do not: other parts of
the same text, and the part of another text that a word search ranks near the right one.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import bm25s

from qa.training.invention import answerable_questions, near_miss
from qa.training.material import CharRange, LabelledQuestion, Material, targets
from qa.training.passages import cut_passages, sentence_before, sentences_of

REPEATS = {
    "squadshifts_reddit": 0.8,
    "squadshifts_amazon_reviews": 0.7,
    "squadshifts_newwiki": 2.0,
    "squad2_devhalf": 2.0,
    "fairytaleqa_val": 2.0,
}
"""How often a question is asked in one pass. Edited prose is nearest to news, and the questions
of SQuAD 2.0 that only look answerable are the only ones of their kind."""

_SINGLE = ("squadshifts_reddit", "squadshifts_amazon_reviews")
_CONFUSED = 6
_LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class LabelledReading:
    """A question, context that may be read but not answered from, and a passage.

    `answers` are offsets in the passage; empty if it does not answer. With `in_part` any part of
    one may be found: only the sentence is known.
    """

    question: str
    before: str
    passage: str
    answers: tuple[CharRange, ...]
    in_part: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Readings of one question, whose scores are to compare with one another."""

    readings: tuple[LabelledReading, ...]


class Groups:
    """An endless, seeded stream of groups over the material."""

    def __init__(self, material: Material, seed: int) -> None:
        """Index the texts by words."""
        self._material = material
        self._seed = seed
        self._questions = material.questions + answerable_questions(material)
        self._related: dict[str, list[int]] = {}
        for number in material.texts:
            self._related.setdefault(self._domain(number), []).append(number)
        self._confused = self._search()

    def stream(self, skip: int = 0) -> Iterator[Group]:
        """Yield groups without end, from the one after `skip`; the same ones for a seed."""
        count, passed = 0, 0
        while True:
            for place, index in enumerate(self._order(passed)):
                count += 1
                if count > skip:
                    rng = random.Random(f"{self._seed} {passed} {place}")  # noqa: S311
                    yield self.group(self._questions[index], rng, invent=True)
            passed += 1

    def group(
        self, question: LabelledQuestion, rng: random.Random, *, invent: bool = False
    ) -> Group:
        """Return one group for the question; with `invent`, now and then a made-up near miss."""
        source = self._material.texts[question.text]
        spans = targets(source.text, question.spans)
        parts = cut_passages(source.text, rng, 0.1 if source.source in _SINGLE else 0.3, spans)
        right = [p for p in parts if any(s.within(p) for s in spans)]
        if not right:
            parts = tuple(sorted(parts, key=lambda p: -_overlap(question.question, source.text, p)))
            readings = [self._read(question, question.text, p, (), rng) for p in parts[:2]]
            return Group(tuple(readings[: 1 + (rng.random() < 0.5)]))  # noqa: PLR2004
        passage = rng.choice(right)
        if invent and rng.random() < 0.1:  # noqa: PLR2004
            missed = self._near_miss(question, source.text[passage.start : passage.end], rng)
            if missed is not None:
                return Group((self._read(missed, question.text, passage, (), rng),))
        readings = [self._read(question, question.text, passage, spans, rng)]
        answers = {source.text[s.start : s.end].casefold() for s in (*spans, *question.spans)}
        wrong = [p for p in parts if not holds(source.text[p.start : p.end], answers)]
        wrong = [p for p in wrong if p.end - p.start > 5 * _LEAST_WORDS]
        if wrong:
            follower = [p for p in wrong if p.start >= passage.end][:1]
            hardest = max(wrong, key=lambda p: _overlap(question.question, source.text, p))
            chosen = follower[0] if follower and rng.random() < 0.4 else hardest  # noqa: PLR2004
            readings.append(self._read(question, question.text, chosen, (), rng))
        if not wrong or rng.random() < 0.5:  # noqa: PLR2004
            readings += self._elsewhere(question, answers, rng)
        return Group(tuple(readings))

    def _elsewhere(
        self, question: LabelledQuestion, answers: set[str], rng: random.Random
    ) -> list[LabelledReading]:
        numbers = [
            n
            for n in self._confused.get((question.text, question.question), ())
            if n != question.text and not holds(self._material.texts[n].text, answers)
        ]
        if not numbers:
            return []
        number = rng.choice(numbers)
        text = self._material.texts[number]
        parts = cut_passages(text.text, rng, 0.1 if text.source in _SINGLE else 0.3)
        hardest = max(parts, key=lambda p: _overlap(question.question, text.text, p))
        return [self._read(question, number, hardest, (), rng)]

    def _read(
        self,
        question: LabelledQuestion | str,
        number: int,
        part: CharRange,
        spans: tuple[CharRange, ...],
        rng: random.Random,
    ) -> LabelledReading:
        text = self._material.texts[number]
        before: list[str] = []
        if rng.random() < 0.25:  # noqa: PLR2004
            lead = sentences_of(text.text)[0]
            if text.source not in _SINGLE:
                before.append(text.document.replace("_", " ").replace("-", " ") + ".")
            elif lead.end <= part.start:
                before.append(" ".join(text.text[lead.start : lead.end].split()[:25]))
        if rng.random() < 0.5:  # noqa: PLR2004
            before.append(sentence_before(text.text, part.start))
        return LabelledReading(
            question if isinstance(question, str) else question.question,
            " ".join(before).strip(),
            text.text[part.start : part.end],
            tuple(
                CharRange(s.start - part.start, s.end - part.start) for s in spans if s.within(part)
            ),
        )

    def _near_miss(
        self, question: LabelledQuestion, passage: str, rng: random.Random
    ) -> str | None:
        other = rng.choice(self._related[self._domain(question.text)])
        return near_miss(question.question, passage, self._material.texts[other].text, rng)

    def _order(self, passed: int) -> list[int]:
        rng = random.Random(f"{self._seed} {passed}")  # noqa: S311
        order: list[int] = []
        for index, question in enumerate(self._questions):
            wanted = REPEATS.get(self._material.texts[question.text].source, 1.0)
            order += [index] * (int(wanted) + (rng.random() < wanted % 1))
        rng.shuffle(order)
        return order

    def _domain(self, number: int) -> str:
        text = self._material.texts[number]
        return text.source if text.source in _SINGLE else text.document

    def _search(self) -> dict[tuple[int, str], tuple[int, ...]]:
        found: dict[tuple[int, str], tuple[int, ...]] = {}
        asked: dict[str, list[LabelledQuestion]] = {}
        for question in self._questions:
            asked.setdefault(self._domain(question.text), []).append(question)
        for domain, numbers in self._related.items():
            questions = asked.get(domain, [])
            if len(numbers) < 2 or not questions:  # noqa: PLR2004
                continue
            words = [self._material.texts[n].text for n in numbers]
            index = bm25s.BM25()
            index.index(_tokens(words), show_progress=False)
            hits, _ = index.retrieve(
                _tokens([q.question for q in questions]),
                k=min(_CONFUSED, len(numbers)),
                show_progress=False,
            )
            for question, row in zip(questions, hits, strict=True):
                found[question.text, question.question] = tuple(numbers[i] for i in row)
        return found


def _tokens(texts: list[str]) -> list[list[str]]:
    tokens: list[list[str]] = bm25s.tokenize(
        texts, stopwords="en", return_ids=False, show_progress=False
    )
    return tokens


def holds(passage: str, answers: set[str]) -> bool:
    """Return whether the passage holds one of the answers, in lower case, as whole words."""
    lowered = passage.casefold()
    return any(re.search(rf"(?<!\w){re.escape(a)}(?!\w)", lowered) for a in answers if a)


def _overlap(question: str, text: str, part: CharRange) -> int:
    words = {w for w in re.findall(r"\w+", question.casefold()) if len(w) > 3}  # noqa: PLR2004
    return len(words & set(re.findall(r"\w+", text[part.start : part.end].casefold())))
