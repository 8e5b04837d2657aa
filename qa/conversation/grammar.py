"""The grammar of words that refer back: pronouns, connectives, "the other"; pure, for English.

Looks at one question alone and does not know what was said before it.
"""

import re
from collections.abc import Sequence

from qa.conversation.tokens import Name, Word
from qa.language.english import (
    AUXILIARIES_BEFORE_PRONOUNS,
    DEICTIC_NOUNS,
    DETERMINERS_BEFORE_ONE,
    EXPLETIVE_COMPLEMENTS,
    LINKING_VERBS,
    PERSON_PRONOUNS,
    PHRASE_PREPOSITIONS,
    POSSESSIVE_DETERMINERS,
    QUESTION_WORDS,
    REFERRING_WORDS,
    SUBJECT_PRONOUNS,
    THING_PRONOUNS,
)

# Words with content before a possessive, from which on it likely refers to one of them.
_ENOUGH_CONTENT = 2
# Words of a phrase that is asked without a verb: "With which other country?"
_LONGEST_PHRASE = 5
# Words of the shortest whole question after a connective: "And who is he".
_SHORTEST_QUESTION = 4

_CONNECTIVE = re.compile(
    r"[\W_]*(?:(?:and|but|or|nor|also|plus)\b|(?:(?:ok|okay|so)\W+)?(?:what|how)\s+about\b)",
    re.IGNORECASE,
)


def is_open_pronoun(words: Sequence[Word], at: int, names: Sequence[Name]) -> bool:
    """Return whether the word at `at` is a pronoun without an antecedent in the question.

    `names` are the names in the question.
    """
    word = words[at]
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    if word.low in PERSON_PRONOUNS | THING_PRONOUNS:
        return not _is_expletive(words, at) and not _has_antecedent(words, at, names)
    if word.low in {"this", "these", "those"}:
        return after not in DEICTIC_NOUNS
    if word.low in {"that", "that's"}:
        return not after or before in AUXILIARIES_BEFORE_PRONOUNS
    if word.low == "there":
        return not after and at > 1 and before not in AUXILIARIES_BEFORE_PRONOUNS
    return word.low == "then" and (not after or not at)


def _is_expletive(words: Sequence[Word], at: int) -> bool:
    """Return whether it is the "it" of "Is it true that" or "What is it called when"."""
    if words[at].low not in {"it", "it's"}:
        return False
    after = [word.low for word in words[at + 1 : at + 3]]
    return not EXPLETIVE_COMPLEMENTS.isdisjoint(after[:1]) or not {"when", "if"}.isdisjoint(
        after[1:]
    )


def _has_antecedent(words: Sequence[Word], at: int, names: Sequence[Name]) -> bool:
    """Return whether what a pronoun stands for comes before it in the same question.

    "On whose terms does India run its foreign policy?", "Who announced she would step down?". The
    subject of the question itself ("Why did he") has no antecedent, and an object seldom one: "Why
    did Trump criticise it?".
    """
    word, before = words[at], words[at - 1].low if at else ""
    if before in AUXILIARIES_BEFORE_PRONOUNS:
        return False
    named = any(name.end <= word.start for name in names)
    content = sum(not other.is_function_word for other in words[:at])
    if word.low in POSSESSIVE_DETERMINERS:
        return named or content >= _ENOUGH_CONTENT
    after = words[at + 1].low if at + 1 < len(words) else ""
    if word.low in SUBJECT_PRONOUNS and after:
        return named or (content > 0 and after in AUXILIARIES_BEFORE_PRONOUNS | LINKING_VERBS)
    return named and word.low.endswith(("self", "selves"))


def is_other(words: Sequence[Word], at: int) -> bool:
    """Return whether it is "other", the "one" of "which one", or the "two" of "the two"."""
    word, before = words[at], words[at - 1].low if at else ""
    last = at + 1 == len(words)
    if word.low in {"one", "ones"}:
        return bool(at) and (last or before in DETERMINERS_BEFORE_ONE)
    if word.low in {"two", "three"}:
        return before == "the"
    return word.low in REFERRING_WORDS


def is_continuation(question: str, words: Sequence[Word]) -> bool:
    """Return whether it begins with "and", "but" or "what about", or is a phrase: "In 1999?"."""
    if not words or _CONNECTIVE.match(question):
        return bool(words)
    phrase = words[0].low in PHRASE_PREPOSITIONS and len(words) <= _LONGEST_PHRASE
    return phrase and not any(word.low in AUXILIARIES_BEFORE_PRONOUNS for word in words)


def asks_anew(words: Sequence[Word]) -> bool:
    """Return whether a whole question follows the first word: "And when did Modi take office?".

    After "What about Modi?" and "And before the war?" none does.
    """
    if len(words) < _SHORTEST_QUESTION:
        return False
    opener, after = words[1].low, words[2].low
    opens = opener in QUESTION_WORDS or opener in AUXILIARIES_BEFORE_PRONOUNS
    return opens and after != "about"


def goes_on(question: str, words: Sequence[Word]) -> bool:
    """Return whether a line without a subject goes on with the last question: it asks or corrects.

    It holds a question mark or a question word, begins with a verb, or is "I meant the tango".
    """
    lows = [word.low for word in words]
    return (
        "?" in question
        or any(low.removesuffix("'s") in QUESTION_WORDS for low in lows)
        or bool(lows and lows[0] in AUXILIARIES_BEFORE_PRONOUNS)
        or lows[:2] in (["i", "mean"], ["i", "meant"])
    )


def asks_for_meaning(words: Sequence[Word]) -> bool:
    """Return whether it is "Who is Varma?" or "What is a tariff?".

    Those introduce a new subject; "What is the reaction?" and "Who is driving?" need not.
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
    return bool(rest) and not any(
        word.is_function_word or word.low.endswith("ing") for word in rest
    )
