"""Questions that articles answer, made of their marks and checked by asking them; pure otherwise.

A question is a template over a person with a role, somebody who is quoted, or a year. Where its
answer has to stand is known, so that a wrong one is not offered.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from qa.annotations.values import Annotations, Mark
from qa.model import Answer, Outcome

OFFERED = 3
"""Questions offered, at most."""
MOST_ASKED = 9
"""Questions asked to find them, at most."""

# What a question about a name needs to be told from another: two words, none of them a number.
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}")
_LONGEST = 60
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_YEAR_LENGTH = 4
# Quotations that are worth asking for.
_LEAST_QUOTED = 2

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """An article by its path, its text and its marks."""

    path: str
    text: str
    marks: Annotations


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, and where in which article its answer has to stand; any of these will do."""

    question: str
    path: str
    places: tuple[Mark, ...]


def find_suggestions(
    articles: Sequence[MarkedText], ask: Ask, wanted: Callable[[], bool] = lambda: True
) -> tuple[str, ...]:
    """Return up to OFFERED questions that `ask` answers rightly; ends early if not `wanted`."""
    found: list[str] = []
    for candidate in islice(candidates(articles), MOST_ASKED):
        if len(found) == OFFERED or not wanted():
            break
        if answers(candidate, ask(candidate.question)):
            found.append(candidate.question)
    return tuple(found)


def answers(candidate: Candidate, answer: Answer) -> bool:
    """Return whether the answer is sure, and stands where it has to."""
    if answer.outcome is not Outcome.ANSWERED or answer.answer is None:
        return False
    first = answer.passages[answer.answer.passage - 1]
    low = min(answer.answer.char_start, first.sentence.char_start)
    high = max(answer.answer.char_end, first.sentence.char_end)
    return first.citation.path == candidate.path and any(
        place.start < high and low < place.end for place in candidate.places
    )


def candidates(articles: Sequence[MarkedText]) -> Iterator[Candidate]:
    """Yield questions, one of each kind after the other, from each article in turn."""
    kinds = [_in_turn([maker(article) for article in articles]) for maker in _MAKERS]
    seen: set[str] = set()
    for candidate in _in_turn(kinds):
        if candidate.question not in seen and len(candidate.question) <= _LONGEST:
            seen.add(candidate.question)
            yield candidate


def _in_turn(streams: Sequence[Iterable[Candidate]]) -> Iterator[Candidate]:
    for row in zip_longest(*streams):
        yield from (candidate for candidate in row if candidate is not None)


def _who(article: MarkedText) -> Iterator[Candidate]:
    """Ask who somebody is whose role is told; who is named most comes first."""
    people = sorted(article.marks.people, key=lambda person: -len(person.mentions))
    for person in people:
        if person.role and _NAME.fullmatch(person.name):
            yield Candidate(f"Who is {person.name}?", article.path, (person.role,))


def _says(article: MarkedText) -> Iterator[Candidate]:
    """Ask what somebody says who is quoted more than once."""
    said: dict[str, list[Mark]] = {}
    for quotation in article.marks.quotations:
        if quotation.speaker and quotation.sure and _NAME.fullmatch(quotation.speaker):
            said.setdefault(quotation.speaker, []).append(quotation.sentence)
    for speaker in sorted(said, key=lambda name: -len(said[name])):
        if len(said[speaker]) >= _LEAST_QUOTED:
            yield Candidate(f"What does {speaker} say?", article.path, tuple(said[speaker]))


def _happened(article: MarkedText) -> Iterator[Candidate]:
    """Ask what happened in a year that is written in the text, and only once."""
    years: dict[str, list[Mark]] = {}
    for date in article.marks.dates:
        written = article.text[date.start : date.end]
        if date.date and len(date.date) == _YEAR_LENGTH and _YEAR.search(written):
            years.setdefault(date.date, []).append(Mark(date.start, date.end))
    for year, marks in years.items():
        if len(marks) == 1:
            yield Candidate(f"What happened in {year}?", article.path, tuple(marks))


_MAKERS = (_who, _says, _happened)
