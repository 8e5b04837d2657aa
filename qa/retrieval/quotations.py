"""The quotations in passages, as they were marked when their articles were indexed."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from qa.annotations.values import Quotation
from qa.storage import Generation
from qa.storage.keys import split_keys

LONGEST_ARTICLE = 500_000
"""Bytes of an article beyond which its marks are not read for a question: they are read whole, in
some 25 milliseconds at this size."""


def quotations_in(generation: Generation, keys: Sequence[int]) -> list[tuple[Quotation, ...]]:
    """Return the quotations that share a character with each passage, in order.

    There are none in articles that are not annotated.
    """

    @cache
    def marked(uid: int) -> tuple[Quotation, ...]:
        if generation.texts.article(uid).size > LONGEST_ARTICLE:
            return ()
        annotations = generation.texts.annotations(uid)
        return annotations.quotations if annotations else ()

    found = []
    uids, ordinals = split_keys(np.array(keys, np.uint64))
    for uid, ordinal in zip(uids.tolist(), ordinals.tolist(), strict=True):
        passage = generation.texts.passages(uid, [ordinal], generation.texts.text(uid))[ordinal]
        found.append(
            tuple(q for q in marked(uid) if q.start < passage.end and passage.start < q.end)
        )
    return found
