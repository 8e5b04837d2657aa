"""What a leaning question may mean in full: the candidates, the surest first; pure.

A pronoun is replaced, or a phrase put in its place, only where grammar leaves one reading;
otherwise the question before is added in brackets, which says less and is never wrong.
"""

import re

from qa.conversation.grammar import ASKING, PREPOSITIONS
from qa.conversation.leaning import Lean, Leaning
from qa.conversation.topics import defined, one_person
from qa.conversation.turns import Turn
from qa.conversation.words import Word, content_of, words_of

# How many questions stand in brackets at most: the one before, and the one that it leant on.
_BESIDE = 2
# Words with a subject up to which a question does not tell by itself what the talk is about.
_THIN = 2
# Words of a phrase, up to which another may take its place.
_LONGEST_PHRASE = 6
# Characters of a question in brackets; a person is to read it.
_LONGEST_SUBJECT = 200
_CUT = "…"

_BEGINNING = re.compile(r"[\W_]*(?:and|but|also)\s+", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"[\W_]*(?:(?:and|but|or|also)\s+)?(?:(?:what|how)\s+(?=about\b))?(.+?)[\s?.!]*$",
    re.IGNORECASE | re.DOTALL,
)
# "What about in Chile?" asks for Chile, "What about Chile?" goes on about Chile.
_ABOUT_BEFORE_ANOTHER = re.compile(
    rf"about\s+(?=(?:{'|'.join(sorted(PREPOSITIONS))})\b)", re.IGNORECASE
)
_TIME = {"after", "before", "during", "since", "until"}
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?!\s)[^.?!]*)*[.?!]*\s*")
# What a name needs to stand for the pronoun.
_OWNS = "'s"
_PERSON = {"he": "", "she": "", "him": "", "his": _OWNS, "he's": " is", "she's": " is"}
_THING = {"it": "", "they": "", "them": "", "its": _OWNS, "their": _OWNS}
_THING |= {"it's": " is", "they're": " are"}


def completions(question: str, leaning: Leaning, turn: Turn) -> list[str]:
    """Return the ways to complete `question` from the turn before it, the surest first."""
    found = [_replaced(question, leaning, turn), _continued(question, leaning, turn)]
    return [text for text in found if text] + [beside(question, turn)]


def beside(question: str, turn: Turn) -> str:
    """Return the question with what the last one asked in brackets: "Why? (Who called it off)".

    The question itself if the last one had no subject either.
    """
    before = subjects(turn)
    return f"{question} ({'; '.join(before)})" if before else question


def subjects(turn: Turn) -> tuple[str, ...]:
    """Return what a turn asked about: its own question, then what that one leant on.

    A question without a subject ("Why?") passes on what it leant on.
    """
    head = f"{turn.question} ("
    if not (turn.searched.startswith(head) and turn.searched.endswith(")")):
        asked = _core(turn.searched)
        return (asked,) if content_of(asked) else ()
    leant = tuple(turn.searched[len(head) : -1].split("; "))
    carrying = len(content_of(turn.question))
    if not carrying:
        return leant
    own = _core(turn.question)
    return (own,) if carrying > _THIN else (own, *leant)[:_BESIDE]


def _replaced(question: str, leaning: Leaning, turn: Turn) -> str | None:
    """Put what the last turn was about in the place of the only pronoun."""
    if len(leaning.words) != 1:
        return None
    word = leaning.words[0]
    name: str | None = None
    ending: str | None = None
    if word.low == "her":
        name, ending = one_person(turn), _OWNS if _owns_next(question, word) else ""
    elif word.low in _PERSON:
        name, ending = one_person(turn), _PERSON[word.low]
    elif word.low in _THING:
        name, ending = defined(turn, by="what"), _THING[word.low]
    if not name or ending is None:
        return None
    text = question[: word.start] + name + ending + question[word.end :]
    beginning = _BEGINNING.match(text)
    if beginning:
        text = text[beginning.end() :]
        text = text[:1].upper() + text[1:]
    return text


def _owns_next(question: str, word: Word) -> bool:
    """Whether "her" owns what follows: a word that carries a subject comes next."""
    after = [other for other in words_of(question) if other.start > word.end]
    return bool(after) and not after[0].is_empty


def _continued(question: str, leaning: Leaning, turn: Turn) -> str | None:
    """Put a phrase into the last question: "What does he say about Trump?" "And about BRICS?"."""
    if leaning.why is not Lean.CONNECTIVE or leaning.words or "(" in turn.searched:
        return None
    fragment = _FRAGMENT.match(question)
    asked = _core(turn.searched)
    if not fragment or not asked or asked.endswith(_CUT):
        return None
    phrase = _ABOUT_BEFORE_ANOTHER.sub("", fragment[1])
    lows = [word.low for word in words_of(phrase)]
    if not lows or lows[0] not in PREPOSITIONS or not ASKING.isdisjoint(lows):
        return None
    preposition = lows[0]
    phrase = phrase[:1].lower() + phrase[1:]
    places = list(re.finditer(rf"\b{preposition}\s", asked, re.IGNORECASE))
    if not places:
        return f"{asked} {phrase}?" if preposition in _TIME else None
    kept, replaced = asked[: places[-1].start()], asked[places[-1].start() :]
    # "In what year" asks, and what asks cannot be exchanged.
    if not words_of(kept) or len(words_of(replaced)) > _LONGEST_PHRASE:
        return None
    return f"{kept}{phrase}?"


def _core(text: str) -> str:
    """Return what is asked, without the talk before it: "Interesting. What next?"."""
    cut = text[: _LONGEST_SUBJECT * 4]
    sentences = _SENTENCE.findall(cut)
    while len(sentences) > 1 and not content_of(sentences[0]):
        del sentences[0]
    core = " ".join("".join(sentences).split()).rstrip("?!. ")
    if len(core) <= _LONGEST_SUBJECT and len(cut) == len(text):
        return core
    return core[:_LONGEST_SUBJECT].rpartition(" ")[0] + _CUT
