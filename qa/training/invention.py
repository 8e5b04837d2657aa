"""Invents questions from the training texts alone: few and clean, of kinds that news readers ask.

Answerable: what an abbreviation stands for, and who somebody is. Unanswerable: a real question
with its number, its name or its direction exchanged, so that the passage nearly answers it.
"""

import random
import re
from collections.abc import Iterator

from qa.training.material import CharRange, LabelledQuestion, Material

_ABBREVIATED = re.compile(
    r"((?:[A-Z][\w’'-]+[ -])(?:(?:[A-Z][\w’'-]+|of|for|the|and|on|in|to|de)[ -]){0,6})"
    r"\(([A-Z]{2,6})\)"
)
_PERSON = r"(?:[A-Z][a-z]+|[A-Z]\.)(?: (?:[A-Z]\.|[A-Z][a-z]+)){1,2}"
_ROLE = (
    r"(?:president|minister|general|king|queen|governor|professor|director|secretary|leader|"
    r"author|writer|engineer|inventor|historian|philosopher|economist|scientist|physicist|"
    r"chemist|biologist|mathematician|explorer|composer|architect|lawyer|judge|chairman|"
    r"founder|coach|player|critic|poet|priest|bishop|spokesperson|commander|son|daughter)"
)
_APPOSITION = re.compile(
    rf"\b({_PERSON}), (?:an?|the) ((?:[\w-]+ ){{0,4}}{_ROLE}\b[^,.;:()]{{0,60}}),"
)
_TITLED = re.compile(rf"\b((?:[A-Z][a-z]+ )?{_ROLE}) ({_PERSON})\b")
_LINKS = frozenset(("of", "for", "the", "and", "on", "in", "to", "de"))
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*\b")
_PAIRS = (
    "first last,before after,largest smallest,highest lowest,most least,more less,"
    "increase decrease,increased decreased,oldest youngest,earliest latest,best worst,"
    "north south,east west,northern southern,eastern western,longest shortest,higher lower,"
    "larger smaller,begin end,began ended,won lost,gain lose,gained lost,accept reject,"
    "accepted rejected,buy sell,bought sold,always never,inside outside,men women,"
    "positive negative,strong weak,rise fall,rose fell"
)
_OPPOSITES = {
    word: other for pair in _PAIRS.split(",") for word, other in (pair.split(), pair.split()[::-1])
}


def answerable_questions(material: Material) -> tuple[LabelledQuestion, ...]:
    """Return questions made from patterns that give their answer away."""
    made: list[LabelledQuestion] = []
    for number, text in material.texts.items():
        made += _about_abbreviations(number, text.text)
        if text.source not in ("squadshifts_reddit", "squadshifts_amazon_reviews"):
            made += _about_people(number, text.text)
    return tuple(made)


def near_miss(question: str, passage: str, elsewhere: str, rng: random.Random) -> str | None:
    """Return the question with one detail exchanged, or None where nothing can be exchanged.

    Args:
        question: one that the passage answers.
        passage: where the answer is.
        elsewhere: a text of the same kind, from which other numbers and names are taken.
        rng: decides among several ways.

    """
    ways = [
        *_exchanged(_NUMBER, question, passage, elsewhere, rng),
        *_exchanged(_NAME, question, passage, elsewhere, rng),
        *_turned(question),
    ]
    return rng.choice(ways) if ways else None


def _about_abbreviations(number: int, text: str) -> Iterator[LabelledQuestion]:
    for match in _ABBREVIATED.finditer(text):
        short, words = match[2], list(re.finditer(r"[\w’']+", match[1]))
        for first in range(len(words)):
            initials = "".join(w[0][0] for w in words[first:] if w[0] not in _LINKS)
            if initials.upper() == short and words[first][0] not in _LINKS:
                start = match.start(1) + words[first].start()
                name = CharRange(start, match.start(1) + words[-1].end())
                yield LabelledQuestion(number, f"What does {short} stand for?", (name,))
                yield LabelledQuestion(number, f"What is the full name of {short}?", (name,))
                asked = f"What is the abbreviation of {text[name.start : name.end]}?"
                yield LabelledQuestion(number, asked, (CharRange(*match.span(2)),))
                break


def _about_people(number: int, text: str) -> Iterator[LabelledQuestion]:
    for pattern, name, what in ((_APPOSITION, 1, 2), (_TITLED, 2, 1)):
        for match in pattern.finditer(text):
            person, span = match[name], (CharRange(*match.span(what)),)
            yield LabelledQuestion(number, f"Who is {person}?", span)
            yield LabelledQuestion(number, f"Who is {person.split()[-1]}?", span)


def _exchanged(
    pattern: re.Pattern[str], question: str, passage: str, elsewhere: str, rng: random.Random
) -> Iterator[str]:
    others = [found for found in pattern.findall(elsewhere) if found not in passage]
    for match in pattern.finditer(question):
        alike = [o for o in others if len(o) == len(match[0]) or pattern is _NAME]
        if match[0] in passage and alike:
            yield question[: match.start()] + rng.choice(alike) + question[match.end() :]


def _turned(question: str) -> Iterator[str]:
    for match in re.finditer(r"[a-z]+", question):
        if match[0] in _OPPOSITES:
            yield question[: match.start()] + _OPPOSITES[match[0]] + question[match.end() :]
