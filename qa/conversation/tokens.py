"""English words as a question's grammar sees them: tokens, names, words that carry a subject.

Knows no question and no turn.
"""

import re
from dataclasses import dataclass

from qa.storage.fulltext import FUNCTION_WORDS

_WORD = re.compile(r"\w+(?:[.’'\-]\w+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"[’']s?$")

# Words that a conversation is made of, not its subject: "Tell me more", "Any other examples?",
# "Okay, and what happened?"
# fmt: off
_TALK = [
    "OK",
    "agreed", "alright", "amazing", "another", "anybody", "anyone", "anything", "anywhere",
    "aren't", "awesome", "besides", "bit", "can't", "certain", "cool", "couldn't", "deep",
    "describe", "detail", "details", "didn't", "doesn't", "don't", "elaborate", "else", "ever",
    "everyone", "everything", "exactly", "example", "examples", "expand", "explain", "give",
    "go", "going", "great", "hadn't", "happen", "happened", "happens", "hasn't", "haven't",
    "he's", "hello", "hey", "hi", "hmm", "how's", "i'd", "i'm", "i've", "incredible",
    "instead", "interesting", "isn't", "it's", "kind", "know", "later", "like", "list", "lot",
    "maybe", "mean", "meant", "much", "name", "names", "nice", "nobody", "oh", "ok", "okay",
    "one", "ones", "others", "please", "possible", "really", "right", "say", "says", "she's",
    "so", "somebody", "someone", "something", "somewhere", "sort", "specific", "specifically",
    "still", "sure", "talk", "tell", "thank", "thanks", "that's", "there's", "they're",
    "thing", "things", "think", "true", "type", "types", "want", "wasn't", "way", "ways",
    "well", "weren't", "what's", "when's", "where's", "who's", "why's", "woah", "won't",
    "wouldn't", "wow", "yeah", "yes",
]
# fmt: on
_EMPTY = frozenset(FUNCTION_WORDS) | frozenset(_TALK)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    `low` is it in lower case with a straight apostrophe; an abbreviation keeps its capitals.
    """

    text: str
    low: str
    start: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether the word says how a question is built and not what it is about."""
        return _POSSESSIVE.sub("", self.low) in _EMPTY or self.low in _EMPTY

    @property
    def is_capital(self) -> bool:
        """Whether it may be (part of) a name: it begins with a capital and carries a subject."""
        return self.text[0].isupper() and not self.is_empty


@dataclass(frozen=True, slots=True)
class Name:
    """Capitalised words in a row, without a possessive ending."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words in order; "India's" and "zero-sum" are one word each."""
    shouted = text.isupper()
    return [
        Word(m[0], _low(m[0], shouted=shouted), m.start(), m.end()) for m in _WORD.finditer(text)
    ]


def _low(word: str, *, shouted: bool) -> str:
    # The US is no "us", and the WHO no "who".
    if len(word) > 1 and word.isupper() and not shouted:
        return word
    return word.lower().replace("’", "'")


def names_in(text: str) -> list[Name]:
    """Return the names in order: "Harsh Pant", "BRICS"; the first word counts if it carries any.

    A possessive ends a name: "India's Prime Minister" holds two.
    """
    names: list[Name] = []
    row: list[Word] = []
    for word in [*words_of(text), None]:
        broken = row and (
            word is None
            or not word.is_capital
            or text[row[-1].end : word.start].strip() != ""
            or _POSSESSIVE.search(row[-1].text)
        )
        if broken:
            name = _POSSESSIVE.sub("", text[row[0].start : row[-1].end])
            names.append(Name(name, row[0].start, row[0].start + len(name)))
            row = []
        if word is not None and word.is_capital:
            row.append(word)
    return names


def content_of(text: str) -> list[Word]:
    """Return the words that carry a subject."""
    return [word for word in words_of(text) if not word.is_empty]
