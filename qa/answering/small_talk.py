"""Whether a line asks something at all; pure, for English.

A line asks nothing if it is a statement about the talk itself ("You are wrong"), or consists of
small talk alone without a word that asks. Whatever holds another word may be keywords and asks.
"""

import re

from qa.language.english import (
    ASKING_WORDS,
    AUXILIARIES,
    CONVERSATIONAL_WORDS,
    FUNCTION_WORDS,
    NEGATED_AUXILIARIES,
    QUESTION_WORDS,
    SMALL_TALK_WORDS,
    alternatives,
)

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
# What sounds like a question and is none.
_PHRASE = re.compile(
    r"(?:how (?:are|r) (?:you|u|things)|how do you do|how(?:'s| is) it going|what'?s up|so what"
    r"|who cares|what(?:'s| is) wrong with you|what a \w+|how (?:nice|sad|funny|rude|dare you)"
    r"|that's not what i (?:asked|meant)|(?:i(?:'ll)? )?see you|that will do"
    r"|(?:are|r) you (?:sure|there|ok|okay|kidding|joking|serious|stupid)"
    r"(?: about (?:it|that))?|(?:can|do) you (?:hear|understand|see) me|is (?:anyone|anybody) there"
    r"|(?:really|ok|okay|yes|no|sure|right|hello|hi|hey|seriously|huh|test|thanks|please|help))"
    r"(?: (?:there|you|today|then|doing|now|again))*"
)
# Laughter, sighs and keys struck at random.
_NOISE = re.compile(
    r"(?:(?:ha|he|hi|ho|ja){2,}h?|l+o+l+|r+o+f+l+|h+m+|m+h*m+|u+[hmf]+|a+[hw]+|o+[hf]+|e+h+|p+s+t+"
    r"|g+r+|w+o+w+|y+a+y+|bla+h*|asd\w*|sdf\w*|qwe\w*|jkl\w*|x+d+|z+)"
)
_STATEMENT = re.compile(
    r"(?:i|you|we|i'm|you're|we're|i've|you've|we've|i'll|you'll|i'd|u)\b"
    rf"|(?:it|this|that|these|those)(?:'s|'ll| {alternatives([*AUXILIARIES, *NEGATED_AUXILIARIES])}"
    r"| (?:makes?|made|sounds?|seems?|looks?|helps?|helped|sucks?|works?|worked))\b"
)
_ABOUT_IT = re.compile(r"(?:it|this|that|these|those)\b")
_WISH = re.compile(
    r"(?:i|we)(?:'d|'m|'re)?(?: \w+){0,2}? (?:want|need|like to|wish to|wonder\w*|look\w*|search\w*"
    r"|seek\w*|curious|interested|means?|meant)\b|i(?:'d| would) like\b"
)
_WORDS_OF_TALK = CONVERSATIONAL_WORDS | SMALL_TALK_WORDS | set(FUNCTION_WORDS)
_QUESTIONS = frozenset(QUESTION_WORDS)
_VERBS_FIRST = frozenset(AUXILIARIES + NEGATED_AUXILIARIES) - {"do", "don't", "have", "may"}
_OPENERS = frozenset("no yes ok okay well oh hello hi hey thanks sorry".split())
_SENTENCE = re.compile(r"[^.!?]*[.!?]*")
# Words of a remark that are no small talk, at most: with more it may be a topic. What "that" is,
# the answer before may tell.
_MOST_CONTENT, _MOST_ABOUT_IT = 2, 1
# Lines that ask for more of what was asked last.
_CONTINUATIONS = frozenset({"and", "or", "but", "then", "so", "go on", "carry on"})


def asks_nothing(line: str) -> bool:
    """Return whether `line` is small talk, an exclamation or a remark, and no question.

    Of several sentences one that asks is enough.
    """
    text = re.sub(r"\s+", " ", line.replace("’", "'").casefold()).strip()
    return all(map(_sentence_asks_nothing, _SENTENCE.findall(text)))


def _sentence_asks_nothing(text: str) -> bool:
    words = _WORD.findall(text)
    if not words or _PHRASE.fullmatch(" ".join(words)):
        return True
    while len(words) > 1 and words[0] in _OPENERS:
        del words[0]
    if _PHRASE.fullmatch(" ".join(words)):
        return True
    if "?" in text or " ".join(words) in _CONTINUATIONS or _WISH.match(" ".join(words)):
        return False
    if _is_remark(words):
        return True
    if any(_asks(word) for word in words) or words[0] in _VERBS_FIRST:
        return False
    return all(word in _WORDS_OF_TALK or _NOISE.fullmatch(word) for word in words)


def _asks(word: str) -> bool:
    """Return whether the word asks for something wherever it stands: "who's", "more"."""
    return word in ASKING_WORDS or word.removesuffix("'s").removesuffix("'re") in _QUESTIONS


def _is_remark(words: list[str]) -> bool:
    """Return whether somebody says something about the talk and asks nothing."""
    text = " ".join(words)
    begins = _STATEMENT.match(text)
    if not begins:
        return False
    content = sum(word not in _WORDS_OF_TALK for word in _WORD.findall(text[begins.end() :]))
    most = _MOST_ABOUT_IT if _ABOUT_IT.match(text) else _MOST_CONTENT
    return content <= most and not any(map(_asks, words))
