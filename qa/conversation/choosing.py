"""Which reading of a question is searched, and with which vector; runs no model itself.

The reading is chosen by words where they are sure, and by what each finds where they are not. The
vector is a mean: the question as typed says what is wanted, the completed one about what, and the
sentence lit last where the talk stood. Weights were chosen on conversations about the sample
article, about stories and over several web pages together; from 0.2 to 0.5 for each but the first
they change R@3 by about 0.01.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from qa.conversation.completion import completions
from qa.conversation.leaning import lean_of
from qa.conversation.turns import Conversation, Turn
from qa.encoding.protocol import Vectors
from qa.model import Outcome

TYPED, COMPLETED, LIT = 0.5, 0.25, 0.25
# How much better, in the figure that orders passages, a completed question must find than the one
# that was typed, where the words leave it open which was meant.
MUST_GAIN = 0.0


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched: the text, shown to the person, and the unit vector, shape (dimension,)."""

    searched: str
    vector: Vectors


def prepare(
    typed: Query,
    conversation: Conversation,
    encode: Callable[[Sequence[str]], Vectors],
    best: Callable[[Query], float],
) -> Query:
    """Return what to search for a question asked in a conversation.

    Args:
        typed: the question as typed, with its own vector.
        conversation: the turns before it.
        encode: gives the vectors of questions, shape (number of texts, dimension).
        best: searches and returns the best passage's score, 0 to 1.
    """
    turn = conversation.last
    if turn is None:
        return typed
    leaning = lean_of(typed.searched)
    if not leaning:
        return typed
    text = completions(typed.searched, leaning, turn)[0]
    query = Query(text, _mixed(typed, text, turn, encode))
    if leaning.surely or best(query) - best(typed) >= MUST_GAIN:
        return query
    return typed


def _mixed(
    typed: Query, text: str, turn: Turn, encode: Callable[[Sequence[str]], Vectors]
) -> Vectors:
    # What was not found stands nowhere.
    stood = turn.lit if turn.outcome is not Outcome.NOT_FOUND else None
    vectors = encode([text, f"{stood} {typed.searched}"] if stood else [text])
    mean = TYPED * typed.vector + COMPLETED * vectors[0]
    if stood:
        mean = mean + LIT * vectors[1]
    unit: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return unit
