"""Choose which form of a question is searched, and with which vector; runs no model itself.

Words decide where they are conclusive, and the scores of what each form finds where they are not.
"""

from collections.abc import Callable, Sequence

import numpy as np

from qa.conversation.context_dependence import context_dependence_of
from qa.conversation.memory import Turn
from qa.conversation.query_rewriting import rewrites
from qa.encoding.protocol import Vectors
from qa.model import Outcome
from qa.retrieval.protocol import Query

# Weights of the mean that is searched: the question as typed says what is wanted, the rewritten one
# about what, and the sentence highlighted last where the conversation stood. Chosen on
# conversations about the sample article, about stories and over several web pages together: with
# 0.4 to 0.6 for the first and any split of the rest, R@3 changes by 0.01 on stories and 0.05, or
# five questions, on the web pages.
TYPED, REWRITTEN, HIGHLIGHTED = 0.5, 0.25, 0.25
# How much better, in fused score, the rewritten question must find than the one that was typed,
# where the words leave it open which was meant.
MIN_GAIN = 0.0
# Characters of the highlighted sentence, so that the question still fits into the encoder after it.
_LONGEST_HIGHLIGHT = 400


def prepare(
    typed: Query,
    previous: Turn,
    encode: Callable[[Sequence[str]], Vectors],
    best: Callable[[Query], float],
) -> Query:
    """Return what to search for a question asked in a conversation.

    Args:
        typed: the question as typed, with its own vector.
        previous: the turn before it.
        encode: gives the vectors of questions, shape (number of texts, dimension).
        best: searches and returns the best passage's score, 0 to 1.
    """
    dependence = context_dependence_of(typed.text)
    if not dependence:
        return typed
    text = rewrites(typed.text, dependence, previous)[0]
    query = Query(text, _mixed_vector(typed, text, previous, encode))
    if dependence.is_certain or best(query) - best(typed) >= MIN_GAIN:
        return query
    return typed


def _mixed_vector(
    typed: Query, text: str, turn: Turn, encode: Callable[[Sequence[str]], Vectors]
) -> Vectors:
    """Return the weighted mean of typed question, rewritten one and last highlight, at length 1."""
    texts = [text]
    # The nearest sentence to a question without an answer says nothing about its topic.
    if turn.highlighted and turn.outcome is not Outcome.NOT_FOUND:
        texts.append(f"{turn.highlighted[:_LONGEST_HIGHLIGHT]} {typed.text}")
    weights = np.array([TYPED, REWRITTEN, HIGHLIGHTED][: 1 + len(texts)], np.float32)
    mean = weights @ np.vstack([typed.vector[None, :], encode(texts)])
    unit: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return unit
