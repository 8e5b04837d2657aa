"""Does a question lean on the turn before it, and by which word; pure, and by words alone.

A question leans that says so: by a pronoun that nothing in it explains, by a connective at its
start, by "the other" and "another", or by having no subject at all. Whoever changes the subject
names the new one, so a question with a subject and without such a word is left alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from qa.conversation import grammar
from qa.conversation.tokens import Word, content_of, names_in, words_of

# Content words up to which a question without a name may lack a subject of its own ("Who was
# driving?"), and up to which one with "other" does ("How did other parties respond?").
_FEW, _SOME = 1, 3
# Longer texts, in characters, say all that they mean.
_LONGEST = 600


class Dependence(StrEnum):
    """Why a question leans, or that it does not."""

    NONE = "stands alone"
    BARE = "has no subject"
    CONNECTIVE = "continues"
    PRONOUN = "has a pronoun"
    OTHER = "points back"
    OPEN = "may lean"


@dataclass(frozen=True, slots=True)
class ContextDependence:
    """Why a question leans; `words` are the pronouns in it, or its "other" and "one"."""

    why: Dependence
    words: tuple[Word, ...] = ()

    def __bool__(self) -> bool:
        """Return whether it leans or may lean."""
        return self.why is not Dependence.NONE

    @property
    def surely(self) -> bool:
        """Whether it says so itself; an OPEN one may as well begin a new subject."""
        return self.why not in {Dependence.NONE, Dependence.OPEN}


def context_dependence_of(question: str) -> ContextDependence:
    """Return whether and why `question` leans on what was said before it."""
    if len(question) > _LONGEST:
        return ContextDependence(Dependence.NONE)
    words = words_of(question)
    names = names_in(question)
    carrying = len(content_of(question))
    pronouns = tuple(w for at, w in enumerate(words) if grammar.is_pronoun(words, at, names))
    others = tuple(w for at, w in enumerate(words) if grammar.is_other(words, at))
    continues = grammar.is_continued(question, words)
    whole = continues and not pronouns and not others and grammar.asks_anew(words)
    few = _SOME if words and words[0].low == "so" else _FEW
    if not carrying:
        return ContextDependence(Dependence.BARE, pronouns)
    if continues and not whole:
        return ContextDependence(Dependence.CONNECTIVE, pronouns)
    if pronouns:
        return ContextDependence(Dependence.PRONOUN, pronouns)
    digits = any(letter.isdigit() for letter in question)
    named = names or digits or grammar.asks_for_meaning(words)
    if others and not named and carrying <= _SOME:
        return ContextDependence(Dependence.OTHER, others)
    return ContextDependence(Dependence.OPEN if not named and carrying <= few else Dependence.NONE)
