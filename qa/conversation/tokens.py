"""English words as the rules of a conversation see them: tokens, names, content words.

Works on any text; knows no question and no turn.
"""

import re
from dataclasses import dataclass

from qa.language.english import CONVERSATIONAL_WORDS, FUNCTION_WORDS

_WORD = re.compile(r"\w+(?:[.’'\-]\w+)*", re.UNICODE)
_POSSESSIVE = re.compile(r"[’']s?$")

_NO_SUBJECT = frozenset(FUNCTION_WORDS) | CONVERSATIONAL_WORDS


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
    def is_function_word(self) -> bool:
        """Whether the word belongs to the form of a question or a talk, not to its subject."""
        return _POSSESSIVE.sub("", self.low) in _NO_SUBJECT or self.low in _NO_SUBJECT

    @property
    def is_name_part(self) -> bool:
        """Whether it may be (part of) a name: a content word that begins with a capital."""
        return self.text[0].isupper() and not self.is_function_word


@dataclass(frozen=True, slots=True)
class Name:
    """Capitalised words in a row, without a possessive ending."""

    text: str
    start: int
    end: int


def split_words(text: str) -> list[Word]:
    """Return the words in order; "India's" and "zero-sum" are one word each."""
    all_capitals = text.isupper()
    return [
        Word(m[0], _lower(m[0], keep_capitals=not all_capitals), m.start(), m.end())
        for m in _WORD.finditer(text)
    ]


def _lower(word: str, *, keep_capitals: bool) -> str:
    # The US is no "us", and the WHO no "who".
    if len(word) > 1 and word.isupper() and keep_capitals:
        return word
    return word.lower().replace("’", "'")


def find_names(text: str) -> list[Name]:
    """Return the names in order: "Harsh Pant", "BRICS"; a function word is none.

    A possessive ends a name: "India's Prime Minister" holds two.
    """
    names: list[Name] = []
    row: list[Word] = []
    for word in [*split_words(text), None]:
        ends = row and (
            word is None
            or not word.is_name_part
            or text[row[-1].end : word.start].strip() != ""
            or _POSSESSIVE.search(row[-1].text)
        )
        if ends:
            name = _POSSESSIVE.sub("", text[row[0].start : row[-1].end])
            names.append(Name(name, row[0].start, row[0].start + len(name)))
            row = []
        if word is not None and word.is_name_part:
            row.append(word)
    return names


def content_words(text: str) -> list[Word]:
    """Return the words that say what the text is about: all but function words."""
    return [word for word in split_words(text) if not word.is_function_word]
