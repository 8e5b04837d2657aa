"""Cuts the texts of the training material into passages as long as the ones read at run time.

Sentences are those of `qa.language.sentences`, paragraph by paragraph, as when an article is read.
Lengths are drawn instead of following paragraphs: most texts of the material are one paragraph of
140 words, where paragraphs of news have 15 to 60. Knows neither tokens nor questions.
"""

import random
import re

from qa.language.sentences import find_sentences
from qa.training.material import CharRange

LONGEST_PASSAGE = 160
"""Words in a passage at most, so that it fits into one window of the reader."""

# A paragraph is a line, as in an article of plain text.
_PARAGRAPH = re.compile(r"[^\r\n]+")
# Sentences of a passage, and how often each count is drawn.
_SENTENCES = (1, 2, 3, 4, 5)
_PROBABILITIES = (0.27, 0.29, 0.22, 0.12, 0.10)


def sentences_of(text: str) -> tuple[CharRange, ...]:
    """Return the sentences in order, without the white space between them."""
    return tuple(
        CharRange(paragraph.start() + sentence.start, paragraph.start() + sentence.end)
        for paragraph in _PARAGRAPH.finditer(text)
        for sentence in find_sentences(paragraph[0])
    )


def cut_passages(
    text: str, rng: random.Random, whole: float, together: tuple[CharRange, ...] = ()
) -> tuple[CharRange, ...]:
    """Return passages that cover the text, each of one to five sentences.

    With probability `whole`, each is as long as a passage may be instead. No cut runs through a
    range of `together`.
    """
    sentences = sentences_of(text)
    wants_whole = rng.random() < whole
    passages: list[CharRange] = []
    first = 0
    while first < len(sentences):
        wanted = len(sentences) if wants_whole else rng.choices(_SENTENCES, _PROBABILITIES)[0]
        start, end = sentences[first].start, first + 1
        while end < len(sentences) and (
            (end - first < wanted and _words(text, start, sentences[end].end) <= LONGEST_PASSAGE)
            or any(kept.start < sentences[end].start < kept.end for kept in together)
        ):
            end += 1
        passages.append(CharRange(start, sentences[end - 1].end))
        first = end
    return tuple(passages)


def sentence_before(text: str, start: int) -> str:
    """Return the sentence that ends last before the offset, or an empty string."""
    earlier = [sentence for sentence in sentences_of(text) if sentence.end <= start]
    return text[earlier[-1].start : earlier[-1].end] if earlier else ""


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())
