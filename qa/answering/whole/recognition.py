"""Whether a question asks for the article as a whole, and what of it; pure, for English."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from qa.answering.spelling import edit_distance, is_near, most_slips
from qa.answering.whole import framing, wordings
from qa.answering.whole.spoken import SPOKEN
from qa.language.english import FUNCTION_WORDS
from qa.model import AnswerKind

# What is longer asks for something besides.
_MOST_WORDS = 30


class Topic(StrEnum):
    """What of an article is asked for."""

    SUMMARY = "summary"
    QUOTES = "quotes"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"
    PLACES = "places"
    TIMELINE = "timeline"
    NUMBERS = "numbers"

    @property
    def kind(self) -> AnswerKind:
        """What kind of answer it gets."""
        return _KINDS.get(self, AnswerKind.LIST)


_KINDS = {
    Topic.SUMMARY: AnswerKind.SUMMARY,
    Topic.QUOTES: AnswerKind.QUOTES,
    Topic.PEOPLE: AnswerKind.PEOPLE,
    Topic.TIMELINE: AnswerKind.TIMELINE,
}


@dataclass(frozen=True, slots=True)
class WholeQuestion:
    """What is asked for; `speaker` is whose quotations, as it was typed, None for everybody's.

    Whether anybody of that name is quoted, the article alone tells.
    """

    topic: Topic
    speaker: str | None = None


def recognise(question: str) -> WholeQuestion | None:
    """Return what the question asks for, None if it asks for a fact or for anything else."""
    words = _words(question)
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    text = _spelt_out(words)
    for tried in dict.fromkeys((text, _spelt_out([_nearest(word) for word in text.split()]))):
        for core in map(_with_article, _cores(tried)):
            for topic, (hint, _) in _ASKING.items():
                if hint.search(core) and _asking(topic).fullmatch(core):
                    return WholeQuestion(topic)
    for core in _cores(text) if _SPEECH.search(text) else ():
        for pattern in _spoken():
            if found := pattern.fullmatch(core):
                return WholeQuestion(Topic.QUOTES, found["speaker"])
    return None


_APOSTROPHES = (
    (re.compile(r"\b(what|who|where|when|that|it|here|there|how)'s\b"), r"\1 is"),
    (re.compile(r"\b(what|who|where)'re\b"), r"\1 are"),
    (re.compile(r"\bi'd\b"), "i would"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"(?<=s)'(?!\w)"), " s"),
    (re.compile(r"tl[;:,. ]+dr\b"), "tldr"),
)
_WORD = re.compile(r"[^\W_]+(?:\.(?=\w))?(?:[^\W_]+\.?)*")


def _words(question: str) -> list[str]:
    text = question.casefold().replace("’", "'")
    for pattern, spelt in _APOSTROPHES:
        text = pattern.sub(spelt, text)
    return [word.rstrip(".") for word in _WORD.findall(text)]


def _spelt_out(words: list[str]) -> str:
    """Return the words as one text, each abbreviation and pair of words as it is meant."""
    known = framing.SPELT_OUT
    text = " ".join(known.get(word, word) for word in words)
    for typed, meant in known.items():
        if " " in typed:
            text = re.sub(rf"\b{typed}\b", meant, text)
    return text


_NEVER_MISSPELT = frozenset(FUNCTION_WORDS) | framing.WORDS


@cache
def _nearest(word: str) -> str:
    """Return the word of these questions that was probably meant, the same if there is none."""
    most = most_slips(word)
    if not most or word in _NEVER_MISSPELT:
        return word
    near = [known for known in framing.WORDS if is_near(word, known, most)]
    return min(near, key=lambda known: (edit_distance(word, known, most), known), default=word)


def _cores(text: str) -> list[str]:
    """Return the text, and what is left where what introduces or follows it is taken off."""
    cores = [text]
    while (shorter := framing.BEFORE.sub("", cores[-1], count=1)) != cores[-1]:
        cores.append(shorter)
    for core in list(cores):
        left = core
        while (shorter := framing.AFTER.sub("", left)) != left:
            cores.append(left := shorter)
    return [core for core in dict.fromkeys(cores) if core]


_SPEECH = re.compile("s(?:ay|aid)|quot|cit|statements|comments|remarks|words")


def _with_article(core: str) -> str:
    """Return the text with a sign for what stands for the article, and for all of it."""
    for stands, meant in wordings.MEANT:
        core = stands.sub(meant, core)
    return core


# What asks for each, in the order in which they are tried, and a word that all of it has.
_ASKING = {
    Topic.NUMBERS: (re.compile(r"numb|numer|figur|statist|amount|quantit|sums"), wordings.NUMBERS),
    Topic.TIMELINE: (
        re.compile(r"timeline|chrono|when|order|events|everything|dates|times|days|years"),
        wordings.TIMELINE,
    ),
    Topic.PLACES: (
        re.compile(r"place|countr|cit|locat|nation|town|state|region|areas|where"),
        wordings.PLACES,
    ),
    Topic.ORGANISATIONS: (
        re.compile(r"organi|compan|firms|instit|agenc|group|business|corporat|bodies|part|brands"),
        wordings.ORGANISATIONS,
    ),
    Topic.QUOTES: (
        re.compile(r"quot|cit|interview|say|said|spe?a|spoke|talk|statements|heard"),
        wordings.QUOTES,
    ),
    Topic.PEOPLE: (
        re.compile(r"who|people|person|individual|men|name|cast|charact|player|protag|every"),
        wordings.PEOPLE,
    ),
    Topic.SUMMARY: (re.compile(""), wordings.SUMMARY),
}


@cache
def _asking(topic: Topic) -> re.Pattern[str]:
    """Return what asks for this, compiled once it is needed: it takes milliseconds."""
    return re.compile("|".join(_ASKING[topic][1]))


@cache
def _spoken() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, SPOKEN))
