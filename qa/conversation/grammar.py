"""The English of pointing back: pronouns, connectives, "the other"; pure, looks at one question."""

import re
from collections.abc import Sequence

from qa.conversation.tokens import Name, Word

PERSONS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
PERSONS |= {"he's", "she's"}
THINGS = frozenset({"it", "they", "them", "its", "their", "theirs", "itself", "themselves"})
THINGS |= {"it's", "it'll", "they're", "they've", "they'd", "they'll"}

_POSSESSIVES = {"his", "her", "its", "their"}
_SUBJECTS = {"he", "she", "it", "they"}
# Words with a subject before a possessive, from which on it is likely theirs.
_ENOUGH = 2
_TO_BE = {"be", "been", "am", "got", "went", "became"}
# What follows an "it" that stands for nothing: "Is it true that", "How long does it take to".
_EXPLETIVE = {"true", "possible", "raining", "snowing", "likely", "clear", "necessary", "mean"}
_EXPLETIVE |= {"important", "better", "safe", "legal", "worth", "take", "cost", "common", "fair"}
_EXPLETIVE |= {"good", "bad", "hard", "difficult", "easy", "usual", "normal", "right", "wrong"}
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
        return not _is_empty(words, at) and not _is_explained(words, at, names)
    if word.low in {"this", "these", "those"}:
        return after not in _HERE
    if word.low in {"that", "that's"}:
        return not after or before in _AUXILIARIES
    if word.low == "there":
        return not after and at > 1 and before not in _AUXILIARIES
    return word.low == "then" and (not after or not at)


def _is_empty(words: Sequence[Word], at: int) -> bool:
    """Whether it is the "it" of "Is it true that" or "What is it called when"."""
    if words[at].low not in {"it", "it's"}:
        return False
    after = [word.low for word in words[at + 1 : at + 3]]
    return not _EXPLETIVE.isdisjoint(after[:1]) or not {"when", "if"}.isdisjoint(after[1:])


def _is_explained(words: Sequence[Word], at: int, names: Sequence[Name]) -> bool:
    """Whether what a pronoun stands for comes before it in the same question.

    "On whose terms does India run its foreign policy?", "Who announced she would step down?". The
    subject of the question itself ("Why did he") is explained by nothing, and an object seldom:
    "Why did Trump criticise it?".
    """
    word, before = words[at], words[at - 1].low if at else ""
    if before in _AUXILIARIES:
        return False
    named = any(name.end <= word.start for name in names)
    carrying = sum(not other.is_empty for other in words[:at])
    if word.low in _POSSESSIVES:
        return named or carrying >= _ENOUGH
    after = words[at + 1].low if at + 1 < len(words) else ""
    if word.low in _SUBJECTS and after:
        return named or (carrying > 0 and after in _AUXILIARIES | _TO_BE)
    return named and word.low.endswith(("self", "selves"))


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


def asks_for_meaning(words: Sequence[Word]) -> bool:
    """Return whether it is "Who is Varma?" or "What is a tariff?".

    Those bring in something new; "What is the reaction?" and "Who is driving?" need not.
    """
    lows = [word.low for word in words]
    if lows[:2] in (["who", "is"], ["what", "is"], ["who", "are"], ["what", "are"]):
        rest = words[2:]
    elif lows[:1] in (["who's"], ["what's"]):
        rest = words[1:]
    else:
        return False
    if rest and rest[0].low in {"a", "an"}:
        rest = rest[1:]
    return bool(rest) and not any(word.is_empty or word.low.endswith("ing") for word in rest)
