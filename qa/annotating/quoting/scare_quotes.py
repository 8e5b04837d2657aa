"""Which words in quotation marks are a term, a title or a nickname, and which are a sentence."""

import re
from typing import TYPE_CHECKING

from qa.annotating.quoting.speech_verbs import TERMS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"[^\W_][\w’'-]*")
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SMALL = frozenset("a an and as at but by for from in into of on or over the to with".split())
_SENTENCE_ENDS = frozenset(".!?…")

_LONGEST_TERM = 3  # words of "a 'zero tolerance policy'"
_LONGEST_TITLE = 12  # words


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def is_sentence(text: str) -> bool:
    """Whether words in marks read as a sentence of their own: a capital and enough words.

    One word is a sentence if it ends as one ("Never!").
    """
    start = next((letter for letter in text if letter.isalnum()), "")
    if not (start.isupper() or start.isdigit()):
        return False
    if text[-1] in _SENTENCE_ENDS:
        return not is_title(text) or text[-1] != "?"
    return count_words(text) > _LONGEST_TERM and not is_title(text)


def is_title(text: str) -> bool:
    """Whether words are written as a title: each with a capital but the small ones."""
    words = _WORD.findall(text)
    if not 1 < len(words) <= _LONGEST_TITLE:
        return False
    large = [word for word in words if word.lower() not in _SMALL]
    return bool(large) and all(word[0].isupper() or word[0].isdigit() for word in large)


def qualifies_noun(doc: "Doc", last: int) -> bool:
    """Whether a noun follows the closing mark, before token `last`, that the words belong to."""
    return last < len(doc) and doc[last].pos_ == "NOUN"


def belongs_to_noun(doc: "Doc", first: int) -> bool:
    """Whether a noun or a possessive stands before the opening mark, token `first`."""
    return first > 0 and (doc[first - 1].pos_ == "NOUN" or doc[first - 1].tag_ == "POS")


def is_term(doc: "Doc", first: int, last: int) -> bool:
    """Whether the words in marks from token `first` to before `last`, marks included, are a term.

    Short words that qualify a noun outside the marks ("the “zero tolerance” policy"), that an
    article outside them leads to other than as a verdict ("announced a “zero tolerance policy”",
    but not "it was a “disaster”"), nicknames, and what is called so.
    """
    inside = doc[first:last]
    if any(token.tag_ in _FINITE for token in inside):
        return False
    before = doc[first - 1] if first else None
    after = doc[last] if last < len(doc) else None
    if before is not None and {token.lower_ for token in doc[max(0, first - 2) : first]} & TERMS:
        return True
    words = [token for token in inside if token.is_alpha or token.like_num]
    if len(words) > _LONGEST_TERM or not words:
        return False
    if before is not None and after is not None and before.pos_ == after.pos_ == "PROPN":
        return True
    if after is not None and after.pos_ in {"NOUN", "PROPN"} and doc[last - 2].tag_ != "RB":
        return True
    led = before is not None and before.pos_ in {"DET", "PRON", "ADJ", "PART", "NUM"}
    led = led and before is not None and before.tag_ in {"DT", "PRP$", "POS", "JJ", "CD"}
    return (
        led
        and not any(token.dep_ in {"attr", "oprd", "acomp"} for token in words)
        and not (_is_verdict(doc, first))
    )


def _is_verdict(doc: "Doc", first: int) -> bool:
    """Whether words before say what somebody calls or finds something ("as a …", "was a …")."""
    for token in reversed(doc[max(0, first - 4) : first]):
        if token.lower_ == "as" or token.lemma_ == "be":
            return True
        if token.pos_ in {"NOUN", "VERB"}:
            return token.lemma_ == "call"
    return False
