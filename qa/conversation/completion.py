"""What a leaning question may mean in full: the candidates, best reading first; pure.

A pronoun is replaced, or a phrase put in its place, only where grammar leaves one reading;
otherwise the question before is added in brackets, which says less and is never wrong.
"""

import re

from qa.conversation.leaning import Lean, Leaning, lean_of
from qa.conversation.turns import Turn
from qa.conversation.words import Name, Word, content_of, names_in, words_of

# How many questions stand in brackets at most: the one before, and the one that it leant on.
_BESIDE = 2
# Words with a subject up to which a question does not tell by itself what the talk is about.
_THIN = 2
_LONGEST_TOPIC = 6

_DEFINITION = re.compile(
    r"(?:who|what)(?:\s+(?:is|was|are|were)|['’](?:s|re))\s+(.+?)\s*\?*$", re.IGNORECASE
)
_WHO = re.compile(r"(?:by\s+)?who(?:m)?\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"(?:(?:and|but|or|also)\s+)?(?:(?:what|how)\s+about\s+)?(.+?)\s*\?*$", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"(about|after|against|as|at|before|between|by|during|for|from|in|of|on|since|to|under|until|"
    r"with|without)\s+\S",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?!\s)[^.?!]*)*[.?!]*\s*")
_TIME = {"after", "before", "during", "since", "until"}
_PERSON = {"he": "", "she": "", "him": "", "his": "’s", "he's": " is", "she's": " is"}
_THING = {"it": "", "they": "", "them": "", "its": "’s", "their": "’s", "it's": " is"}
_THING |= {"they're": " are"}


def completions(question: str, leaning: Leaning, turn: Turn) -> list[str]:
    """Return the ways to complete `question` from the turn before it, the surest first."""
    found = [_replaced(question, leaning, turn), _continued(question, leaning, turn)]
    return [text for text in found if text] + [beside(question, turn)]


def beside(question: str, turn: Turn) -> str:
    """Return the question with what the last one asked in brackets: "Why? (Who called it off)"."""
    before = subjects(turn)
    return f"{question} ({'; '.join(before)})" if before else question


def subjects(turn: Turn) -> tuple[str, ...]:
    """Return what a turn asked about: its own question, then what that one leant on.

    A question without a subject ("Why?") passes on what it leant on.
    """
    head = f"{turn.question} ("
    if not (turn.searched.startswith(head) and turn.searched.endswith(")")):
        return (_core(turn.searched),) if content_of(turn.searched) else ()
    leant = tuple(turn.searched[len(head) : -1].split("; "))
    if not content_of(turn.question):
        return leant
    enough = len(content_of(turn.question)) > _THIN
    return (_core(turn.question),) if enough else (_core(turn.question), *leant)[:_BESIDE]


def _replaced(question: str, leaning: Leaning, turn: Turn) -> str | None:
    """Put what the last turn was about in the place of a pronoun."""
    if len(leaning.words) != 1:
        return None
    word = leaning.words[0]
    ending: str | None = None
    topic: str | None = None
    if word.low in _PERSON or word.low == "her":
        topic = _person(turn)
        ending = _PERSON.get(word.low)
        if word.low == "her":
            ending = "’s" if _is_determiner(question, word) else ""
    elif word.low in _THING:
        topic = _definition(turn)
        ending = _THING[word.low]
    if not topic or ending is None:
        return None
    text = question[: word.start] + topic + ending + question[word.end :]
    return _sentence(_FRAGMENT_START.sub("", text)) if leaning.why is Lean.CONNECTIVE else text


_FRAGMENT_START = re.compile(r"(?:and|but|also)\s+(?!about)", re.IGNORECASE)


def _person(turn: Turn) -> str | None:
    """Return whom the last turn was about: who answers it, or the only name of its question."""
    asked = _bare(turn.searched)
    if _WHO.match(asked) and turn.answer and not _DEFINITION.match(asked):
        names = names_in(turn.answer)
        if len(names) == 1 and names[0].text == turn.answer.strip(" .,"):
            return names[0].text
        return None
    if "(" in turn.searched:
        return None
    names = names_in(asked)
    defined = _definition(turn)
    if defined and names and names[0].text == defined:
        return defined
    persons = [name for name in names if not _after_about(asked, name)]
    return persons[0].text if len(persons) == 1 and not _owns(asked, persons[0]) else None


def _after_about(text: str, name: Name) -> bool:
    return text[: name.start].lower().rstrip().endswith(("about", "in", "to", "from", "of", "at"))


def _owns(text: str, name: Name) -> bool:
    return text[name.end : name.end + 1] in {"'", "’"}


def _definition(turn: Turn) -> str | None:
    """Return X if the last question was "Who is X?" or "What are X?", and X is short."""
    if "(" in turn.searched:
        return None
    match = _DEFINITION.match(turn.searched)
    if not match or lean_of(turn.searched):
        return None
    topic = match[1]
    short = len(words_of(topic)) <= _LONGEST_TOPIC
    return topic if short and names_in(topic) and names_in(topic)[0].text == topic else None


def _is_determiner(question: str, word: Word) -> bool:
    """Whether "her" owns what follows: a word that carries a subject comes next."""
    after = [w for w in words_of(question) if w.start > word.end]
    return bool(after) and not after[0].is_empty


def _continued(question: str, leaning: Leaning, turn: Turn) -> str | None:
    """Put a phrase into the last question: "What does he say about Trump?" "And about BRICS?"."""
    if leaning.why is not Lean.CONNECTIVE or leaning.words or "(" in turn.searched:
        return None
    fragment = _FRAGMENT.match(question.strip())
    asked = _bare(turn.searched)
    if not fragment or not asked:
        return None
    phrase = fragment[1]
    begins = _PREPOSITION.match(phrase)
    if not begins:
        return None
    preposition = begins[1].lower()
    place = re.search(rf"\b{preposition}\s+(?!.*\b{preposition}\b)", asked, re.IGNORECASE)
    if place and len(words_of(asked[place.start() :])) <= _LONGEST_TOPIC:
        return f"{asked[: place.start()]}{phrase}?"
    return f"{asked} {phrase}?" if preposition in _TIME else None


def _bare(question: str) -> str:
    return question.strip().rstrip("?!. ").strip()


def _core(text: str) -> str:
    """Return what is asked, without the talk before it: "Interesting. What next?"."""
    sentences = _SENTENCE.findall(text)
    while len(sentences) > 1 and not content_of(sentences[0]):
        del sentences[0]
    return _bare("".join(sentences))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
