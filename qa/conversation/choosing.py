"""Which reading of a question is searched, and with which vector; runs no model itself.

Words decide where they are sure, and what each reading finds where they are not.
"""

from collections.abc import Callable, Sequence

import numpy as np

from qa.conversation.context_dependence import context_dependence_of
from qa.conversation.memory import Conversation, Query, Turn
from qa.conversation.query_rewriting import completions
from qa.encoding.protocol import Vectors
from qa.model import Outcome

# The vector is a mean: the question as typed says what is wanted, the completed one about what, and
# the sentence lit last where the talk stood. Chosen on conversations about the sample article,
# about stories and over several web pages together: with 0.4 to 0.6 for the first and any split of
# the rest, R@3 changes by 0.01 on stories and 0.05, or five questions, on the web pages.
TYPED, COMPLETED, LIT = 0.5, 0.25, 0.25
# How much better, in the figure that orders passages, the completed question must find than the one
# that was typed, where the words leave it open which was meant.
MUST_GAIN = 0.0
# Characters of the lit sentence, so that the question still fits into the encoder beside it.
_LONGEST_LIT = 400


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
    leaning = context_dependence_of(typed.searched)
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
    texts = [text]
    # What was not found stands nowhere.
    if turn.lit and turn.outcome is not Outcome.NOT_FOUND:
        texts.append(f"{turn.lit[:_LONGEST_LIT]} {typed.searched}")
    weights = np.array([TYPED, COMPLETED, LIT][: 1 + len(texts)], np.float32)
    mean = weights @ np.vstack([typed.vector[None, :], encode(texts)])
    unit: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return unit
