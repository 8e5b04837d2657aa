"""Rewrite a question that depends on the turn before it, so that it stands alone; pure.

A pronoun is replaced, or a phrase of the last question exchanged, only where grammar leaves one
interpretation; otherwise the last question is added in brackets, which says less and is never
wrong. Whom or what a turn was about is taken from it only where that is beyond doubt.
"""

import re

from qa.conversation.context_dependence import ContextDependence, Dependence
from qa.conversation.memory import Turn
from qa.conversation.tokens import Name, Word, content_words, find_names, split_words
from qa.language.english import (
    PERSON_PRONOUN_ENDINGS,
    PHRASE_PREPOSITIONS,
    QUESTION_WORDS,
    THING_PRONOUN_ENDINGS,
    TIME_PREPOSITIONS,
    TOPIC_PREPOSITIONS,
    alternatives,
)

# How many questions stand in brackets at most: the last one, and the one that it depended on.
_MOST_IN_BRACKETS = 2
# Content words up to which a question does not say by itself what the conversation is about.
_FEW_WORDS = 2
# Words of a phrase up to which another may replace it.
_LONGEST_PHRASE = 6
# Characters of a question in brackets; a person is to read it.
_LONGEST_SUBJECT = 200
_CUT = "…"
# Words of a name.
_LONGEST_NAME = 6
# Characters of a question in which a name is looked for.
_LONGEST_SEARCHED = 600

_BEGINNING = re.compile(r"[\W_]*(?:and|but|also)\s+", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"[\W_]*(?:(?:and|but|or|also)\s+)?(?:(?:what|how)\s+(?=about\b))?(.+?)[\s?.!]*$",
    re.IGNORECASE | re.DOTALL,
)
# "What about in Chile?" asks for Chile, "What about Chile?" goes on about Chile.
_ABOUT_BEFORE_ANOTHER = re.compile(
    rf"about\s+(?={alternatives(sorted(PHRASE_PREPOSITIONS))}\b)", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?!\s)[^.?!]*)*[.?!]*\s*")
_DEFINITION = re.compile(
    r"(who|what)(?:\s+(?:is|was|are|were)|['’](?:s|re))\s+(.+?)[\s?.]*$", re.IGNORECASE
)
_ASKS_WHO = re.compile(r"(?:by\s+)?who(?:m|se)?\b", re.IGNORECASE)


def rewrites(question: str, dependence: ContextDependence, turn: Turn) -> list[str]:
    """Return the ways to rewrite `question` with the turn before it, the most certain first."""
    found = [
        _with_pronoun_replaced(question, dependence, turn),
        _with_phrase_exchanged(question, dependence, turn),
    ]
    return [text for text in found if text] + [with_brackets(question, turn)]


def with_brackets(question: str, turn: Turn) -> str:
    """Return the question with what the last one asked in brackets: "Why? (Who called it off)".

    The question itself if the last one had no subject either.
    """
    before = subjects(turn)
    return f"{question} ({'; '.join(before)})" if before else question


def subjects(turn: Turn) -> tuple[str, ...]:
    """Return what a turn asked about: its own question, then the one that it depended on.

    A question without a subject ("Why?") passes on those that it depended on.
    """
    head = f"{turn.question} ("
    if not (turn.searched.startswith(head) and turn.searched.endswith(")")):
        asked = _core(turn.searched)
        return (asked,) if content_words(asked) else ()
    context = tuple(turn.searched[len(head) : -1].split("; "))
    content = len(content_words(turn.question))
    if not content:
        return context
    own = _core(turn.question)
    return (own,) if content > _FEW_WORDS else (own, *context)[:_MOST_IN_BRACKETS]


def _with_pronoun_replaced(question: str, dependence: ContextDependence, turn: Turn) -> str | None:
    """Return the question with what the last turn was about in place of the only pronoun."""
    if len(dependence.words) != 1:
        return None
    word = dependence.words[0]
    name: str | None = None
    ending: str | None = None
    if word.low == "her":
        name, ending = one_person(turn), "'s" if _is_possessive(question, word) else ""
    elif word.low in PERSON_PRONOUN_ENDINGS:
        name, ending = one_person(turn), PERSON_PRONOUN_ENDINGS[word.low]
    elif word.low in THING_PRONOUN_ENDINGS:
        name, ending = defined(turn, by="what"), THING_PRONOUN_ENDINGS[word.low]
    if not name or ending is None:
        return None
    text = question[: word.start] + name + ending + question[word.end :]
    beginning = _BEGINNING.match(text)
    if beginning:
        text = text[beginning.end() :]
        text = text[:1].upper() + text[1:]
    return text


def _is_possessive(question: str, word: Word) -> bool:
    """Return whether "her" is a possessive: whether a content word follows."""
    after = [other for other in split_words(question) if other.start > word.end]
    return bool(after) and not after[0].is_function_word


def _with_phrase_exchanged(question: str, dependence: ContextDependence, turn: Turn) -> str | None:
    """Return the last question with the phrase that this one consists of in place of one like it.

    "What does he say about Trump?" and "And about BRICS?" give "What does he say about BRICS?".
    """
    if dependence.why is not Dependence.CONNECTIVE or dependence.words or "(" in turn.searched:
        return None
    fragment = _FRAGMENT.match(question)
    asked = _core(turn.searched)
    if not fragment or not asked or asked.endswith(_CUT):
        return None
    phrase = _ABOUT_BEFORE_ANOTHER.sub("", fragment[1])
    lows = [word.low for word in split_words(phrase)]
    if not lows or lows[0] not in PHRASE_PREPOSITIONS or not set(lows).isdisjoint(QUESTION_WORDS):
        return None
    preposition = lows[0]
    phrase = phrase[:1].lower() + phrase[1:]
    places = list(re.finditer(rf"\b{preposition}\s", asked, re.IGNORECASE))
    if not places:
        return f"{asked} {phrase}?" if preposition in TIME_PREPOSITIONS else None
    kept, replaced = asked[: places[-1].start()], asked[places[-1].start() :]
    # The phrase that asks, as "In what year", cannot be exchanged.
    if not split_words(kept) or len(split_words(replaced)) > _LONGEST_PHRASE:
        return None
    return f"{kept}{phrase}?"


def _core(text: str) -> str:
    """Return the question proper, without small talk before it: "Interesting. What next?"."""
    cut = text[: _LONGEST_SUBJECT * 4]
    sentences = _SENTENCE.findall(cut)
    while len(sentences) > 1 and not content_words(sentences[0]):
        del sentences[0]
    core = " ".join("".join(sentences).split()).rstrip("?!. ")
    if len(core) <= _LONGEST_SUBJECT and len(cut) == len(text):
        return core
    return core[:_LONGEST_SUBJECT].rpartition(" ")[0] + _CUT


def defined(turn: Turn, *, by: str | None = None) -> str | None:
    """Return X if the last question was "Who is X?" or "What are X?" and X a name.

    `by` asks for one of the two, "who" or "what".
    """
    if len(turn.searched) > _LONGEST_SEARCHED or "(" in turn.searched:
        return None
    match = _DEFINITION.match(turn.searched)
    if not match or by not in {None, match[1].lower()}:
        return None
    topic = match[2]
    names = find_names(topic)
    whole = bool(names) and names[0].text == topic
    return topic if whole and len(split_words(topic)) <= _LONGEST_NAME else None


def one_person(turn: Turn) -> str | None:
    """Return whom "he" or "she" means: the answer to the last question, or the only name in it."""
    if len(turn.searched) > _LONGEST_SEARCHED or "(" in turn.searched:
        return None
    topic = defined(turn, by="who")
    if topic or defined(turn, by="what"):
        return topic
    if _ASKS_WHO.match(turn.searched):
        return _only_name(turn.answer)
    names = [name for name in find_names(turn.searched) if not _is_in_passing(turn.searched, name)]
    return names[0].text if len(names) == 1 else None


def _only_name(answer: str | None) -> str | None:
    if not answer or len(split_words(answer[:_LONGEST_SEARCHED])) > _LONGEST_NAME:
        return None
    names = find_names(answer)
    return names[0].text if len(names) == 1 and names[0].text == answer.strip(" .,") else None


def _is_in_passing(text: str, name: Name) -> bool:
    """Return whether a name is mentioned in passing: "about Trump", "India's economy"."""
    before = split_words(text[: name.start])
    possessive = text[name.end : name.end + 1] in {"'", "’"}
    return possessive or bool(before and before[-1].low in TOPIC_PREPOSITIONS)
