"""What a leaning question may mean in full: the candidates, the surest first; pure.

A pronoun is replaced, or a phrase put in its place, only where grammar leaves one reading;
otherwise the question before is added in brackets, which says less and is never wrong.
"""

import re

from qa.conversation.context_dependence import ContextDependence, Dependence
from qa.conversation.grammar import ASKING, PREPOSITIONS
from qa.conversation.memory import Turn
from qa.conversation.tokens import Name, Word, content_of, names_in, words_of

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


def completions(question: str, leaning: ContextDependence, turn: Turn) -> list[str]:
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


def _replaced(question: str, leaning: ContextDependence, turn: Turn) -> str | None:
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


def _continued(question: str, leaning: ContextDependence, turn: Turn) -> str | None:
    """Put a phrase into the last question: "What does he say about Trump?" "And about BRICS?"."""
    if leaning.why is not Dependence.CONNECTIVE or leaning.words or "(" in turn.searched:
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


# Whom or what a turn was about, where that is beyond doubt; pure.
# Words of a name, and characters of a question that is looked through for one.
_LONGEST_NAME, _LONGEST = 6, 600

_DEFINITION = re.compile(
    r"(who|what)(?:\s+(?:is|was|are|were)|['’](?:s|re))\s+(.+?)[\s?.]*$", re.IGNORECASE
)
_ASKS_WHO = re.compile(r"(?:by\s+)?who(?:m|se)?\b", re.IGNORECASE)
# A name after one of these is a subject of talk or a place, not who talks.
_ASIDE = ("about", "against", "at", "for", "from", "in", "of", "on", "to", "with")


def defined(turn: Turn, *, by: str | None = None) -> str | None:
    """Return X if the last question was "Who is X?" or "What are X?" and X a name.

    `by` asks for one of the two, "who" or "what".
    """
    if len(turn.searched) > _LONGEST or "(" in turn.searched:
        return None
    match = _DEFINITION.match(turn.searched)
    if not match or by not in {None, match[1].lower()}:
        return None
    topic = match[2]
    names = names_in(topic)
    whole = bool(names) and names[0].text == topic
    return topic if whole and len(words_of(topic)) <= _LONGEST_NAME else None


def one_person(turn: Turn) -> str | None:
    """Return whom "he" or "she" means: who answers the last question, or the only name in it."""
    if len(turn.searched) > _LONGEST or "(" in turn.searched:
        return None
    topic = defined(turn, by="who")
    if topic or defined(turn, by="what"):
        return topic
    if _ASKS_WHO.match(turn.searched):
        return _name_alone(turn.answer)
    names = [name for name in names_in(turn.searched) if not _is_aside(turn.searched, name)]
    return names[0].text if len(names) == 1 else None


def _name_alone(answer: str | None) -> str | None:
    if not answer or len(words_of(answer[:_LONGEST])) > _LONGEST_NAME:
        return None
    names = names_in(answer)
    return names[0].text if len(names) == 1 and names[0].text == answer.strip(" .,") else None


def _is_aside(text: str, name: Name) -> bool:
    """Whether a name is mentioned aside: "about Trump", "India's economy"."""
    before = words_of(text[: name.start])
    owns = text[name.end : name.end + 1] in {"'", "’"}
    return owns or bool(before and before[-1].low in _ASIDE)
