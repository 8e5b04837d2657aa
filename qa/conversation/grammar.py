"""The English of pointing back: pronouns, connectives, "the other"; pure, looks at one question."""

import re
from collections.abc import Sequence

from qa.conversation.words import Name, Word

PERSONS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
PERSONS |= {"he's", "she's"}
THINGS = frozenset({"it", "they", "them", "its", "their", "theirs", "itself", "themselves"})
THINGS |= {"it's", "it'll", "they're", "they've", "they'd", "they'll"}

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
_AUXILIARIES = {"is", "was", "are", "were", "does", "did", "do", "has", "have", "had", "can"}
_AUXILIARIES |= {"could", "will", "would", "should", "may", "might", "isn't", "wasn't", "doesn't"}
_AUXILIARIES |= {"didn't", "aren't", "weren't"}
ASKING = frozenset({"who", "what", "when", "where", "why", "how", "which", "whose", "whom"})
PREPOSITIONS = frozenset({"about", "after", "against", "as", "at", "before", "between", "by"})
PREPOSITIONS |= {"during", "for", "from", "in", "of", "on", "since", "to", "under", "until"}
PREPOSITIONS |= {"with", "without"}
# Words of a phrase that is asked without a verb: "With which other country?"
_LONGEST_PHRASE = 5
_OTHER = {"other", "others", "another", "else", "latter", "former", "same", "aforementioned"}
_WHICH = {"which", "that", "this", "first", "second", "third", "last", "another", "other"}

_CONNECTIVE = re.compile(
    r"[\W_]*(?:(?:and|but|or|nor|also|plus)\b|(?:(?:ok|okay|so)\W+)?(?:what|how)\s+about\b)",
    re.IGNORECASE,
)


def is_pronoun(words: Sequence[Word], at: int, names: Sequence[Name]) -> bool:
    """Return whether the word stands for something that the question, with `names`, leaves out."""
    word = words[at]
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    if word.low in PERSONS | THINGS:
        if word.low in {"it", "it's"} and after in _EXPLETIVE:
            return False
        named = any(name.end <= word.start for name in names)
        return not (named and word.low in _EXPLAINED)
    if word.low in {"this", "these", "those"}:
        return after not in _HERE
    if word.low in {"that", "that's"}:
        return not after or before in _AUXILIARIES
    if word.low == "there":
        return not after and at > 1
    return word.low == "then" and (not after or not at)


def is_other(words: Sequence[Word], at: int) -> bool:
    """Return whether it is "other", the "one" of "which one", or the "two" of "the two"."""
    word, before = words[at], words[at - 1].low if at else ""
    last = at + 1 == len(words)
    if word.low in {"one", "ones"}:
        return bool(at) and (last or before in _WHICH)
    if word.low in {"two", "three"}:
        return before == "the"
    return word.low in _OTHER


def is_continued(question: str, words: Sequence[Word]) -> bool:
    """Return whether it begins with "and", "but" or "what about", or is a phrase: "In 1999?"."""
    if not words or _CONNECTIVE.match(question):
        return bool(words)
    phrase = words[0].low in PREPOSITIONS and len(words) <= _LONGEST_PHRASE
    return phrase and not any(word.low in _AUXILIARIES for word in words)


def asks_anew(words: Sequence[Word]) -> bool:
    """Return whether a whole question follows the first word: "And when did Modi take office?".

    "What about Modi?" and "And before the war?" are none.
    """
    if len(words) < 4:  # noqa: PLR2004 - "And who is he" is the least
        return False
    opener, after = words[1].low, words[2].low
    return opener in ASKING | _AUXILIARIES and after != "about"
