"""Whether a question depends on the turn before it, and by which word; pure, by its words alone.

A question depends on its context if it says so: by a pronoun without an antecedent in it, by a
connective at its start, by "the other" and "another", or by having no subject at all. Who changes
the subject names the new one, so a question with a subject and without such a word stands alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from qa.conversation import grammar
from qa.conversation.tokens import Word, content_words, find_names, split_words

# Content words up to which a question without a name may lack a subject of its own ("Who was
# driving?"), and up to which one with "other" does ("How did other parties respond?").
_FEW_WORDS, _SOME_WORDS = 1, 3
# Longer texts, in characters, say all that they mean.
_LONGEST = 600


class Dependence(StrEnum):
    """Why a question depends on its context, or that it does not."""

    NONE = "stands alone"
    BARE = "has no subject"
    CONNECTIVE = "continues"
    PRONOUN = "has a pronoun"
    OTHER = "points back"
    OPEN = "may depend"


@dataclass(frozen=True, slots=True)
class ContextDependence:
    """Why a question depends on its context; `words` are its pronouns, or its "other" and "one"."""

    why: Dependence
    words: tuple[Word, ...] = ()

    def __bool__(self) -> bool:
        """Return whether it depends or may depend on its context."""
        return self.why is not Dependence.NONE

    @property
    def is_certain(self) -> bool:
        """Whether its words settle it; an OPEN one may as well begin a new subject."""
        return self.why not in {Dependence.NONE, Dependence.OPEN}


def context_dependence_of(question: str) -> ContextDependence:
    """Return whether and why `question` depends on what was said before it."""
    if len(question) > _LONGEST:
        return ContextDependence(Dependence.NONE)
    words = split_words(question)
    names = find_names(question)
    content = len(content_words(question))
    pronouns = tuple(w for i, w in enumerate(words) if grammar.is_open_pronoun(words, i, names))
    others = tuple(w for i, w in enumerate(words) if grammar.is_other(words, i))
    continues = grammar.is_continuation(question, words)
    complete = continues and not pronouns and not others and grammar.asks_anew(words)
    few = _SOME_WORDS if words and words[0].low == "so" else _FEW_WORDS
    if not content:
        return ContextDependence(Dependence.BARE, pronouns)
    if continues and not complete:
        return ContextDependence(Dependence.CONNECTIVE, pronouns)
    if pronouns:
        return ContextDependence(Dependence.PRONOUN, pronouns)
    digits = any(letter.isdigit() for letter in question)
    has_subject = names or digits or grammar.asks_for_meaning(words)
    if others and not has_subject and content <= _SOME_WORDS:
        return ContextDependence(Dependence.OTHER, others)
    # A lone word may be keywords, or struck at random; only a question goes on with another.
    is_open = not has_subject and content <= few and grammar.goes_on(question, words)
    return ContextDependence(Dependence.OPEN if is_open else Dependence.NONE)
