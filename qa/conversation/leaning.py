"""Does a question lean on the turn before it, and by which word; pure, and by words alone.

A question leans that says so: by a pronoun that nothing in it explains, by a connective at its
start, by "the other" and "another", or by having no subject at all. Whoever changes the subject
names the new one, so a question with a subject and without such a word is left alone.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from qa.conversation.words import Word, content_of, names_in, words_of


class Lean(StrEnum):
    """Why a question leans, or that it does not."""

    NONE = "stands alone"
    BARE = "has no subject"
    CONNECTIVE = "continues"
    PRONOUN = "has a pronoun"
    OTHER = "points back"
    SHORT = "is short"


@dataclass(frozen=True, slots=True)
class Leaning:
    """Why a question leans; `words` are the words that do, for PRONOUN and OTHER."""

    why: Lean
    words: tuple[Word, ...] = ()

    def __bool__(self) -> bool:
        """Return whether it leans at all."""
        return self.why is not Lean.NONE

    @property
    def surely(self) -> bool:
        """Whether it says so itself; a SHORT one may as well open a new subject."""
        return self.why not in {Lean.NONE, Lean.SHORT}


_CONNECTIVE = re.compile(
    r"(?:and|but|or|nor|also|plus)\b(?!\s*/)|(?:ok(?:ay)?\W+|so\W+)?(?:what|how)\s+about\b",
    re.IGNORECASE,
)
_PERSON = {"he", "she", "him", "her", "his", "hers", "himself", "herself", "he's", "she's"}
_THINGS = {"it", "they", "them", "its", "their", "theirs", "itself", "themselves", "they're"}
_THINGS |= {"it's", "it'll", "they've", "they'd", "they'll"}
# A name before one of these in the same question is what it stands for: "On whose terms does India
# run its foreign policy?" An object seldom is: "Why did Trump criticise it?"
_EXPLAINED = {"his", "her", "hers", "its", "their", "theirs", "he", "she", "they", "himself"}
_EXPLAINED |= {"herself", "itself", "themselves"}
# What follows an "it" that stands for nothing: "Is it true that", "How long does it take to".
_EXPLETIVE = {"true", "possible", "raining", "snowing", "likely", "clear", "necessary", "mean"}
_EXPLETIVE |= {"important", "better", "safe", "legal", "worth", "take", "cost"}
# "This year" points at the calendar and "this article" at what is read, not at a turn.
_HERE = {"year", "week", "month", "morning", "evening", "century", "decade", "season", "summer"}
_HERE |= {"winter", "spring", "autumn", "article", "story", "text", "page", "report", "time"}
_AUXILIARY = {"is", "was", "are", "were", "does", "did", "do", "has", "have", "had", "can", "could"}
_AUXILIARY |= {"will", "would", "should", "may", "might", "isn't", "wasn't", "doesn't", "didn't"}
_OTHER = {"other", "others", "another", "else", "latter", "former", "same", "aforementioned"}
_WHICH = {"which", "that", "this", "first", "second", "third", "last", "another", "other"}
_OPENERS = _AUXILIARY | {"who", "what", "when", "where", "why", "how", "which", "whose", "whom"}
# Words with a subject up to which a question without a name may lack its own ("Who was driving?"),
# and up to which one with "other" does ("How did other parties respond?").
_FEW, _SOME = 1, 3


def lean_of(question: str) -> Leaning:
    """Return whether and why `question` leans on what was said before it."""
    words = words_of(question)
    pronouns = tuple(w for at, w in enumerate(words) if _points_back(question, words, at))
    carrying = len(content_of(question))
    if not carrying:
        return Leaning(Lean.BARE, pronouns)
    if _CONNECTIVE.match(question.lstrip("\"'“‘(…-–— ")) and not _whole(words):
        return Leaning(Lean.CONNECTIVE, pronouns)
    if pronouns:
        return Leaning(Lean.PRONOUN, pronouns)
    if names_in(question) or _has_digit(question):
        return Leaning(Lean.NONE)
    others = tuple(w for at, w in enumerate(words) if _is_other(words, at))
    if others and carrying <= _SOME:
        return Leaning(Lean.OTHER, others)
    follows = words[0].low == "so" and carrying <= _SOME
    return Leaning(Lean.SHORT if follows or carrying <= _FEW else Lean.NONE)


def _points_back(question: str, words: list[Word], at: int) -> bool:
    word = words[at]
    after = words[at + 1].low if at + 1 < len(words) else ""
    before = words[at - 1].low if at else ""
    if word.low in _PERSON | _THINGS:
        if word.low in {"it", "it's"} and after in _EXPLETIVE:
            return False
        named = any(name.end <= word.start for name in names_in(question))
        return not (named and word.low in _EXPLAINED)
    if word.low in {"this", "these", "those"}:
        return after not in _HERE
    if word.low in {"that", "that's"}:
        return not after or before in _AUXILIARY
    if word.low == "there":
        return not after and at > 1
    if word.low == "then":
        return not after or at == 0
    return False


def _is_other(words: list[Word], at: int) -> bool:
    """Whether it is "other", the "one" of "which one", or the "two" of "the two"."""
    word, before = words[at], words[at - 1].low if at else ""
    last = at + 1 == len(words)
    if word.low in {"one", "ones"}:
        return bool(at) and (last or before in _WHICH)
    if word.low in {"two", "three"}:
        return before == "the"
    return word.low in _OTHER


def _whole(words: list[Word]) -> bool:
    """Whether, after the connective, a question of its own follows, with its own name.

    "And when did Modi take office?" stands alone as it is; "What about Modi?" does not.
    """
    rest = words[1:]
    return (
        words[0].low in {"and", "but", "also"}
        and len(rest) > _FEW + 2
        and rest[0].low in _OPENERS
        and rest[1].low != "about"
        and any(word.is_capital for word in rest)
        and not any(word.low in _PERSON | _THINGS | _OTHER for word in rest)
    )


def _has_digit(question: str) -> bool:
    return any(letter.isdigit() for letter in question)
